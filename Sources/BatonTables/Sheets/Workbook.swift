/// The sheets of an XLSX file (ECMA-376) as grids of cells.
///
/// Of a formula its last value is taken, and that is told. Cells that are merged downwards hold for
/// each of their rows; merged over several columns they are refused. What is hidden is read.
struct Workbook: ~Copyable {
  /// The most columns of a table.
  static let widest = 1_000

  private let name: String
  private var zip: ZipFile
  private var findings: [TableFinding] = []
  private var shared: [String] = []
  private var styles = NumberStyles()

  /// - Parameters:
  ///   - sheet: the sheet that is wanted; nil for all.
  static func read(
    _ bytes: [UInt8], name: String, sheet: String?
  ) throws(TableFailure) -> (grids: [SheetGrid], findings: [TableFinding]) {
    var book = Workbook(try ZipFile(bytes, name: name), name: name)
    let grids = try book.grids(only: sheet)
    return (grids, book.findings)
  }

  private init(_ zip: consuming ZipFile, name: String) {
    self.zip = zip
    self.name = name
  }

  private mutating func document(_ part: String) throws(TableFailure) -> XMLElement? {
    guard let bytes = try zip.part(part) else { return nil }
    return try XMLReader.read(bytes, name: "\(name)/\(part)")
  }

  private mutating func grids(only wanted: String?) throws(TableFailure) -> [SheetGrid] {
    guard let book = try document("xl/workbook.xml") else {
      throw TableFailure(.noWorkbook, at: TablePlace(file: name))
    }
    let links = try document("xl/_rels/workbook.xml.rels")?.children ?? []
    let targets = Dictionary(
      links.compactMap { link in link["Id"].flatMap { id in link["Target"].map { (id, $0) } } },
      uniquingKeysWith: { first, _ in first })
    let uses1904 = ["1", "true"].contains(book.child("workbookPr")?["date1904"] ?? "")
    styles = NumberStyles(try document("xl/styles.xml"), uses1904: uses1904)
    shared = try document("xl/sharedStrings.xml")?.children("si").map(Self.richText) ?? []
    let sheets = book.child("sheets")?.children("sheet") ?? []
    let names = sheets.map { $0["name"] ?? "" }
    if let wanted, !names.contains(wanted) {
      throw TableFailure(.noSheet(wanted, has: names), at: TablePlace(file: name))
    }
    var grids: [SheetGrid] = []
    for (sheet, title) in Swift.zip(sheets, names) where wanted == nil || title == wanted {
      let id = sheet["{\(Self.relationships)}id"] ?? sheet["{\(Self.strict)}id"] ?? ""
      guard let target = targets[id] else { continue }
      let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
      guard let root = try document(part) else {
        throw TableFailure(.missingPart(part), at: TablePlace(file: name))
      }
      // Sheets of pictures have no cells.
      guard root.name == "worksheet" else { continue }
      if let state = sheet["state"], state != "visible" {
        report(.hidden("sheet \"\(title)\""), at: TablePlace(file: name))
      }
      grids.append(grid(root, title))
    }
    return grids
  }

  private static let relationships =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"

  // MARK: One sheet

  private mutating func grid(_ root: XMLElement, _ title: String) -> SheetGrid {
    var rows: [Int: [Int: SheetGrid.Cell]] = [:]
    var last = 0
    for row in root.child("sheetData")?.children("row") ?? [] {
      let number = row["r"].flatMap { Int($0) } ?? last + 1
      last = number
      var column = -1
      var cells: [Int: SheetGrid.Cell] = [:]
      for cell in row.children("c") {
        let address = cell["r"].flatMap { CellAddress($0) }
        column = address?.column ?? column + 1
        if column >= Self.widest { break }
        let place = place(CellAddress(column: column, row: number), title)
        switch content(cell, at: place) {
        case .empty: break
        case .text(let text): cells[column] = SheetGrid.Cell(text: text, place: place)
        case .broken: cells[column] = SheetGrid.Cell(text: "", place: place, isBroken: true)
        }
      }
      if cells.isEmpty { continue }
      if row["hidden"] == "1" || row["hidden"] == "true" {
        report(.hidden("row \(number)"), at: place(CellAddress(column: 0, row: number), title))
      }
      rows[number] = cells
    }
    for column in root.child("cols")?.children("col") ?? []
    where column["hidden"] == "1" || column["hidden"] == "true" {
      guard let first = column["min"].flatMap({ Int($0) }), first >= 1, first <= Self.widest,
        rows.values.contains(where: { $0[first - 1] != nil })
      else { continue }
      let letters = CellAddress.letters(first - 1)
      report(
        .hidden("column \(letters)"), at: place(CellAddress(column: first - 1, row: 1), title))
    }
    for merge in root.child("mergeCells")?.children("mergeCell") ?? [] {
      fill(merge["ref"] ?? "", &rows, title)
    }
    return SheetGrid(
      name: title, place: TablePlace(file: name, spot: .cell("A1", sheet: title)),
      rows: rows.sorted { $0.key < $1.key }.map { _, cells in
        let width = (cells.keys.max() ?? -1) + 1
        return SheetGrid.Row(cells: (0..<width).map { cells[$0] })
      })
  }

  /// Takes a merged cell as the value of each of its rows that have something else in them.
  private mutating func fill(
    _ range: String, _ rows: inout [Int: [Int: SheetGrid.Cell]], _ title: String
  ) {
    let ends = range.split(separator: ":").map { CellAddress($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first.row <= last.row,
      let cell = rows[first.row]?[first.column]
    else { return }
    if first.column != last.column {
      // A title over the whole table is none of its cells.
      let isTitle = rows[first.row]?.count == 1
      if !isTitle {
        report(.mergedAcross(range), at: cell.place)
        rows[first.row] = nil
      }
      return
    }
    guard first.row < last.row else { return }
    report(.mergedDown(range), at: cell.place)
    for row in rows.keys where row > first.row && row <= last.row {
      let place = place(CellAddress(column: first.column, row: row), title)
      rows[row]?[first.column] = SheetGrid.Cell(
        text: cell.text, place: place, isBroken: cell.isBroken)
    }
  }

  // MARK: One cell

  private enum Content {
    case empty
    case text(String)
    /// Reported already.
    case broken

    init(_ text: String?) {
      self = text.flatMap { $0.trimmingBlanks.isEmpty ? nil : .text($0) } ?? .empty
    }
  }

  private mutating func content(_ cell: XMLElement, at place: TablePlace) -> Content {
    let value = cell.child("v")?.text
    if cell.child("f") != nil {
      guard value != nil else {
        report(.formulaWithoutValue, at: place)
        return .broken
      }
      report(.formulaValue, at: place)
    }
    switch cell["t"] ?? "n" {
    case "s":
      let index = value.flatMap { Int($0.trimmingBlanks) } ?? -1
      return Content(shared.indices.contains(index) ? shared[index] : nil)
    case "inlineStr": return Content(cell.child("is").map(Self.richText))
    case "str", "d": return Content(value)
    case "b": return Content(value.map { $0.trimmingBlanks == "1" ? "true" : "false" })
    case "e":
      report(.errorValue(value ?? ""), at: place)
      return .broken
    default: return number(cell, value?.trimmingBlanks ?? "", at: place)
    }
  }

  private mutating func number(
    _ cell: XMLElement, _ value: String, at place: TablePlace
  ) -> Content {
    guard let number = Double(value), number.isFinite else { return Content(value) }
    let style = cell["s"].flatMap { Int($0) } ?? 0
    guard styles.isDate(style) else { return .text(NumberStyles.numeral(number)) }
    if let date = styles.date(number) { return .text(date) }
    report(.badDate(value), at: place)
    return .broken
  }

  /// The text of a string with its runs, without how it is pronounced.
  private static func richText(_ element: XMLElement) -> String {
    element.children.map { child in
      switch child.name {
      case "t": child.text
      case "r": child.children("t").map(\.text).joined()
      default: ""
      }
    }.joined()
  }

  private func place(_ address: CellAddress, _ title: String) -> TablePlace {
    TablePlace(file: name, spot: .cell(address.name, sheet: title))
  }

  private mutating func report(_ fact: TableFinding.Fact, at place: TablePlace) {
    findings.append(TableFinding(fact, at: place))
  }
}
