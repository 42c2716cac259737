package import BatonModel

/// Turns a DMN model into tables of rules.
///
/// In three steps: what each column is called and what type it has; which fields these are; then the
/// cells. Whatever cannot be said in rules is named with its place, and the rest is taken: a row
/// without the cells that it needs is no row, a table without a column no table.
package struct DMNImport {
  let model: DMNModel
  let asRoutes: Bool
  var findings: [TableFinding]
  var book: FieldBook
  var names: [[String]: ImportedName] = [:]
  /// The first of each name.
  private(set) var decisions: [String: DMNModel.Decision] = [:]

  /// - Parameters:
  ///   - name: what messages call the model's file.
  ///   - rules: the fields of the rule base that the tables go into; nil for a new one.
  ///   - asRoutes: whether tables with one output say who gets the request.
  /// - Throws: ``TableFailure`` for what is no DMN, or has no decision table.
  package static func read(
    _ bytes: [UInt8], name: String, rules: FieldTable? = nil, asRoutes: Bool = false
  ) throws(TableFailure) -> ImportedRules {
    let (model, findings) = try DMNReader.read(bytes, name: name)
    var run = DMNImport(
      model: model, asRoutes: asRoutes, findings: findings, book: FieldBook(rules: rules))
    return run.rules()
  }

  private init(model: DMNModel, asRoutes: Bool, findings: [TableFinding], book: FieldBook) {
    self.model = model
    self.asRoutes = asRoutes
    self.findings = findings
    self.book = book
  }

  /// A column of a table as the model means it.
  struct Column {
    let path: [String]
    let name: String
    var type: FieldType?
    /// What its values are limited to; nil where nothing is said or it is no list.
    let allowed: [TableLiteral]?
    let place: TablePlace
  }

  /// A table whose columns are understood.
  struct Draft {
    let decision: DMNModel.Decision
    let table: DMNModel.Table
    let hit: TableHit
    let isRoute: Bool
    var inputs: [Column]
    var outputs: [Column]
  }

  private mutating func rules() -> ImportedRules {
    let decisions = uniqueDecisions()
    let scope = DMNNames(
      (model.given.map { ($0.name, model.types.type($0.typeRef)) }
        + decisions.map { ($0.name, type(of: $0)) }))
    var drafts: [Draft] = []
    for decision in decisions {
      if let draft = draft(decision, scope) { drafts.append(draft) }
    }
    drafts = ordered(drafts)
    settleTypes(&drafts)
    var tables: [RuleTable] = []
    for draft in drafts {
      if let table = table(draft) { tables.append(table) }
    }
    findings.sort { Self.position($0.place) < Self.position($1.place) }
    return ImportedRules(
      name: model.name, fields: book.declared, tables: tables, findings: findings, names: names)
  }

  private static func position(_ place: TablePlace) -> (Int, Int) {
    if case .line(let line, let column) = place.spot { (line, column) } else { (0, 0) }
  }

  mutating func report(_ fact: TableFinding.Fact, at place: TablePlace) {
    findings.append(TableFinding(fact, at: place))
  }

  private mutating func uniqueDecisions() -> [DMNModel.Decision] {
    var seen = Set(model.given.map(\.name))
    return model.decisions.filter { decision in
      if decision.name.isEmpty {
        report(.unnamedDecision, at: decision.place)
        return false
      }
      let isNew = seen.insert(decision.name).inserted
      if isNew {
        self.decisions[decision.name] = decision
      } else {
        report(.duplicateDecision(decision.name), at: decision.place)
      }
      return isNew
    }
  }

  /// What a decision gives to those that need it.
  private func type(of decision: DMNModel.Decision) -> DMNTypes.Resolved {
    guard case .table(let table) = decision.logic else { return model.types.type(decision.typeRef) }
    var type = model.types.type(decision.typeRef)
    guard table.outputs.count > 1 else {
      if let only = table.outputs.first?.typeRef { type = model.types.type(only) }
      return type
    }
    type.components = table.outputs.map { output in
      let name = output.name ?? ""
      let known = type.components.first { $0.name == name }?.type
      return DMNTypes.Component(
        name: name, type: output.typeRef.map { model.types.type($0) } ?? known ?? .unknown)
    }
    type.base = .structure
    return type
  }

  /// Each behind those that it needs; without those that need each other.
  private mutating func ordered(_ drafts: [Draft]) -> [Draft] {
    let byID = Dictionary(
      drafts.enumerated().map { ($1.decision.id, $0) }, uniquingKeysWith: { first, _ in first })
    let byName = Dictionary(
      drafts.enumerated().map { ($1.decision.name, $0) }, uniquingKeysWith: { first, _ in first })
    let needs = drafts.map { draft in
      Set(
        draft.decision.requirements.compactMap { byID[$0] }
          + draft.inputs.compactMap { $0.path.first.flatMap { byName[$0] } })
    }
    let (order, circles) = DMNOrder.of(needs)
    for circle in circles {
      guard let first = circle.first else { continue }
      report(.circle(circle.map { drafts[$0].decision.name }), at: drafts[first].decision.place)
    }
    return order.map { drafts[$0] }
  }
}
