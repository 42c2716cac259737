import BatonModel
import BatonTime

/// The rules that follow a case through its life, frozen: agreements, ladders, handoffs and plans.
///
/// What a rule's `when` says is found through an index, as in deciding; its other conditions are
/// looked at only for the clocks that a case has.
final class CaseRules: Sendable {
  let clocks: ClockRules
  let agreementStage: StageRules
  let ladderStage: StageRules
  let handoffs: [HandoffRule]
  let handoffStage: StageRules
  let planStage: StageRules
  let targets: TargetResolver
  /// Providers that are the service integrator's own.
  let integrators: Set<String>
  /// In which instants without an offset are read.
  private let zone: Zone

  init(_ decider: Decider) {
    let rules = decider.rules
    clocks = decider.clocks
    handoffs = rules.handoffs
    agreementStage = decider.agreements
    ladderStage = decider.escalation
    handoffStage = decider.handoffs
    planStage = decider.plan
    targets = TargetResolver(rules.catalogue)
    zone = rules.zone
    integrators = Self.integrators(rules.catalogue)
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
