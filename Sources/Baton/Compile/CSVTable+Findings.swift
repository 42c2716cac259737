import BatonModel
import BatonRecords

// The CSV files that declarations name: tables of routes, tables of cases.
extension Findings {
  /// Reads a file, reports what is wrong with its form, and keeps its lines to be shown in messages.
  func table(_ bytes: [UInt8], of file: String) -> CSVTable {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    remember(lines: lines.map { String($0.hasSuffix("\r") ? $0.dropLast() : $0) }, of: file)
    let table = CSVTable.parse(bytes)
    for fault in table.faults {
      report(
        .csv(row: fault.number, fault.cause.description),
        at: Place(file: file, line: fault.line, column: fault.column))
    }
    return table
  }
}

extension CSVTable.Cell {
  /// Where it stands, with its quotes.
  func place(in file: String) -> Place {
    Place(
      file: file, line: line, column: column,
      length: max(text.unicodeScalars.count + (isQuoted ? 2 : 0), 1))
  }
}
