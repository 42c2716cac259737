import BatonModel

/// Where routes may lead requests about a service.
///
/// A superset: of a table every row that may match, of a tree every node. For each rule the services
/// that it may be about are worked out once, from its tests of the service alone, so that many rules
/// times many services stay cheap; O(rules x services) bits at worst.
struct RouteReach {
  /// One outcome and what leads there.
  struct Lead {
    let condition: Condition
    let targets: [Target]
    /// Whether a function names the target.
    let isOpen: Bool
    /// Whether nothing behind it is tried once it matches.
    let decides: Bool
  }

  private(set) var leads: [Lead] = []
  private let schema: FactSchema
  private let serviceSlot: Int
  private let services: [String?]
  /// By the position of the service, positions of leads.
  private var leadsOfService: [[Int]]

  /// - Parameter services: nil for requests without one.
  init(_ rules: CompiledRuleBase, _ schema: FactSchema, services: [String?]) {
    self.schema = schema
    self.services = services
    serviceSlot = schema.slots.service
    leadsOfService = Array(repeating: [], count: services.count)
    let resolver = TargetResolver(rules.catalogue)
    for entry in rules.routes where entry.head.mode != .shadow {
      let isLasting = entry.head.from == nil && entry.head.until == nil
      switch entry.kind {
      case .rule(let rule): add(rule, under: [], isLasting: isLasting, resolver)
      case .table(let table):
        for row in table.rows {
          leads.append(
            Self.lead(
              .all([table.condition, row.condition]), row.outcome, decides: false, resolver))
        }
      }
    }
    distribute()
  }

  private mutating func add(
    _ rule: RouteRule, under conditions: [Condition], isLasting: Bool, _ resolver: TargetResolver
  ) {
    let all = conditions + [rule.condition]
    for child in rule.children { add(child, under: all, isLasting: false, resolver) }
    guard let outcome = rule.outcome else { return }
    leads.append(
      Self.lead(
        all.count == 1 ? all[0] : .all(all), outcome,
        decides: isLasting && conditions.isEmpty && rule.children.isEmpty, resolver))
  }

  private static func lead(
    _ condition: Condition, _ outcome: RouteOutcome, decides: Bool, _ resolver: TargetResolver
  ) -> Lead {
    let targets: [Target]
    var isOpen = false
    switch outcome {
    case .target(let target): targets = [target]
    case .function:
      targets = []
      isOpen = true
    case .chooser(let chooser):
      switch chooser {
      case .leastLoaded(let some), .roundRobin(let some), .skilled(let some, _): targets = some
      case .weighted(let some): targets = some.map(\.target)
      case .firstOpen(let some): targets = some.map(\.target)
      case .best(let tradeoff): targets = tradeoff.candidates
      case .onCall(let rota):
        targets = rota.people.compactMap { try? resolver.resolve($0).get() }
      }
    }
    return Lead(
      condition: condition, targets: targets, isOpen: isOpen, decides: decides && !isOpen)
  }

  /// Gives each service the leads that may be about it, up to the first that is for all its requests.
  private mutating func distribute() {
    var isEnded = [Bool](repeating: false, count: services.count)
    for (index, lead) in leads.enumerated() {
      let possible = positions(lead.condition, wanted: true)
      let doubtful = lead.decides ? positions(lead.condition, wanted: false) : nil
      for position in possible ?? Set(services.indices) where !isEnded[position] {
        leadsOfService[position].append(index)
        if let doubtful, lead.decides, !doubtful.contains(position) { isEnded[position] = true }
      }
    }
  }

  /// The services for which a condition may hold, or may not; nil for all of them.
  private func positions(_ condition: Condition, wanted: Bool) -> Set<Int>? {
    switch condition {
    case .always: return wanted ? nil : []
    case .not(let inner): return positions(inner, wanted: !wanted)
    case .function(let function):
      guard wanted, let lifted = function.lifted else { return nil }
      return positions(lifted.possible, wanted: true)
    case .test(let test):
      let column = schema.columns[test.column]
      guard column.root == .field(slot: serviceSlot), column.calendar == nil else { return nil }
      return Set(
        services.indices.filter { position in
          let field = services[position].map(Value.text)
          let value = schema.value(
            ofColumn: test.column, slot: serviceSlot, field: field, overlay: nil)
          return test.predicate.holds(for: value) == wanted
        })
    case .all(let parts): return wanted ? both(parts, wanted) : either(parts, wanted)
    case .any(let parts): return wanted ? either(parts, wanted) : both(parts, wanted)
    }
  }

  private func both(_ parts: [Condition], _ wanted: Bool) -> Set<Int>? {
    var some: Set<Int>?
    for part in parts {
      guard let positions = positions(part, wanted: wanted) else { continue }
      some = some?.intersection(positions) ?? positions
    }
    return some
  }

  private func either(_ parts: [Condition], _ wanted: Bool) -> Set<Int>? {
    var some: Set<Int> = []
    for part in parts {
      guard let positions = positions(part, wanted: wanted) else { return nil }
      some.formUnion(positions)
    }
    return some
  }

  /// The leads for a service, in the order in which they are tried.
  func leads(ofService position: Int) -> [Lead] { leadsOfService[position].map { leads[$0] } }
}
