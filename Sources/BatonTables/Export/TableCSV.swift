import BatonRecords

/// A table as the CSV file that a rule base reads with `from`.
package enum TableCSV {
  package static func bytes(_ table: RuleTable) -> [UInt8] {
    var writer = CSVWriter()
    for input in table.inputs { writer.cell(input.field) }
    for output in table.outputs { writer.cell("-> \(output.field)") }
    let hasReasons = table.hasReasons
    if hasReasons { writer.cell("-> because") }
    writer.endRow()
    for row in table.rows {
      for test in row.tests { writer.cell(test.plain) }
      for outcome in row.outcomes { writer.cell(outcome.map(value) ?? "") }
      if hasReasons { writer.cell(row.because ?? "") }
      writer.endRow()
    }
    return writer.bytes
  }

  /// An output's cell is the value itself, but for a text that would be read as something else.
  private static func value(_ literal: TableLiteral) -> String {
    guard case .text(let text) = literal else { return literal.bare }
    let isOdd =
      text.first == "\"" || text.first?.isWhitespace == true || text.last?.isWhitespace == true
    return isOdd ? literal.bare : text
  }
}
