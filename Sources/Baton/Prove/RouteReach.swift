import BatonModel

/// Where routes may lead requests about a service.
///
/// A superset: of a table every row that may match, of a tree every node. For each rule the services
/// that it may be about are worked out once, from its tests of the service alone, so that many rules
/// times many services stay cheap; O(rules x services) bits at worst. A function that is understood
/// is asked about each service by itself: "its provider gets the rest" is one lead for each of them.
struct RouteReach {
  /// One outcome and what leads there.
  struct Lead {
    let condition: Condition
    /// Of the rule, or of the row.
    let place: Place
    var targets: [Target] = []
    /// Names the target, until it is asked about a service.
    var function: FunctionReference?
    /// Whether it may also be another: a function names it by what is not known of a request.
    var isOpen = false
    /// Whether nothing behind it is tried once it matches.
    var decides: Bool
  }

  private var leads: [Lead] = []
  private let schema: FactSchema
  private let serviceSlot: Int
  private let services: [String?]
  private let resolver: TargetResolver
  /// By the position of the service, positions of leads.
  private var leadsOfService: [[Int]]

  /// - Parameter services: nil for requests without one.
  init(_ rules: CompiledRuleBase, _ schema: FactSchema, services: [String?]) {
    self.schema = schema
    self.services = services
    serviceSlot = schema.slots.service
    leadsOfService = Array(repeating: [], count: services.count)
    resolver = TargetResolver(rules.catalogue)
    for entry in rules.routes where entry.head.mode != .shadow {
      let isLasting = entry.head.from == nil && entry.head.until == nil
      switch entry.kind {
      case .rule(let rule): add(rule, under: [], isLasting: isLasting)
      case .table(let table):
        for row in table.rows {
          leads.append(
            lead(
              .all([table.condition, row.condition]), row.outcome, at: row.place, decides: false))
        }
      }
    }
    distribute()
  }

  private mutating func add(
    _ rule: RouteRule, under conditions: [Condition], isLasting: Bool
  ) {
    let all = conditions + [rule.condition]
    for child in rule.children { add(child, under: all, isLasting: false) }
    guard let outcome = rule.outcome else { return }
    leads.append(
      lead(
        all.count == 1 ? all[0] : .all(all), outcome, at: rule.head.place,
        decides: isLasting && conditions.isEmpty && rule.children.isEmpty))
  }

  private func lead(
    _ condition: Condition, _ outcome: RouteOutcome, at place: Place, decides: Bool
  ) -> Lead {
    var lead = Lead(condition: condition, place: place, decides: decides)
    switch outcome {
    case .target(let target): lead.targets = [target]
    case .function(let function): lead.function = function
    case .chooser(let chooser):
      lead.targets = chooser.candidates(resolver)
      if case .limited = chooser { lead.decides = decides && chooser.alwaysChooses }
    }
    return lead
  }

  /// Where a function leads the requests about a service; nil if nowhere, for what names nobody is
  /// passed over.
  private func lead(_ lead: Lead, by function: FunctionReference, at position: Int) -> Lead? {
    var own = lead
    own.function = nil
    guard let lifted = function.lifted else {
      own.isOpen = true
      own.decides = false
      return own
    }
    var facts = Facts(schema)
    facts.set(serviceSlot, to: services[position].map(Value.text))
    let prospect = lifted.formula.prospect(in: facts, knowing: [serviceSlot])
    own.targets = prospect.values.compactMap { value in
      if case .text(let name) = value { try? resolver.resolve(name).get() } else { nil }
    }
    own.isOpen = prospect.isOpen
    own.decides = lead.decides && prospect.isCertain && !prospect.isOpen
    return own.targets.isEmpty && !own.isOpen ? nil : own
  }

  /// Gives each service the leads that may be about it, up to the first that is for all its requests.
  private mutating func distribute() {
    var isEnded = [Bool](repeating: false, count: services.count)
    for index in leads.indices {
      let lead = leads[index]
      let possible = positions(lead.condition, wanted: true)
      let doubtful = lead.decides ? positions(lead.condition, wanted: false) : nil
      for position in possible ?? Set(services.indices) where !isEnded[position] {
        var decides = lead.decides
        if let function = lead.function {
          guard let own = self.lead(lead, by: function, at: position) else { continue }
          leads.append(own)
          leadsOfService[position].append(leads.count - 1)
          decides = own.decides
        } else {
          leadsOfService[position].append(index)
        }
        if let doubtful, decides, !doubtful.contains(position) { isEnded[position] = true }
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
