import BatonModel
import BatonRecords

/// A table of conditions and outcomes as it was written, in Lua or in a CSV file: the names of its
/// columns and its rows, each cell with its place.
///
/// Rows are read when they are asked for, so that of a table whose header is wrong nothing else is told.
struct TableSource {
  enum Cell {
    case written(Written)
    case plain(CSVTable.Cell)
  }

  struct Row {
    /// Counted from 1.
    let number: Int
    let place: Place
    let cells: [Cell]
  }

  private enum Form {
    case lua(columns: Written, names: [Written], rows: [Written])
    case csv(CSVTable, file: String)
  }

  /// The names of the columns.
  let header: [String]
  /// Of a table in a file what the file says; nil for one in Lua, which the declaration says.
  let fingerprint: String?
  private let form: Form
  private let context: CompileContext

  /// Reads `columns` and the rows, or the file that `from` names; nil after a report.
  init?(_ table: TableReader, _ context: CompileContext, _ folder: inout RuleFolder) {
    self.context = context
    let declaration = table.declaration
    if let from = table.entry("from"), table.entry("columns") != nil {
      context.findings.report(.tableTwice(declaration.title), at: from.keySite)
      return nil
    }
    if let file = table.text("from"), let value = table.value("from") {
      let bytes: [UInt8]
      do { bytes = try folder.text(file) } catch {
        context.findings.report(.file(file, error), at: value.site)
        return nil
      }
      let csv = context.findings.table(bytes, of: file)
      header = csv.header.map(\.text)
      fingerprint = ContentHash.of([file: bytes])
      form = .csv(csv, file: file)
    } else if let columns = table.texts("columns"), let value = table.value("columns") {
      header = columns
      fingerprint = nil
      form = .lua(
        columns: value, names: value.items(in: context.sources),
        rows: declaration.body.items(in: context.sources).filter { $0.record == nil })
    } else {
      context.findings.report(.tableSource(declaration.title), at: declaration.site)
      return nil
    }
  }

  // MARK: Places

  /// Where a column is named.
  func place(ofColumn index: Int) -> Place {
    switch form {
    case .lua(let columns, let names, _):
      context.place(index < names.count ? names[index] : columns)
    case .csv(let csv, let file): csv.header[index].place(in: file)
    }
  }

  /// Where the columns are named.
  var place: Place {
    switch form {
    case .lua(let columns, _, _): context.place(columns)
    case .csv(_, let file): Place(file: file, line: 1)
    }
  }

  func place(of cell: Cell) -> Place {
    switch (cell, form) {
    case (.written(let written), _): context.place(written)
    case (.plain(let cell), .csv(_, let file)): cell.place(in: file)
    case (.plain, .lua): place
    }
  }

  // MARK: Rows

  /// Whether no row is written, not even one that cannot be read.
  var isEmpty: Bool {
    switch form {
    case .lua(_, _, let rows): rows.isEmpty
    case .csv(let csv, _): csv.rows.isEmpty && csv.faults.isEmpty
    }
  }

  /// Whether it is written in Lua.
  var isInline: Bool {
    if case .lua = form { true } else { false }
  }

  /// The rows that are as wide as the header; the others are reported.
  func rows() -> [Row] {
    switch form {
    case .lua(_, _, let rows):
      rows.enumerated().compactMap { row($1, number: $0 + 1) }
    case .csv(let csv, let file):
      csv.rows.enumerated().compactMap { index, cells in
        guard cells.count == header.count, let first = cells.first else { return nil }
        return Row(
          number: index + 1, place: Place(file: file, line: first.line),
          cells: cells.map { .plain($0) })
      }
    }
  }

  private func row(_ row: Written, number: Int) -> Row? {
    let cells = row.items(in: context.sources)
    guard row.table != nil, !row.hasNames, cells.count == header.count, row.isDense else {
      context.findings.report(
        .tableRowWidth(row: number, found: cells.count, columns: header.count), at: row.site)
      return nil
    }
    return Row(number: number, place: context.place(row), cells: cells.map { .written($0) })
  }

  // MARK: Columns

  /// The field that a column tests, by its path; nil after a report.
  func subject(ofColumn index: Int) -> ConditionCompiler.Subject? {
    let name = header[index].trimmingSpaces
    func report(_ problem: Problem) {
      context.findings.report(problem, at: place(ofColumn: index))
    }
    var path = FieldPath.request
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for (index, part) in parts.enumerated() {
      guard let field = context.fields[path.kind, part] else {
        let names = context.fields.names(of: path.kind)
        report(
          .unknownField(part, of: path.kind.rawValue, nearest: NearestName.to(part, among: names)))
        return nil
      }
      if path.kind == .request, part == FieldTable.event {
        report(.time(.eventElsewhere))
        return nil
      }
      if index == parts.count - 1, let column = path.column(field, context.fields) {
        return ConditionCompiler.Subject(field: field, path: path, column: column, name: name)
      }
      guard let next = path.into(field, context.fields) else {
        report(.noReference(part, type: field.type.phrase))
        return nil
      }
      path = next
    }
    return nil
  }

  /// What a cell asks of its column; after a report nothing.
  func condition(
    _ cell: Cell, _ subject: ConditionCompiler.Subject, row: Int, column: Int
  ) -> Condition {
    let text: String
    switch cell {
    case .plain(let cell): text = cell.text
    case .written(let written):
      guard let own = written.text else {
        return ConditionCompiler(context: context).value(written, subject)
      }
      text = own
    }
    do { return try CellCompiler(context: context).condition(text, subject) } catch {
      report(error.reason, of: cell, row: row, column: column)
      return .always
    }
  }

  /// Reports what is wrong with a cell.
  func report(_ reason: String, of cell: Cell, row: Int, column: Int) {
    context.findings.report(
      .cell(row: row, column: header[column], reason), at: place(of: cell))
  }

  /// The output that a header names behind `->`; nil for an input.
  static func output(_ name: String) -> String? {
    let name = name.trimmingSpaces
    return name.hasPrefix("->") ? String(name.dropFirst(2)).trimmingSpaces : nil
  }
}

extension TableSource.Cell {
  /// What it says, if that is a text; nil for an empty one.
  var text: String? {
    switch self {
    case .written(let written): written.text.flatMap { $0.isEmpty ? nil : $0 }
    case .plain(let cell): cell.text.isEmpty ? nil : cell.text
    }
  }
}
