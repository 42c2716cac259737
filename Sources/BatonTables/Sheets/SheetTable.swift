/// A decision table in a sheet: its header is found, its columns are told apart, its cells are text.
struct SheetTable {
  struct Column {
    let name: String
    let index: Int
    let place: TablePlace
  }

  private(set) var name: String
  /// As it is written; nil where nothing is said.
  private(set) var written: TableHit?
  private(set) var because: String?
  /// The allowed outputs, and the outputs where no row matches, by the outputs' names.
  private(set) var values: [String: [SheetGrid.Cell]] = [:]
  private(set) var fallbacks: [String: SheetGrid.Cell] = [:]
  private(set) var inputs: [Column] = []
  private(set) var outputs: [Column] = []
  /// The column of reasons.
  private(set) var reasons: Int?
  private(set) var rows: [SheetGrid.Row] = []
  let place: TablePlace

  /// Whether it says who gets a request.
  var isRoute: Bool { outputs.contains { $0.name == "to" } }

  /// As for the words of rules, where nothing is said.
  var hit: TableHit { written ?? (isRoute ? .first : .unique) }

  /// Nil for a sheet without a header.
  init?(_ grid: SheetGrid, report: (TableFinding.Fact, TablePlace) -> Void) {
    guard let header = grid.rows.firstIndex(where: Self.isHeader) else { return nil }
    name = grid.name
    place = grid.rows[header].filled.first?.place ?? grid.place
    for row in grid.rows[..<header] { read(row, report) }
    for (index, cell) in grid.rows[header].cells.enumerated() {
      if let cell { add(cell, at: index) }
    }
    let known = Set(inputs.map(\.index) + outputs.map(\.index) + [reasons].compactMap(\.self))
    for row in grid.rows[(header + 1)...] {
      if Self.isHeader(row) {
        let place = row.filled.first?.place ?? grid.place
        report(.csv("a second table stands in the sheet; give it a sheet of its own"), place)
        break
      }
      for (index, cell) in row.cells.enumerated() where !known.contains(index) {
        if let cell { report(.emptyHeading, cell.place) }
      }
      rows.append(row)
    }
  }

  private static func isHeader(_ row: SheetGrid.Row) -> Bool {
    row.filled.contains { output($0.text) != nil }
  }

  /// The name behind `->`.
  private static func output(_ text: String) -> String? {
    let text = text.trimmingBlanks
    for arrow in ["->", "→"] where text.hasPrefix(arrow) {
      return text.dropFirst(arrow.count).trimmingBlanks
    }
    return nil
  }

  private mutating func add(_ cell: SheetGrid.Cell, at index: Int) {
    guard let output = Self.output(cell.text) else {
      inputs.append(Column(name: cell.text.trimmingBlanks, index: index, place: cell.place))
      return
    }
    if output == "because" {
      reasons = index
    } else {
      outputs.append(Column(name: output, index: index, place: cell.place))
    }
  }

  /// A row above the header.
  private mutating func read(
    _ row: SheetGrid.Row, _ report: (TableFinding.Fact, TablePlace) -> Void
  ) {
    let filled = row.filled
    guard let first = filled.first else { return }
    let key = first.text.trimmingBlanks
    guard filled.count > 1 else {
      name = key
      return
    }
    let words = key.split(separator: " ", maxSplits: 1).map(String.init)
    switch words[0].lowercased() {
    case "hit":
      if let hit = TableHit(written: filled[1].text) {
        written = hit
      } else {
        report(.unknownHit(filled[1].text, decision: name), filled[1].place)
      }
    case "because": because = filled[1].text
    case "values" where words.count > 1:
      values[Self.output(words[1]) ?? words[1]] = Array(filled.dropFirst())
    case "default" where words.count > 1:
      fallbacks[Self.output(words[1]) ?? words[1]] = filled[1]
    default: break
    }
  }
}
