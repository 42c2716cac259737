import BatonLua
import BatonModel
import BatonRecords

/// Turns a `route_table`, written in Lua or in a CSV file, into rows of conditions and outcomes.
struct TableCompiler {
  private static let outputs = ["to", "because"]

  let context: CompileContext
  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }

  /// What a column of the table is for.
  private enum Header {
    case input(ConditionCompiler.Subject)
    case to
    case because
    /// Reported already.
    case broken
  }

  private typealias Rows = (rows: [RouteTable.Row], inputs: [RouteTable.Input])

  init(context: CompileContext) {
    self.context = context
  }

  /// A table, and the level at which it stands.
  func table(
    _ declaration: Declaration, levels: [String], folder: inout RuleFolder
  ) -> (table: RouteTable, level: String) {
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let hit = table.choice("hit", of: HitPolicy.self) ?? .first
    var found: Rows = ([], [])
    if let from = table.entry("from"), table.entry("columns") != nil {
      context.findings.report(.tableTwice(declaration.title), at: from.keySite)
    } else if let file = table.text("from"), let value = table.value("from") {
      found = csv(file, at: value.site, folder: &folder)
    } else if let columns = table.texts("columns"), let value = table.value("columns") {
      found = inline(columns, value, declaration)
    } else {
      context.findings.report(.tableSource(declaration.title), at: declaration.site)
    }
    table.finish(allowsItems: table.entry("columns") != nil)
    return (
      RouteTable(
        head: head, condition: condition, hit: hit, rows: found.rows, inputs: found.inputs),
      RouteCompiler(context: context).level(table, levels: levels)
    )
  }

  // MARK: Rows in Lua

  private func inline(
    _ columns: [String], _ written: Written, _ declaration: Declaration
  ) -> Rows {
    let sites = written.items(in: context.sources)
    let headers = columns.enumerated().map { index, name in
      header(name) { problem in
        context.findings.report(
          problem, at: index < sites.count ? sites[index].site : written.site)
      }
    }
    guard check(headers, report: { context.findings.report($0, at: written.site) }) else {
      return ([], [])
    }
    let rows = declaration.body.items(in: context.sources).filter { $0.record == nil }
    if rows.isEmpty {
      context.findings.report(.tableSource(declaration.title), at: declaration.site)
    }
    let inputs = inputs(headers) { index in
      context.findings.sources.place(index < sites.count ? sites[index].site : written.site)
    }
    return (
      rows.enumerated().compactMap { self.row($1, number: $0 + 1, headers, columns) }, inputs
    )
  }

  private func row(
    _ row: Written, number: Int, _ headers: [Header], _ columns: [String]
  ) -> RouteTable.Row? {
    let cells = row.items(in: context.sources)
    guard row.table != nil, !row.hasNames, cells.count == headers.count, row.isDense else {
      context.findings.report(
        .tableRowWidth(row: number, found: cells.count, columns: headers.count), at: row.site)
      return nil
    }
    let conditions = ConditionCompiler(context: context)
    var parts: [Condition] = []
    var outcome: RouteOutcome?
    var because: String?
    for (index, cell) in cells.enumerated() {
      switch headers[index] {
      case .broken: break
      case .because: because = cell.text
      case .to: outcome = RouteCompiler(context: context).outcome(cell)
      case .input(let subject):
        guard let text = cell.text else {
          parts.append(conditions.value(cell, subject))
          continue
        }
        do {
          parts.append(
            try CellCompiler(context: context).condition(
              text, subject))
        } catch {
          context.findings.report(
            .cell(row: number, column: columns[index], error.reason), at: cell.site)
        }
      }
    }
    guard let outcome else { return nil }
    return RouteTable.Row(
      condition: ConditionCompiler.all(parts), outcome: outcome, because: because,
      place: context.place(row), number: number)
  }

  // MARK: Rows in a CSV file

  private func csv(
    _ file: String, at site: Site, folder: inout RuleFolder
  ) -> Rows {
    let bytes: [UInt8]
    do { bytes = try folder.text(file) } catch {
      context.findings.report(.file(file, error), at: site)
      return ([], [])
    }
    let table = context.findings.table(bytes, of: file)
    func place(_ cell: CSVTable.Cell) -> Place { cell.place(in: file) }
    let headers = table.header.map { cell in
      header(cell.text) { context.findings.report($0, at: place(cell)) }
    }
    guard
      check(headers, report: { context.findings.report($0, at: Place(file: file, line: 1)) })
    else { return ([], []) }
    let rows = table.rows.enumerated().compactMap { index, cells in
      cells.count == headers.count
        ? row(cells, number: index + 1, headers, table.header, place) : nil
    }
    return (rows, inputs(headers) { place(table.header[$0]) })
  }

  private func row(
    _ cells: [CSVTable.Cell], number: Int, _ headers: [Header], _ names: [CSVTable.Cell],
    _ place: (CSVTable.Cell) -> Place
  ) -> RouteTable.Row? {
    var parts: [Condition] = []
    var outcome: RouteOutcome?
    var because: String?
    for (index, cell) in cells.enumerated() {
      func report(_ reason: String) {
        context.findings.report(
          .cell(row: number, column: names[index].text, reason), at: place(cell))
      }
      switch headers[index] {
      case .broken: break
      case .because: because = cell.text.isEmpty ? nil : cell.text
      case .to:
        let name = cell.text.trimmingSpaces
        if name.isEmpty {
          context.findings.report(.tableNoTarget(row: number), at: place(cell))
          continue
        }
        switch context.constants.targets.resolve(name) {
        case .success(let target): outcome = .target(target)
        case .failure(let failure):
          report(Problem.nobody(cell.text, failure).wording.message)
        }
      case .input(let subject):
        do {
          parts.append(
            try CellCompiler(context: context).condition(
              cell.text, subject))
        } catch { report(error.reason) }
      }
    }
    guard let outcome, let first = cells.first else { return nil }
    return RouteTable.Row(
      condition: ConditionCompiler.all(parts), outcome: outcome, because: because,
      place: Place(file: place(first).file, line: first.line), number: number)
  }

  // MARK: Headers

  private func inputs(_ headers: [Header], _ place: (Int) -> Place) -> [RouteTable.Input] {
    headers.enumerated().compactMap { index, header in
      guard case .input(let subject) = header else { return nil }
      return RouteTable.Input(name: subject.name, column: subject.column, place: place(index))
    }
  }

  private func header(_ text: String, report: (Problem) -> Void) -> Header {
    let name = text.trimmingSpaces
    if name.hasPrefix("->") {
      switch String(name.dropFirst(2)).trimmingSpaces {
      case "to": return .to
      case "because": return .because
      default:
        report(.tableOutput(name, known: Self.outputs))
        return .broken
      }
    }
    var path = FieldPath.request
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for (index, part) in parts.enumerated() {
      guard let field = context.fields[path.kind, part] else {
        let names = context.fields.names(of: path.kind)
        report(
          .unknownField(part, of: path.kind.rawValue, nearest: NearestName.to(part, among: names)))
        return .broken
      }
      if path.kind == .request, part == FieldTable.event {
        report(.time(.eventElsewhere))
        return .broken
      }
      if index == parts.count - 1, let column = path.column(field, context.fields) {
        return .input(
          ConditionCompiler.Subject(field: field, path: path, column: column, name: name))
      }
      guard let next = path.into(field, context.fields) else {
        report(.noReference(part, type: field.type.phrase))
        return .broken
      }
      path = next
    }
    return .broken
  }

  private func check(_ headers: [Header], report: (Problem) -> Void) -> Bool {
    let hasTarget = headers.contains { if case .to = $0 { true } else { false } }
    if !hasTarget { report(.tableNoOutput) }
    return hasTarget
  }
}
