import BatonModel

// The rows of a model's tables.
extension DMNImport {
  mutating func table(_ draft: Draft) -> RuleTable? {
    let inputs = draft.inputs.compactMap { column in
      names[column.path].map { RuleTable.Input(field: $0.field, type: $0.type) }
    }
    guard inputs.count == draft.inputs.count,
      let outputs = outputs(draft)
    else { return nil }
    var rows: [RuleTable.Row] = []
    for (index, row) in draft.table.rows.enumerated() {
      if let row = self.row(row, number: index + 1, draft, inputs) { rows.append(row) }
    }
    if rows.isEmpty, outputs.allSatisfy({ $0.fallback == nil }) {
      report(
        .tableLost(
          table: draft.decision.name,
          reason: draft.table.rows.isEmpty ? "it has no rows" : "none of its rows is left"),
        at: draft.decision.place)
      return nil
    }
    return RuleTable(
      name: draft.decision.label ?? draft.decision.name, isRoute: draft.isRoute, hit: draft.hit,
      inputs: inputs, outputs: outputs, rows: rows, because: draft.decision.description)
  }

  private mutating func outputs(_ draft: Draft) -> [RuleTable.Output]? {
    if draft.isRoute {
      if let fallback = draft.table.outputs[0].fallback {
        report(
          .fallback(
            decision: draft.decision.name, column: draft.outputs[0].name,
            reason: "a table of routes has none; the routes behind it decide"),
          at: fallback.place)
      }
      return [RuleTable.Output(field: "to", type: .text, allowed: [], fallback: nil)]
    }
    var outputs: [RuleTable.Output] = []
    for (index, column) in draft.outputs.enumerated() {
      guard let name = names[column.path] else { return nil }
      let element = draft.hit.givesList ? column.type ?? .text : name.type
      if draft.hit.givesList, element != .text {
        report(
          .listedType(column.name, decision: draft.decision.name, type: Self.plural(element)),
          at: column.place)
        return nil
      }
      var fallback: TableLiteral?
      if let cell = draft.table.outputs[index].fallback {
        do throws(CellFault) {
          fallback = try value(cell, of: element)
        } catch {
          report(
            .fallback(
              decision: draft.decision.name, column: column.name, reason: error.reason),
            at: cell.place)
        }
      }
      outputs.append(
        RuleTable.Output(
          field: name.field, type: name.type, allowed: column.allowed ?? [], fallback: fallback))
    }
    return outputs
  }

  private static func plural(_ type: FieldType) -> String {
    switch type {
    case .number: "numbers"
    case .yesNo: "yes and no"
    case .instant: "days"
    default: "values"
    }
  }

  private mutating func row(
    _ row: DMNModel.Row, number: Int, _ draft: Draft, _ inputs: [RuleTable.Input]
  ) -> RuleTable.Row? {
    let decision = draft.decision.name
    let found = row.inputs.count + row.outputs.count
    guard row.inputs.count == draft.inputs.count, row.outputs.count == draft.outputs.count else {
      report(
        .rowWidth(
          decision: decision, row: number, found: found,
          wanted: draft.inputs.count + draft.outputs.count),
        at: row.place)
      return nil
    }
    var isWhole = true
    func lost(_ column: String, _ cell: DMNModel.Cell, _ fault: CellFault) {
      isWhole = false
      report(
        .cell(decision: decision, row: number, column: column, reason: fault.reason),
        at: cell.place)
    }
    var tests: [CellTest] = []
    for (index, cell) in row.inputs.enumerated() {
      do throws(CellFault) {
        try check(cell)
        tests.append(
          try CellParser.test(cell.text).read(as: inputs[index].type.base).withoutOrderedNot())
      } catch {
        lost(draft.inputs[index].name, cell, error)
      }
    }
    var outcomes: [TableLiteral?] = []
    for (index, cell) in row.outputs.enumerated() {
      let type: FieldType =
        draft.isRoute || draft.hit.givesList
        ? .text : names[draft.outputs[index].path]?.type.base ?? .text
      do throws(CellFault) {
        // A count is a number, whatever is counted.
        outcomes.append(
          draft.hit == .count
            ? try CellParser.value(cell.text) : try value(cell, of: type))
      } catch {
        lost(draft.outputs[index].name, cell, error)
      }
    }
    guard isWhole else { return nil }
    let (because, remarks) = reasons(row, draft.table)
    return RuleTable.Row(tests: tests, outcomes: outcomes, because: because, remarks: remarks)
  }

  /// The annotation that is called so is the reason, else the first.
  private func reasons(
    _ row: DMNModel.Row, _ table: DMNModel.Table
  ) -> (because: String?, remarks: [String]) {
    let named = table.annotations.firstIndex { $0.lowercased() == "because" } ?? 0
    var remarks = row.annotations
    guard remarks.indices.contains(named) else { return (nil, remarks.filter { !$0.isEmpty }) }
    let because = remarks.remove(at: named)
    return (because.isEmpty || because == "-" ? nil : because, remarks.filter { !$0.isEmpty })
  }

  private func value(_ cell: DMNModel.Cell, of type: FieldType) throws(CellFault) -> TableLiteral? {
    try check(cell)
    guard let value = try CellParser.value(cell.text) else { return nil }
    guard let read = value.read(as: type) else {
      throw CellFault("it takes \(type.phrase), found \(value.phrase)")
    }
    return read
  }

  private func check(_ cell: DMNModel.Cell) throws(CellFault) {
    if let language = cell.language, !language.lowercased().contains("feel") {
      throw CellFault("it is written in \"\(language)\", and not in FEEL")
    }
  }
}

extension FieldType {
  /// What its values are compared as: a field with a list of names is a text there, so that cells
  /// are read before it is known which names there are.
  var base: FieldType { if case .oneOf = self { .text } else { self } }
}
