package import BatonModel

/// Turns sheets with decision tables into tables of rules.
///
///     Support level
///     hit          | first
///     category     | customer.region | -> level | -> because
///     till         | north           | gold     | agreed in 2026
///     -            | -               | bronze   |
///
/// The row with `->` is the header, as in a CSV file of rules. Above it may stand the table's title,
/// `hit`, `because`, and for each output `values -> level` and `default -> level`.
package struct SheetImport {
  private var findings: [TableFinding] = []
  private var book: FieldBook
  private let isRouteWanted: Bool

  /// Reads a workbook or a CSV file.
  /// - Parameters:
  ///   - name: what messages call the file.
  ///   - title: what a table without a title is called.
  ///   - sheet: the sheet that is wanted; nil for all that have a table.
  /// - Throws: ``TableFailure`` for what is neither, or has no table.
  package static func read(
    _ bytes: [UInt8], name: String, title: String, sheet: String? = nil, rules: FieldTable? = nil,
    asRoutes: Bool = false
  ) throws(TableFailure) -> ImportedRules {
    var run = SheetImport(book: FieldBook(rules: rules), isRouteWanted: asRoutes)
    var grids: [SheetGrid]
    switch DocumentForm.of(bytes) {
    case .zip:
      (grids, run.findings) = try Workbook.read(bytes, name: name, sheet: sheet)
    case .text:
      let (grid, findings) = SheetGrid.csv(bytes, name: name, title: title)
      grids = [grid]
      run.findings = findings
    case .oldWorkbook: throw TableFailure(.oldWorkbook, at: TablePlace(file: name))
    case .xml, .other: throw TableFailure(.unknownForm, at: TablePlace(file: name))
    }
    var drafts: [SheetTable] = []
    for grid in grids {
      if let draft = SheetTable(grid, report: { run.findings.append(TableFinding($0, at: $1)) }) {
        drafts.append(draft)
      } else {
        run.findings.append(TableFinding(.sheetWithoutTable(grid.name), at: grid.place))
      }
    }
    if drafts.isEmpty { throw TableFailure(.noHeader, at: TablePlace(file: name)) }
    let tables = drafts.compactMap { run.table($0) }
    return ImportedRules(
      name: title, fields: run.book.declared, tables: tables, findings: run.findings, names: [:])
  }

  private init(book: FieldBook, isRouteWanted: Bool) {
    self.book = book
    self.isRouteWanted = isRouteWanted
  }

  private mutating func report(_ fact: TableFinding.Fact, at place: TablePlace) {
    findings.append(TableFinding(fact, at: place))
  }

  private mutating func table(_ draft: SheetTable) -> RuleTable? {
    let isRoute = draft.isRoute
    if isRoute ? draft.outputs.count > 1 : isRouteWanted {
      report(.noRoute(decision: draft.name), at: draft.place)
      if isRoute { return nil }
    }
    var inputs: [RuleTable.Input] = []
    for column in draft.inputs {
      let tests = draft.rows.compactMap { row in
        row[column.index].flatMap { try? CellParser.sheetTest($0.text) }
      }
      let type = Self.type(of: Set(tests.flatMap(\.literals)))
      guard let field = declare(column, type, draft) else { return nil }
      inputs.append(
        RuleTable.Input(field: field, type: (book.type(ofPath: field) ?? type).base))
    }
    var outputs: [RuleTable.Output] = []
    for column in draft.outputs {
      guard let output = output(column, draft, isRoute) else { return nil }
      outputs.append(output)
    }
    if draft.hit.needsPriorities, outputs.allSatisfy(\.allowed.isEmpty) {
      report(.noPriorities(decision: draft.name), at: draft.place)
      return nil
    }
    let rows = draft.rows.enumerated().compactMap { index, row in
      self.row(row, number: index + 1, draft, inputs, outputs)
    }
    if rows.isEmpty {
      report(.tableLost(table: draft.name, reason: "it has no rows"), at: draft.place)
      return nil
    }
    return RuleTable(
      name: draft.name, isRoute: isRoute, hit: draft.hit, inputs: inputs, outputs: outputs,
      rows: rows, because: draft.because)
  }

  /// The field of a column, declared if need be; nil where its path leads to none. A heading for
  /// people becomes words as rules write them.
  private mutating func declare(
    _ column: SheetTable.Column, _ type: FieldType, _ draft: SheetTable
  ) -> String? {
    var field = column.name
    if book.type(ofPath: field) == nil, !Self.isPath(field) {
      field = FieldBook.words([field])
      report(.fieldNamed(column.name, field: field), at: column.place)
    }
    if book.declare(field, type) { return field }
    report(
      .tableLost(table: draft.name, reason: "its column \"\(field)\" leads to no field"),
      at: column.place)
    return nil
  }

  private static func isPath(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2E
    }
  }

  private mutating func output(
    _ column: SheetTable.Column, _ draft: SheetTable, _ isRoute: Bool
  ) -> RuleTable.Output? {
    if isRoute { return RuleTable.Output(field: "to", type: .text, allowed: [], fallback: nil) }
    let allowed = (draft.values[column.name] ?? []).compactMap {
      try? CellParser.sheetValue($0.text)
    }
    let fallback = draft.fallbacks[column.name].flatMap { try? CellParser.sheetValue($0.text) }
    let written = draft.rows.compactMap { row in
      row[column.index].flatMap { try? CellParser.sheetValue($0.text) }
    }
    let element = Self.type(of: Set(written + allowed + [fallback].compactMap(\.self)))
    let type: FieldType = draft.hit.givesList ? .list : draft.hit == .count ? .number : element
    guard let field = declare(column, type, draft) else { return nil }
    let known = (book.type(ofPath: field) ?? type).base
    return RuleTable.Output(
      field: field, type: known, allowed: allowed.compactMap { $0.read(as: known) },
      fallback: fallback?.read(as: known))
  }

  private mutating func row(
    _ row: SheetGrid.Row, number: Int, _ draft: SheetTable, _ inputs: [RuleTable.Input],
    _ outputs: [RuleTable.Output]
  ) -> RuleTable.Row? {
    let known = draft.inputs.map(\.index) + draft.outputs.map(\.index)
    if known.contains(where: { row[$0]?.isBroken == true }) { return nil }
    var isWhole = true
    func lost(_ column: SheetTable.Column, _ cell: SheetGrid.Cell, _ fault: CellFault) {
      isWhole = false
      report(
        .cell(decision: draft.name, row: number, column: column.name, reason: fault.reason),
        at: cell.place)
    }
    var tests: [CellTest] = []
    for (column, input) in zip(draft.inputs, inputs) {
      guard let cell = row[column.index] else {
        tests.append(.anything)
        continue
      }
      do throws(CellFault) {
        tests.append(try CellParser.sheetTest(cell.text).read(as: input.type))
      } catch { lost(column, cell, error) }
    }
    var outcomes: [TableLiteral?] = []
    for (column, output) in zip(draft.outputs, outputs) {
      guard let cell = row[column.index] else {
        outcomes.append(nil)
        continue
      }
      do throws(CellFault) {
        let value = try CellParser.sheetValue(cell.text)
        // A count is a number, whatever is counted.
        let type = draft.hit == .count ? .text : output.type
        guard let read = value?.read(as: type) else {
          throw CellFault("it takes \(type.phrase), found \(value?.phrase ?? "nothing")")
        }
        outcomes.append(read)
      } catch { lost(column, cell, error) }
    }
    guard isWhole else { return nil }
    return RuleTable.Row(
      tests: tests, outcomes: outcomes, because: draft.reasons.flatMap { row[$0]?.text },
      remarks: [])
  }

  /// What all values of a column are, words being read as what they look like.
  private static func type(of literals: Set<TableLiteral>) -> FieldType {
    var seen: Set<TableLiteral> = []
    for literal in literals where literal != .null {
      // Several numbers in one cell: 1, 5.
      if case .word(let word) = literal, word.contains(","),
        let several = try? CellParser.sheetList(word), several.literals.count > 1
      {
        seen.formUnion(several.literals)
      } else {
        seen.insert(literal)
      }
    }
    for type in [FieldType.number, .yesNo, .instant]
    where !seen.isEmpty && seen.allSatisfy({ $0.read(as: type) != nil }) {
      return type
    }
    return .text
  }
}
