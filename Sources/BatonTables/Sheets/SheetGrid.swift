import BatonRecords

/// A sheet as a grid of cells, wherever it came from: a workbook or a CSV file.
struct SheetGrid {
  struct Cell {
    /// As a rule base's cell has it: dates in ISO 8601, `true` and `false`.
    let text: String
    let place: TablePlace
    /// Whether what stands there cannot be read, which is reported.
    var isBroken = false
  }

  /// A row that has something in it, from its left end; nil where a cell is empty.
  struct Row {
    var cells: [Cell?]

    subscript(column: Int) -> Cell? { cells.indices.contains(column) ? cells[column] : nil }
    var filled: [Cell] { cells.compactMap(\.self) }
  }

  let name: String
  let place: TablePlace
  let rows: [Row]

  /// A CSV file. A separator at an end of a row, and blank rows, say nothing.
  static func csv(_ bytes: [UInt8], name: String, title: String) -> (
    grid: SheetGrid, findings: [TableFinding]
  ) {
    let table = CSVTable.parse(bytes)
    let rows = ([table.header] + table.rows).map { cells in
      Row(
        cells: cells.map { cell in
          let place = TablePlace(file: name, spot: .line(cell.line, column: cell.column))
          return cell.text.trimmingBlanks.isEmpty ? nil : Cell(text: cell.text, place: place)
        })
    }
    // A title's row is shorter than the table's, which is no fault.
    let findings = table.faults.compactMap { fault -> TableFinding? in
      if case .cells = fault.cause { return nil }
      return TableFinding(
        .csv(fault.cause.description),
        at: TablePlace(file: name, spot: .line(fault.line, column: fault.column ?? 1)))
    }
    return (
      SheetGrid(
        name: title, place: TablePlace(file: name, spot: .line(1, column: 1)),
        rows: rows.filter { !$0.filled.isEmpty }), findings
    )
  }
}
