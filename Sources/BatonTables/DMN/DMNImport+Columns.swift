import BatonModel

// What the columns of a model's tables are.
extension DMNImport {
  /// Nil for a decision that cannot be taken, which is reported.
  mutating func draft(_ decision: DMNModel.Decision, _ scope: DMNNames) -> Draft? {
    let table: DMNModel.Table
    switch decision.logic {
    case .table(let found): table = found
    case .other(let kind):
      report(.otherLogic(decision: decision.name, kind: kind), at: decision.place)
      return nil
    case .none:
      report(.noLogic(decision: decision.name), at: decision.place)
      return nil
    }
    guard let hit = TableHit(policy: table.hit, aggregation: table.aggregation) else {
      let text = [table.hit, table.aggregation].compactMap(\.self).joined(separator: " ")
      report(.unknownHit(text, decision: decision.name), at: decision.place)
      return nil
    }
    if table.outputs.isEmpty {
      report(.noOutputs(decision: decision.name), at: decision.place)
      return nil
    }
    if hit.aggregation != nil, table.outputs.count > 1 {
      report(.severalAggregated(decision: decision.name), at: decision.place)
      return nil
    }
    var inputs: [Column] = []
    for input in table.inputs {
      guard let column = column(input, decision, scope) else { return nil }
      inputs.append(column)
    }
    let isRoute = isRoute(decision, table, hit)
    var outputs: [Column] = []
    for output in table.outputs {
      guard let column = column(output, decision, table, hit) else { return nil }
      outputs.append(column)
    }
    if hit.needsPriorities, outputs.allSatisfy({ ($0.allowed ?? []).isEmpty }) {
      report(.noPriorities(decision: decision.name), at: decision.place)
      return nil
    }
    return Draft(
      decision: decision, table: table, hit: hit, isRoute: isRoute, inputs: inputs,
      outputs: outputs)
  }

  /// Whether a table says who gets a request: the export said so, or whoever imports it.
  private mutating func isRoute(
    _ decision: DMNModel.Decision, _ table: DMNModel.Table, _ hit: TableHit
  ) -> Bool {
    let fits = table.outputs.count == 1 && [.unique, .any, .first, .collect].contains(hit)
    if model.isOwn { return fits && table.outputs[0].label == "to" }
    guard asRoutes else { return false }
    if !fits { report(.noRoute(decision: decision.name), at: decision.place) }
    return fits
  }

  private mutating func column(
    _ input: DMNModel.Input, _ decision: DMNModel.Decision, _ scope: DMNNames
  ) -> Column? {
    if let language = input.language, !language.lowercased().contains("feel") {
      report(.language(language, decision: decision.name), at: input.place)
      return nil
    }
    let found: DMNNames.Found
    do throws(DMNNames.Failure) {
      found = try scope.find(input.expression)
    } catch {
      switch error {
      case .computed:
        report(.inputComputed(input.expression, decision: decision.name), at: input.place)
      case .unknown:
        report(.inputUnknown(input.expression, decision: decision.name), at: input.place)
      }
      return nil
    }
    if found.isAssumed {
      report(.fieldAssumed(input.expression, decision: decision.name), at: input.place)
    }
    let own = model.types.type(input.typeRef)
    let type = own.base == .unknown ? found.type : own
    if type.isList || found.type.isList {
      report(.inputType(input.expression, decision: decision.name, type: "list"), at: input.place)
      return nil
    }
    switch type.base {
    case .unheld(let words):
      report(.inputType(input.expression, decision: decision.name, type: words), at: input.place)
      return nil
    case .structure:
      report(
        .inputType(input.expression, decision: decision.name, type: "structure"), at: input.place)
      return nil
    case .field, .unknown: break
    }
    let limits = input.values ?? type.allowed ?? found.type.allowed
    return Column(
      path: found.path, name: input.expression, type: type.fieldType,
      allowed: allowed(limits, of: input.expression, at: input.place), place: input.place)
  }

  private mutating func column(
    _ output: DMNModel.Output, _ decision: DMNModel.Decision, _ table: DMNModel.Table,
    _ hit: TableHit
  ) -> Column? {
    let whole = model.types.type(decision.typeRef)
    let name = output.name ?? output.label ?? ""
    let isOnly = table.outputs.count == 1
    let shared = isOnly ? whole : whole.components.first { $0.name == name }?.type ?? .unknown
    let own = model.types.type(output.typeRef)
    let type = own.base == .unknown ? shared : own
    if case .unheld(let words) = type.base {
      report(.outputType(name, decision: decision.name, type: words), at: output.place)
      return nil
    }
    var path = isOnly ? [decision.name] : [decision.name, name]
    if model.isOwn, let label = output.label { path = isOnly ? path : [decision.name, label] }
    return Column(
      path: path, name: isOnly ? decision.name : name,
      type: hit == .count ? .number : type.fieldType,
      allowed: allowed(output.values ?? type.allowed, of: name, at: output.place),
      place: output.place)
  }

  private mutating func allowed(
    _ text: String?, of name: String, at place: TablePlace
  ) -> [TableLiteral]? {
    guard let text, text != "-" else { return nil }
    if let values = CellParser.values(text) { return values }
    report(.limitsDropped(name), at: place)
    return nil
  }
}

extension DMNTypes.Resolved {
  fileprivate var fieldType: FieldType? { if case .field(let type) = base { type } else { nil } }
}
