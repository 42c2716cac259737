import BatonModel
import BatonTime

/// Proves for each target whether the agreements behind it can keep it: see <doc:Feasibility>.
///
/// For each service that the target may be about, for each way that the work may go, and for each set
/// of agreements that hold together for some request, the chain of their time limits is one course
/// (``TimeCourse``), which is measured against the target's own.
struct Feasibility {
  let rules: CompiledRuleBase
  let schema: FactSchema
  let integrators: Set<String>
  let horizon: Horizon
  /// Nil for requests without one, last.
  let services: [String?]
  let reach: RouteReach
  /// Decides a witness.
  let decide: (Request, World) -> Decision
  var book: CourseBook
  var ways: ServiceWays
  var possibility: Possibility
  /// Agreements that count, in force at some time.
  let active: [AgreementRule]
  private let supporters: [String: [AgreementRule]]
  let hoursOfGroups: [String: [String?]]
  let movingSlots: Set<Int>

  init(
    _ rules: CompiledRuleBase, _ schema: FactSchema, integrators: Set<String>, horizon: Horizon,
    services: [String?], reach: RouteReach, decide: @escaping (Request, World) -> Decision
  ) {
    self.rules = rules
    self.schema = schema
    self.integrators = integrators
    self.horizon = horizon
    self.services = services
    self.reach = reach
    self.decide = decide
    book = CourseBook(rules.calendars, horizon)
    ways = ServiceWays(rules.catalogue, integrators: integrators)
    possibility = Possibility(schema)
    active = rules.agreements.filter { $0.head.mode != .shadow }
    var supporters: [String: [AgreementRule]] = [:]
    for agreement in active where !agreement.providers.isEmpty {
      for name in agreement.supports { supporters[name, default: []].append(agreement) }
    }
    self.supporters = supporters
    var hours: [String: [String?]] = [:]
    for group in rules.catalogue.records(of: .group) {
      guard case .text(let provider)? = group["provider"] else { continue }
      var calendar: String?
      if case .text(let name)? = group["hours"] { calendar = name }
      if !hours[provider, default: []].contains(calendar) {
        hours[provider, default: []].append(calendar)
      }
    }
    hoursOfGroups = hours
    movingSlots = Set(Self.moving.compactMap { rules.fields.slot($0) })
  }

  /// Fields that change while a case lives.
  private static let moving = [
    FieldTable.event, "state", "group", "accountable", "handoffs", "reopened", "pending_reason",
    "resolution", "updated_at", "resolved_at", "closed_at",
  ]

  /// The proofs of all targets that others are to keep, in the order of their declaration.
  mutating func proofs() -> [TargetProof] {
    active.compactMap { prove($0) }
  }

  private mutating func prove(_ target: AgreementRule) -> TargetProof? {
    let behind = supporters[target.head.name] ?? []
    guard target.kind == .sla || !behind.isEmpty else { return nil }
    var search = FeasibilitySearch()
    for (position, service) in services.enumerated() {
      let base = target.condition.assuming(assumption(position))
      if base.isNever || possibility.isNever([base]) { continue }
      for starts in stretches(of: [target] + behind) {
        let inForce = behind.filter { isInForce($0.head, at: starts.lowerBound) }
        guard let ways = stations(of: target, base, position, inForce) else {
          search.doubt = search.doubt ?? .tooManyWays(service)
          continue
        }
        if ways.isOpen { search.doubt = search.doubt ?? .routedByFunction }
        for way in ways.all where !way.isEmpty {
          follow(way, target, base, position, inForce, starts, &search)
        }
      }
    }
    return proof(of: target, search)
  }

  // MARK: Time

  /// The stretches of starts in which the same rules are in force.
  private func stretches(of agreements: [AgreementRule]) -> [ClosedRange<Int64>] {
    let target = Validity(agreements[0].head, in: rules.zone)
    let heads =
      agreements.map(\.head) + rules.handoffs.map(\.head)
      + active.filter { $0.metric == .timeToAcknowledge }.map(\.head)
    var turns = Set(heads.flatMap { Validity($0, in: rules.zone).turns.map(\.milliseconds) })
    turns.formIntersection(turns.filter { horizon.starts.contains($0) })
    let bounds = [horizon.starts.lowerBound] + turns.sorted() + [horizon.starts.upperBound + 1]
    return zip(bounds, bounds.dropFirst()).filter { $0 < $1 }
      .map { $0...($1 - 1) }
      .filter { target.contains(Instant(milliseconds: $0.lowerBound)) }
  }

  func isInForce(_ head: RuleHead, at start: Int64) -> Bool {
    Validity(head, in: rules.zone).contains(Instant(milliseconds: start))
  }

  /// What is known of requests about a service, and about who has it.
  func assumption(_ position: Int, provider: String? = nil) -> Assumption {
    var known: [Int: Value?] = [schema.slots.service: services[position].map(Value.text)]
    if let provider { known.updateValue(.text(provider), forKey: schema.slots.provider) }
    return Assumption(known: known, schema: schema)
  }
}
