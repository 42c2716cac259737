/// What a ``Decision`` refers to.
// Changed only while one decision alone refers to it: then no other thread can see it.
final class DecisionStorage: @unchecked Sendable {
  var request: String?
  var offset: Int
  var classified: [Decision.Classified]
  var priority: Int?
  var to: Target?
  var also: [Target]
  var accountable: String?
  var why: StageReasons
  var approvals: [Decision.Approval]
  var policies: [Decision.PolicyFinding]
  var shadows: [Decision.Shadow]
  var errors: [DecisionError]
  var notes: [String]
  var effects: [World.Effect]
  var rules: RuleBaseIdentity
  var verdicts: [Verdict]
  var near: (any NearRuleWords)?

  init(
    request: String?, rules: RuleBaseIdentity, offset: Int = 0, priority: Int? = nil,
    to: Target? = nil, accountable: String? = nil, why: StageReasons = StageReasons()
  ) {
    self.request = request
    self.offset = offset
    self.priority = priority
    self.to = to
    self.accountable = accountable
    self.why = why
    self.rules = rules
    classified = []
    also = []
    approvals = []
    policies = []
    shadows = []
    errors = []
    notes = []
    effects = []
    verdicts = []
  }

  init(_ other: DecisionStorage) {
    request = other.request
    offset = other.offset
    classified = other.classified
    priority = other.priority
    to = other.to
    also = other.also
    accountable = other.accountable
    why = other.why
    approvals = other.approvals
    policies = other.policies
    shadows = other.shadows
    errors = other.errors
    notes = other.notes
    effects = other.effects
    rules = other.rules
    verdicts = other.verdicts
    near = other.near
  }

  func isEqual(to other: DecisionStorage) -> Bool {
    request == other.request
      && offset == other.offset
      && classified == other.classified
      && priority == other.priority
      && to == other.to
      && also == other.also
      && accountable == other.accountable
      && why == other.why
      && approvals == other.approvals
      && policies == other.policies
      && shadows == other.shadows
      && errors == other.errors
      && notes == other.notes
      && effects == other.effects
      && rules == other.rules
      && verdicts == other.verdicts
      && hasSameNearRules(as: other)
  }

  private func hasSameNearRules(as other: DecisionStorage) -> Bool {
    if near === other.near { return true }
    return (near?.outranked ?? []) == (other.near?.outranked ?? [])
      && (near?.nearest ?? []) == (other.near?.nearest ?? [])
  }
}
