import BatonModel

/// Turns a `decision_table`, written in Lua or in a CSV file, into rows of conditions and of fields
/// that they set.
struct DecisionTableCompiler {
  let context: CompileContext

  /// What a column of the table is for.
  private enum Header {
    case input(ConditionCompiler.Subject)
    /// The position among the outputs.
    case output(Int)
    case because
    /// Reported already.
    case broken
  }

  func table(_ declaration: Declaration, folder: inout RuleFolder) -> DecisionTable {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let hit = table.choice("hit", of: TableHit.self) ?? .unique
    let overwrites = table.yesNo("overwrite") ?? false
    var outputs: [DecisionTable.Output] = []
    var defaults: [Value?] = []
    var rows: [DecisionTable.Row] = []
    var inputs: [TableInput] = []
    var fingerprint: String?
    if let source = TableSource(table, context, &folder) {
      fingerprint = source.fingerprint
      let headers = source.header.indices.map { header(source, $0, &outputs) }
      check(outputs, hit, headers, source, declaration)
      let reader = OutputReader(context: context, hit: hit)
      reader.readAllowed(table, &outputs)
      defaults = reader.defaults(table, outputs)
      let isBroken = headers.contains { if case .broken = $0 { true } else { false } }
      let written = source.rows()
      // What a broken column sets is not known, and each of its cells would be told again.
      if !isBroken {
        rows = written.map { row($0, headers, outputs, source, reader) }
      }
      if source.isEmpty, defaults.isEmpty {
        context.findings.report(.table(.noRows(declaration.title)), at: declaration.site)
      }
      inputs = headers.enumerated().compactMap { index, header in
        guard case .input(let subject) = header else { return nil }
        return TableInput(subject, place: source.place(ofColumn: index))
      }
    }
    table.finish(allowsItems: table.entry("columns") != nil)
    return DecisionTable(
      head: head, condition: condition, hit: hit, outputs: outputs, rows: rows,
      defaults: defaults, overwrites: overwrites, inputs: inputs, fingerprint: fingerprint)
  }

  // MARK: Columns

  private func header(
    _ source: TableSource, _ index: Int, _ outputs: inout [DecisionTable.Output]
  ) -> Header {
    guard let name = TableSource.output(source.header[index]) else {
      return source.subject(ofColumn: index).map { .input($0) } ?? .broken
    }
    if name == "because" { return .because }
    let place = source.place(ofColumn: index)
    if name == "to", context.fields[.request, name] == nil {
      context.findings.report(.table(.leadsNowhere), at: place)
      return .broken
    }
    guard let field = context.requestField(name, at: place), let slot = context.fields.slot(name)
    else { return .broken }
    if outputs.contains(where: { $0.slot == slot }) {
      context.findings.report(.table(.outputTwice(name)), at: place)
      return .broken
    }
    outputs.append(DecisionTable.Output(slot: slot, field: field))
    return .output(outputs.count - 1)
  }

  /// Whether the hit policy can make a value of the fields that are set.
  private func check(
    _ outputs: [DecisionTable.Output], _ hit: TableHit, _ headers: [Header],
    _ source: TableSource, _ declaration: Declaration
  ) {
    let outputColumns = headers.indices.filter { TableSource.output(source.header[$0]) != nil }
    if outputColumns.allSatisfy({ if case .because = headers[$0] { true } else { false } }) {
      context.findings.report(.table(.noOutput(declaration.title)), at: source.place)
    }
    if hit.aggregates, outputs.count > 1 {
      context.findings.report(
        .table(.severalOutputs(hit.rawValue, outputs.count)), at: source.place)
    }
    for (index, header) in headers.enumerated() {
      guard case .output(let number) = header else { continue }
      let field = outputs[number].field
      if let made = hit.made, !made.fits(field.type) {
        context.findings.report(
          .table(.cannotMake(hit.rawValue, made, field.name, type: field.type)),
          at: source.place(ofColumn: index))
      }
    }
  }

  // MARK: Rows

  private func row(
    _ row: TableSource.Row, _ headers: [Header], _ outputs: [DecisionTable.Output],
    _ source: TableSource, _ reader: OutputReader
  ) -> DecisionTable.Row {
    var parts: [Condition] = []
    var values = [Computed<Value>?](repeating: nil, count: outputs.count)
    var because: String?
    for (index, cell) in row.cells.enumerated() {
      switch headers[index] {
      case .broken: break
      case .because: because = cell.text
      case .input(let subject):
        parts.append(source.condition(cell, subject, row: row.number, column: index))
      case .output(let number):
        values[number] = reader.value(cell, outputs[number]) {
          source.report($0, of: cell, row: row.number, column: index)
        }
      }
    }
    return DecisionTable.Row(
      condition: ConditionCompiler.all(parts), values: values, because: because,
      place: row.place, number: row.number)
  }
}

extension TableHit {
  /// What it makes of several rows; nil if it takes what one of them says.
  fileprivate var made: TableProblem.Made? {
    switch self {
    case .unique, .any, .first, .priority: nil
    case .ruleOrder, .outputOrder, .collect: .list
    case .sum, .count: .number
    case .min, .max: .bound
    }
  }
}

extension TableProblem.Made {
  fileprivate func fits(_ type: FieldType) -> Bool {
    switch (self, type) {
    case (.list, .list), (.number, .number), (.number, .wholeNumber): true
    case (.bound, .number), (.bound, .wholeNumber), (.bound, .priority), (.bound, .instant): true
    default: false
    }
  }
}
