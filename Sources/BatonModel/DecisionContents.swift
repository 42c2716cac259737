/// What a ``Decision`` says: kept as words, or looked up as it is read.
package protocol DecisionContents: AnyObject, Sendable {
  var request: String? { get }
  var offset: Int { get }
  var classified: [Decision.Classified] { get }
  var priority: Int? { get }
  var to: Target? { get }
  var also: [Target] { get }
  var accountable: String? { get }
  var why: StageReasons { get }
  var plan: Decision.Plan? { get }
  var tasks: [Decision.PlannedTask] { get }
  var approvals: [Decision.Approval] { get }
  var policies: [Decision.PolicyFinding] { get }
  var targets: [Decision.Due] { get }
  var escalations: [Decision.PlannedStep] { get }
  var reply: Decision.Reply? { get }
  var articles: [Decision.Article] { get }
  var shadows: [Decision.Shadow] { get }
  var errors: [DecisionError] { get }
  var notes: [String] { get }
  var effects: [World.Effect] { get }
  var rules: RuleBaseIdentity { get }
  var verdicts: [Verdict] { get }
  var near: (any NearRuleWords)? { get }
  /// What was left out for whoever is told.
  var withheld: [Audience.Part] { get }

  func reason(of stage: Stage) -> Reason?
}

extension DecisionContents {
  /// An engine decides for everybody.
  package var withheld: [Audience.Part] { [] }

  func isEqual(to other: any DecisionContents) -> Bool {
    request == other.request
      && offset == other.offset
      && classified == other.classified
      && priority == other.priority
      && to == other.to
      && also == other.also
      && accountable == other.accountable
      && why == other.why
      && plan == other.plan
      && tasks == other.tasks
      && approvals == other.approvals
      && policies == other.policies
      && targets == other.targets
      && escalations == other.escalations
      && reply == other.reply
      && articles == other.articles
      && shadows == other.shadows
      && errors == other.errors
      && notes == other.notes
      && effects == other.effects
      && rules == other.rules
      && verdicts == other.verdicts
      && withheld == other.withheld
      && hasSameNearRules(as: other)
  }

  private func hasSameNearRules(as other: any DecisionContents) -> Bool {
    let (near, others) = (near, other.near)
    if near === others { return true }
    return (near?.outranked ?? []) == (others?.outranked ?? [])
      && (near?.nearest ?? []) == (others?.nearest ?? [])
  }
}
