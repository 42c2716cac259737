import BatonRecords
package import BatonTime

/// The tables of a report as CSV: durations in seconds, shares as parts of 1.
package enum ReportCSV {
  /// One table with its columns.
  package static func bytes(_ table: ReportTable, in zone: Zone) -> [UInt8] {
    var csv = CSVWriter()
    for column in table.columns { csv.cell(column.name) }
    csv.endRow()
    for row in table.rows {
      for cell in row.cells { csv.cell(ReportCell.plain(cell, in: zone)) }
      csv.endRow()
    }
    return csv.bytes
  }

  /// All tables in one, a line for each cell.
  package static func bytes(_ report: some TabledDocument) -> [UInt8] {
    var csv = CSVWriter()
    for name in ["table", "row", "column", "value", "unit"] { csv.cell(name) }
    csv.endRow()
    for table in report.tables {
      for (number, row) in table.rows.enumerated() {
        for (column, cell) in zip(table.columns, row.cells) where cell != .none {
          for text in [
            table.name, String(number + 1), column.name, ReportCell.plain(cell, in: report.zone),
            unit(cell),
          ] {
            csv.cell(text)
          }
          csv.endRow()
        }
      }
    }
    return csv.bytes
  }

  private static func unit(_ cell: ReportTable.Cell) -> String {
    switch cell {
    case .duration: "seconds"
    case .share, .fineShare: "share"
    case .count: "count"
    case .number: "number"
    case .instant: "instant"
    case .yesNo: "yes_no"
    case .text, .none: "text"
    }
  }
}
