import BatonModel
import BatonTime
import Synchronization

/// What a request is bound to: the fields, the columns that conditions test, and the joins.
///
/// Made once per rule base and never changed. A column that goes through the catalogue
/// (`service.criticality`) gets a table from the name that a request has in its root field to the
/// value at the end of the path, so that a join costs one look-up however deep it goes.
/// Memory: one entry per such column and declared record of its root's kind.
final class FactSchema: Sendable {
  let fields: FieldTable
  let catalogue: Catalogue
  /// In which instants without an offset are read.
  let zone: Zone
  let columns: [Column]
  let slots: BuiltInSlots
  /// The request's fields by slot.
  let requestFields: [FieldDefinition]
  /// The columns that start at each slot.
  let columnsOfSlot: [[Int]]
  let labelColumns: [Int]
  /// The labels that some rule tests.
  let labelNames: Set<String>
  /// Columns whose text some test compares ignoring case: folded once per request.
  let foldedColumns: [Bool]
  /// Names that were asked for and are not there: a log repeats its unknown names, and finding the
  /// nearest costs a pass over the catalogue.
  private let hints = Mutex<[RecordKind: [String: String?]]>([:])
  private let slotsByName: [String: Int]
  /// Per column: root name -> value at the end of its path.
  private let joins: [[String: Value]]

  init(_ rules: CompiledRuleBase) {
    let fields = rules.fields
    let catalogue = rules.catalogue
    self.fields = fields
    self.catalogue = catalogue
    zone = rules.zone
    columns = rules.columns
    slots = BuiltInSlots(fields)
    requestFields = fields.requestFields
    slotsByName = Dictionary(
      uniqueKeysWithValues: fields.requestFields.enumerated().map { ($1.name, $0) })

    var ofSlot = [[Int]](repeating: [], count: fields.requestFields.count)
    var labels: [Int] = []
    var labelNames: Set<String> = []
    var joins: [[String: Value]] = []
    for (index, column) in rules.columns.enumerated() {
      var join: [String: Value] = [:]
      switch column.root {
      case .label(let name):
        labels.append(index)
        labelNames.insert(name)
      case .field(let slot):
        ofSlot[slot].append(index)
        if !column.path.isEmpty, case .reference(let kind) = fields.requestFields[slot].type {
          for record in catalogue.records(of: kind) {
            join[record.name] = Self.follow(
              column.path[...], from: kind, name: record.name, overlay: nil, fields, catalogue)
          }
        }
      }
      joins.append(join)
    }
    columnsOfSlot = ofSlot
    labelColumns = labels
    self.labelNames = labelNames
    self.joins = joins

    var folded = [Bool](repeating: false, count: rules.columns.count)
    for condition in rules.conditions { condition.markFolded(&folded) }
    foldedColumns = folded
  }

  /// The known name that an unknown one probably means.
  func nearest(to name: String, of kind: RecordKind) -> String? {
    if let known = hints.withLock({ $0[kind]?[name] }) { return known }
    let nearest = NearestName.to(name, among: catalogue.names(of: kind))
    hints.withLock { hints in
      if hints[kind]?.count ?? 0 >= Self.mostHints { hints[kind] = [:] }
      hints[kind, default: [:]][name] = nearest
    }
    return nearest
  }

  private static let mostHints = 1000

  func slot(_ name: String) -> Int? { slotsByName[name] }

  /// The kind of record that a field refers to; nil for a field that is no reference.
  func kind(ofSlot slot: Int) -> RecordKind? {
    if case .reference(let kind) = requestFields[slot].type { kind } else { nil }
  }

  /// The value of a field's column: the join with the catalogue, with what the request itself says
  /// of the record laid over it.
  func value(ofColumn index: Int, slot: Int, field: Value?, overlay: Members?) -> Value? {
    let path = columns[index].path
    if path.isEmpty { return field }
    let name: String? = if case .text(let text)? = field { text } else { nil }
    guard let overlay, let kind = kind(ofSlot: slot) else {
      return name.flatMap { joins[index][$0] }
    }
    return Self.follow(path[...], from: kind, name: name, overlay: overlay, fields, catalogue)
  }

  /// An attribute of the record that a field refers to, overlay first.
  func attribute(_ attribute: String, of kind: RecordKind, name: String?, overlay: Members?)
    -> Value?
  {
    Self.follow([attribute], from: kind, name: name, overlay: overlay, fields, catalogue)
  }

  /// Goes along a path from a record, `overlay` laid over what the catalogue says. A reference on
  /// the way is a name, or an object that is laid over the record with its `id`.
  private static func follow(
    _ path: ArraySlice<String>, from kind: RecordKind, name: String?, overlay: Members?,
    _ fields: FieldTable, _ catalogue: Catalogue
  ) -> Value? {
    guard let attribute = path.first else { return nil }
    let found = overlay?[attribute] ?? name.flatMap { catalogue.record(kind, $0)?[attribute] }
    guard let found else { return nil }
    guard case .reference(let next)? = fields[kind, attribute]?.type else {
      return path.count == 1 ? found : nil
    }
    let (nextName, nextOverlay) = found.asReference
    if path.count == 1 { return nextName.map(Value.text) }
    return follow(
      path.dropFirst(), from: next, name: nextName, overlay: nextOverlay, fields, catalogue)
  }
}

extension Value {
  /// A reference as its name, and the members that a request gives of the record referred to.
  var asReference: (name: String?, overlay: Members?) {
    switch self {
    case .text(let name): (name, nil)
    case .object(let members):
      if case .text(let name)? = members["id"] { (name, members) } else { (nil, members) }
    default: (nil, nil)
    }
  }
}

extension CompiledRuleBase {
  /// The conditions of all rules, rows and nodes.
  fileprivate var conditions: [Condition] {
    var all: [Condition] = classify.map(\.condition) + priorities.map(\.condition)
    all += approvals.map(\.condition) + policies.flatMap { [$0.condition, $0.violation] }
    func visit(_ rule: RouteRule) {
      all.append(rule.condition)
      rule.children.forEach(visit)
    }
    for entry in routes {
      switch entry.kind {
      case .rule(let rule): visit(rule)
      case .table(let table): all += [table.condition] + table.rows.map(\.condition)
      }
    }
    return all
  }
}

extension Condition {
  fileprivate func markFolded(_ columns: inout [Bool]) {
    switch self {
    case .always, .function: break
    case .all(let parts), .any(let parts): for part in parts { part.markFolded(&columns) }
    case .not(let inner): inner.markFolded(&columns)
    case .test(let test):
      switch test.predicate {
      case .containsAny, .containsWord, .startsWith, .endsWith: columns[test.column] = true
      case .present, .absent, .equals, .oneOf, .within, .matches: break
      }
    }
  }
}
