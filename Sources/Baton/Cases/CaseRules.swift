import BatonModel
import BatonTime

/// The rules that follow a case through its life, frozen: agreements, ladders, handoffs,
/// disputes, plans, swarms and follow-ups.
///
/// What a rule's `when` says is found through an index, as in deciding; its other conditions are
/// looked at only for the clocks that a case has.
final class CaseRules: Sendable {
  let clocks: ClockRules
  let agreementStage: StageRules
  let ladderStage: StageRules
  /// By the position of the ladder: whether its `when` can only hold while an event is taken in.
  private let waitsForEvents: [Bool]
  let handoffs: [HandoffRule]
  let handoffStage: StageRules
  let disputes: [DisputeRule]
  let disputeStage: StageRules
  let planStage: StageRules
  let swarms: [SwarmRule]
  let swarmStage: StageRules
  let followUps: [FollowUpRule]
  let followUpStage: StageRules
  /// In the order in which they are declared.
  let processes: [ProcessPlan]
  private let processesByName: [String: Int]
  let targets: TargetResolver
  /// Providers that are the service integrator's own.
  let integrators: Set<String>
  /// For whom a provider works, directly or through others.
  private let leads: [String: Set<String>]
  /// Where outcomes stand that choose among targets, and may choose another every time.
  private let choosing: Set<Place>
  /// Of whose open work a chooser asks.
  let groupsAskedForLoad: Set<String>
  /// Whether a chooser takes turns.
  let takesTurns: Bool
  /// In which instants without an offset are read.
  private let zone: Zone

  init(_ decider: Decider) {
    let rules = decider.rules
    clocks = decider.clocks
    handoffs = rules.handoffs
    agreementStage = decider.agreements
    ladderStage = decider.escalation
    let quiet = Assumption(known: [decider.schema.slots.event: nil], schema: decider.schema)
    waitsForEvents = decider.clocks.ladders.map {
      $0.on.isEmpty && $0.condition.assuming(quiet).isNever
    }
    handoffStage = decider.handoffs
    disputes = rules.disputes
    disputeStage = decider.disputes
    planStage = decider.plan
    swarms = rules.swarms
    swarmStage = decider.swarms
    followUps = rules.followUps
    followUpStage = decider.followUps
    targets = TargetResolver(rules.catalogue)
    zone = rules.zone
    let integrators = Self.integrators(rules.catalogue)
    self.integrators = integrators
    processes = rules.processes.indices.map {
      ProcessPlan($0, rules, integrators: integrators)
    }
    processesByName = Dictionary(
      rules.processes.enumerated().map { ($1.head.name, $0) }
    ) { first, _ in first }
    leads = Self.leads(rules.catalogue)
    choosing = Self.choosing(rules.routes)
    let choosers = rules.routes.flatMap(\.choosers)
    groupsAskedForLoad = Set(choosers.flatMap(\.candidatesAskedForLoad).map(\.name))
    takesTurns = choosers.contains(where: \.takesTurns)
  }

  /// Whether a party is one of some names: the service integrator also by its providers', and a
  /// subcontractor by those for whom it works.
  func isOne(of names: [String], _ party: Party) -> Bool {
    if names.contains(party.name) { return true }
    switch party {
    case .customer: return false
    case .integrator: return names.contains { integrators.contains($0) }
    case .provider(let name):
      guard let leads = leads[name] else { return false }
      return names.contains { leads.contains($0) }
    }
  }

  /// A party as somebody names it: the service integrator also by its own providers' names.
  func party(_ said: Party) -> Party {
    if case .provider(let name) = said, integrators.contains(name) { return .integrator }
    return said
  }

  func process(_ name: String) -> ProcessPlan? { processesByName[name].map { processes[$0] } }

  /// A group of a party, as targets are named; the service integrator's groups are its providers'.
  func unit(_ group: String, of party: Party) -> String {
    guard party == .integrator else { return "\(party.name)/\(group)" }
    let named = integrators.sorted().map { "\($0)/\(group)" }
    return named.first { (try? targets.resolve($0).get()) != nil } ?? named.first ?? group
  }

  /// What a group is called in full that may be named with its provider or without; with a slash in it, it
  /// may be a unit within a group.
  func fullName(_ group: String, _ own: (String) -> String) -> String {
    let full = own(group)
    guard group.contains("/"), case .failure = targets.resolve(full) else { return full }
    return group
  }

  /// The event that calls a ladder; nil for one that pages while a case is open. That a case opens, or
  /// opens again, is about its work, as paging is.
  func calls(_ ladder: Int, _ event: String?) -> String? {
    guard let event, waitsForEvents[ladder] else { return nil }
    let isOpening =
      event == CaseEvent.Name.open.rawValue || event == CaseEvent.Name.reopen.rawValue
    return isOpening ? nil : event
  }

  /// Whether a rule chooses among targets by what the world is like.
  func chooses(at place: Place) -> Bool { choosing.contains(place) }

  /// Whether any rule does.
  var hasChoosers: Bool { !choosing.isEmpty }

  private static func leads(_ catalogue: Catalogue) -> [String: Set<String>] {
    var leads: [String: Set<String>] = [:]
    for provider in catalogue.records(of: .provider) {
      var above: Set<String> = []
      var next = provider["subcontractor_of"]
      // No circles: the loader has seen to that.
      while case .text(let name)? = next, above.insert(name).inserted {
        next = catalogue.record(.provider, name)?["subcontractor_of"]
      }
      if !above.isEmpty { leads[provider.name] = above }
    }
    return leads
  }

  private static func choosing(_ entries: [RouteEntry]) -> Set<Place> {
    var places: Set<Place> = []
    // A rule that says nothing of its own leads where the one above it does.
    func add(_ rule: RouteRule, under chooses: Bool) {
      var chooses = chooses
      if let outcome = rule.outcome {
        if case .chooser = outcome { chooses = true } else { chooses = false }
      }
      if chooses { places.insert(rule.head.place) }
      for child in rule.children { add(child, under: chooses) }
    }
    for entry in entries {
      switch entry.kind {
      case .rule(let rule): add(rule, under: false)
      case .table(let table):
        for row in table.rows {
          if case .chooser = row.outcome { places.insert(row.place) }
        }
      }
    }
    return places
  }

  /// The providers that a role of the service integrator names; else the one that is called so.
  private static func integrators(_ catalogue: Catalogue) -> Set<String> {
    var named: Set<String> = []
    for role in catalogue.records(of: .role) where role["party"] == .text("service_integrator") {
      if case .text(let provider)? = role["provider"] { named.insert(provider) }
    }
    return named.isEmpty ? ["integrator", "service_integrator"] : named
  }

  /// A case that nothing has happened to yet: the service integrator has it.
  func newCase(_ request: Request, at instant: Instant, by identity: RuleBaseIdentity) -> Case {
    var opened = instant
    switch request.members["opened_at"] {
    case .instant(let said)?: opened = min(said, instant)
    case .text(let text)?:
      if let said = ISO8601.parse(text, in: zone) { opened = min(said.instant, instant) }
    default: break
    }
    return Case(
      id: request.id ?? "", rules: identity, openedAt: opened, request: request.members,
      holder: Holder(party: .integrator, since: opened))
  }
}
