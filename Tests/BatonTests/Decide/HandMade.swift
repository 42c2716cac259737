import BatonModel
import BatonTime

@testable import Baton

/// A rule base in compiled form, made by hand: what tests of deciding say instead of Lua.
struct HandMade {
  var base: CompiledRuleBase

  static let catalogue = Catalogue([
    record(.role, "hr-director", [("party", "customer")]),
    record(.role, "desk-lead", [("party", "service_integrator")]),
    record(.role, "second-lead", [("party", "service_integrator")]),
    record(.provider, "acme", [("kind", "external"), ("default", "payroll-desk")]),
    record(.provider, "contoso", [("kind", "internal")]),
    record(.group, "acme/payroll-desk", [("provider", "acme")]),
    record(.group, "acme/l3", [("provider", "acme")]),
    record(.group, "contoso/desk", [("provider", "contoso")]),
    record(
      .service, "payroll",
      [("accountable", "hr-director"), ("criticality", "vital"), ("provider", "acme")]),
    record(.service, "printing", [("criticality", "low"), ("provider", "contoso")]),
    record(.customer, "c-9", [("region", "UK"), ("segment", "gold")]),
    record(.receiver, "pager", []),
    CatalogueRecord(
      kind: .configurationItem, name: "pc-1", attributes: Members([("service", .text("payroll"))])),
    CatalogueRecord(
      kind: .configurationItem, name: "pc-2",
      attributes: Members([
        ("service", .text("payroll")), ("fallback", .text("printing")),
        ("confidence", .number(0.4)),
      ])),
    CatalogueRecord(
      kind: .configurationItem, name: "pc-3",
      attributes: Members([
        ("service", .text("payroll")), ("as_of", .instant(day(2025, 5, 1))),
      ])),
  ])

  static func record(
    _ kind: RecordKind, _ name: String, _ attributes: [(String, String)]
  ) -> CatalogueRecord {
    CatalogueRecord(
      kind: kind, name: name, attributes: Members(attributes.map { ($0.0, .text($0.1)) }))
  }

  /// Midnight UTC.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Instant {
    Zone.utc.startOfDay(date(year, month, day))
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSince1970: 0)
  }

  init() {
    var fields = FieldTable.builtIn
    fields.insert(FieldDefinition("value", .number, of: .request, isBuiltIn: false))
    base = CompiledRuleBase(
      identity: RuleBaseIdentity(name: "hand-made", version: "1", hash: "00"), zone: .utc,
      fields: fields, catalogue: Self.catalogue, columns: [],
      matrix: PriorityMatrix(
        impact: ["high", "medium", "low"], urgency: ["high", "medium", "low"],
        priorities: [[1, 2, 3], [2, 3, 4], [3, 4, 5]], place: nil),
      levels: ["segment", "customer", "provider", "service", "global"], usesLevels: false,
      classify: [], priorities: [], routes: [], approvals: [], policies: [])
  }

  func slot(_ name: String) -> Int { base.fields.slot(name) ?? -1 }

  /// The column of a path such as `customer.region`.
  mutating func column(_ name: String) -> Int {
    if let index = base.columns.firstIndex(where: { $0.name == name }) { return index }
    let parts = name.split(separator: ".").map(String.init)
    var type = base.fields[.request, parts[0]]?.type ?? .text
    for part in parts.dropFirst() {
      if case .reference(let kind) = type { type = base.fields[kind, part]?.type ?? .text }
    }
    base.columns.append(
      Column(
        root: .field(slot: slot(parts[0])), path: Array(parts.dropFirst()), name: name, type: type))
    return base.columns.count - 1
  }

  mutating func label(_ name: String) -> Int {
    base.columns.append(Column(root: .label(name), path: [], name: name, type: .text))
    return base.columns.count - 1
  }

  mutating func test(_ path: String, _ predicate: Predicate) -> Condition {
    let column = column(path)
    return .test(FieldTest(column: column, predicate: predicate))
  }

  mutating func equals(_ path: String, _ value: Value) -> Condition { test(path, .equals(value)) }

  static func place(_ line: Int, _ file: String = "main.lua") -> Place {
    Place(file: file, line: line)
  }

  static func head(
    _ name: String, line: Int = 1, mode: RuleMode = .enforced, from: CivilDate? = nil,
    until: CivilDate? = nil
  ) -> RuleHead {
    RuleHead(
      name: name, place: place(line), because: nil, owner: nil, from: from, until: until,
      mode: mode, tags: [])
  }

  static func function(_ ordinal: Int, column: Int? = nil) -> Condition {
    .function(
      FunctionCondition(
        function: FunctionReference(ordinal: ordinal, place: place(100 + ordinal)), column: column))
  }

  static func reference(_ ordinal: Int) -> FunctionReference {
    FunctionReference(ordinal: ordinal, place: place(100 + ordinal))
  }

  static func target(_ name: String) -> Target {
    let parts = name.split(separator: "/").map(String.init)
    return parts.count == 2 ? .group(provider: parts[0], group: parts[1]) : .receiver(name)
  }

  mutating func route(
    _ name: String, _ condition: Condition = .always, to outcome: RouteOutcome?,
    children: [RouteRule] = [], level: String = "global", mode: RuleMode = .enforced
  ) {
    let rule = RouteRule(
      head: Self.head(name, line: 10 + base.routes.count, mode: mode), condition: condition,
      outcome: outcome, children: children, continues: false)
    base.routes.append(RouteEntry(kind: .rule(rule), level: level))
  }

  mutating func route(_ name: String, _ condition: Condition = .always, to target: String) {
    route(name, condition, to: .target(Self.target(target)))
  }

  static func node(
    _ name: String, _ condition: Condition, to target: String?, continues: Bool = false,
    _ children: [RouteRule] = []
  ) -> RouteRule {
    RouteRule(
      head: head(name), condition: condition, outcome: target.map { .target(Self.target($0)) },
      children: children, continues: continues)
  }

  mutating func table(
    _ name: String, _ hit: HitPolicy, guarded condition: Condition = .always,
    _ rows: [(Condition, RouteOutcome)]
  ) {
    let rows = rows.enumerated().map { index, row in
      RouteTable.Row(
        condition: row.0, outcome: row.1, because: nil,
        place: Self.place(index + 2, "table.csv"), number: index + 1)
    }
    let table = RouteTable(head: Self.head(name), condition: condition, hit: hit, rows: rows)
    base.routes.append(RouteEntry(kind: .table(table), level: "global"))
  }

  mutating func prioritise(
    _ name: String, _ condition: Condition = .always, set: Computed<Int>? = nil,
    notBelow: Int? = nil, notAbove: Int? = nil, mode: RuleMode = .enforced
  ) {
    base.priorities.append(
      PriorityRule(
        head: Self.head(name, mode: mode), condition: condition, set: set, notBelow: notBelow,
        notAbove: notAbove))
  }

  mutating func classify(
    _ name: String, _ condition: Condition = .always, set: [(String, Computed<Value>)],
    overwrites: Bool = false, mode: RuleMode = .enforced
  ) {
    base.classify.append(
      ClassifyRule(
        head: Self.head(name, mode: mode), condition: condition,
        assignments: set.map { .init(slot: slot($0.0), value: $0.1) }, overwrites: overwrites))
  }

  mutating func approve(_ name: String, _ condition: Condition, by: [String]) {
    base.approvals.append(
      ApprovalRule(head: Self.head(name), condition: condition, by: by, needs: 1, within: nil))
  }

  mutating func policy(
    _ name: String, _ condition: Condition = .always, violation: Condition,
    mode: RuleMode = .enforced
  ) {
    base.policies.append(
      PolicyRule(
        head: Self.head(name, mode: mode), condition: condition, violation: violation,
        severity: .violation, message: nil))
  }

  func decide(
    _ members: [(String, Value)], in world: World = World(), explain: Explanation = .winners,
    functions: Scripted = Scripted()
  ) -> Decision {
    Decider(base).decide(
      Request(members), in: world, explain: explain, functions: functions)
  }

  func bind(
    _ members: [(String, Value)], in world: World = World()
  ) -> Facts {
    RequestBinder.bind(Request(members), in: world, to: FactSchema(base))
  }
}

/// Functions whose answers are written down beforehand, and which remember who was asked.
struct Scripted: FunctionRunner {
  final class Log {
    var asked: [Int] = []
  }

  var truths: [Int: Bool] = [:]
  var values: [Int: Value?] = [:]
  let log = Log()

  func test(_ condition: FunctionCondition, facts: borrowing Facts) -> Result<Bool, FunctionFault> {
    log.asked.append(condition.function.ordinal)
    return truths[condition.function.ordinal].map { .success($0) }
      ?? .failure(FunctionFault(function: condition.function, message: "boom", place: nil))
  }

  func value(_ function: FunctionReference, facts: borrowing Facts) -> Result<Value?, FunctionFault>
  {
    log.asked.append(function.ordinal)
    return values[function.ordinal].map { .success($0) }
      ?? .failure(FunctionFault(function: function, message: "boom", place: nil))
  }
}
