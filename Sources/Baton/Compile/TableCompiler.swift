import BatonModel
import BatonRecords

/// Turns a `route_table`, written in Lua or in a CSV file, into rows of conditions and outcomes.
struct TableCompiler {
  private static let outputs = ["to", "because"]

  let context: CompileContext

  /// What a column of the table is for.
  private enum Header {
    case input(ConditionCompiler.Subject)
    case to
    case because
    /// Reported already.
    case broken
  }

  /// A table, and the level at which it stands.
  func table(
    _ declaration: Declaration, levels: [String], folder: inout RuleFolder
  ) -> (table: RouteTable, level: String) {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let hit = table.choice("hit", of: HitPolicy.self) ?? .first
    var rows: [RouteTable.Row] = []
    var inputs: [TableInput] = []
    if let source = TableSource(table, context, &folder) {
      let headers = source.header.indices.map { header(source, $0) }
      if headers.contains(where: { if case .to = $0 { true } else { false } }) {
        if source.isInline, source.isEmpty {
          context.findings.report(.tableSource(declaration.title), at: declaration.site)
        }
        rows = source.rows().compactMap { row($0, headers, source) }
        inputs = headers.enumerated().compactMap { index, header in
          guard case .input(let subject) = header else { return nil }
          return TableInput(subject, place: source.place(ofColumn: index))
        }
      } else {
        context.findings.report(.tableNoOutput, at: source.place)
      }
    }
    table.finish(allowsItems: table.entry("columns") != nil)
    return (
      RouteTable(head: head, condition: condition, hit: hit, rows: rows, inputs: inputs),
      RouteCompiler(context: context).level(table, levels: levels)
    )
  }

  private func header(_ source: TableSource, _ index: Int) -> Header {
    switch TableSource.output(source.header[index]) {
    case nil: return source.subject(ofColumn: index).map { .input($0) } ?? .broken
    case "to"?: return .to
    case "because"?: return .because
    case .some:
      context.findings.report(
        .tableOutput(source.header[index].trimmingSpaces, known: Self.outputs),
        at: source.place(ofColumn: index))
      return .broken
    }
  }

  private func row(
    _ row: TableSource.Row, _ headers: [Header], _ source: TableSource
  ) -> RouteTable.Row? {
    var parts: [Condition] = []
    var outcome: RouteOutcome?
    var because: String?
    for (index, cell) in row.cells.enumerated() {
      switch headers[index] {
      case .broken: break
      case .because: because = cell.text
      case .to: outcome = self.outcome(cell, row.number, index, source)
      case .input(let subject):
        parts.append(source.condition(cell, subject, row: row.number, column: index))
      }
    }
    guard let outcome else { return nil }
    return RouteTable.Row(
      condition: ConditionCompiler.all(parts), outcome: outcome, because: because,
      place: row.place, number: row.number)
  }

  /// Where a row leads; nil after a report.
  private func outcome(
    _ cell: TableSource.Cell, _ row: Int, _ column: Int, _ source: TableSource
  ) -> RouteOutcome? {
    let text: String
    switch cell {
    case .written(let written): return RouteCompiler(context: context).outcome(written)
    case .plain(let cell): text = cell.text
    }
    let name = text.trimmingSpaces
    if name.isEmpty {
      context.findings.report(.tableNoTarget(row: row), at: source.place(of: cell))
      return nil
    }
    switch context.constants.targets.resolve(name) {
    case .success(let target): return .target(target)
    case .failure(let failure):
      source.report(
        Problem.nobody(text, failure).wording.message, of: cell, row: row, column: column)
      return nil
    }
  }
}
