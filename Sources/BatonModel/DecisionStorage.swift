/// What a ``Decision`` says, in words.
// Changed only where it was just made, while one decision alone refers to it: then no other thread
// can see it.
final class DecisionStorage: DecisionContents, @unchecked Sendable {
  var request: String?
  var offset: Int
  var classified: [Decision.Classified]
  var priority: Int?
  var to: Target?
  var also: [Target]
  var accountable: String?
  var why: StageReasons
  var plan: Decision.Plan?
  var tasks: [Decision.PlannedTask]
  var approvals: [Decision.Approval]
  var policies: [Decision.PolicyFinding]
  var targets: [Decision.Due]
  var escalations: [Decision.PlannedStep]
  var reply: Decision.Reply?
  var articles: [Decision.Article]
  var shadows: [Decision.Shadow]
  var errors: [DecisionError]
  var notes: [String]
  var effects: [World.Effect]
  var rules: RuleBaseIdentity
  var verdicts: [Verdict]
  var near: (any NearRuleWords)?
  var withheld: [Audience.Part] = []

  init(request: String?, rules: RuleBaseIdentity) {
    self.request = request
    self.rules = rules
    offset = 0
    why = StageReasons()
    classified = []
    also = []
    tasks = []
    approvals = []
    policies = []
    targets = []
    escalations = []
    articles = []
    shadows = []
    errors = []
    notes = []
    effects = []
    verdicts = []
  }

  init(_ other: any DecisionContents) {
    request = other.request
    offset = other.offset
    classified = other.classified
    priority = other.priority
    to = other.to
    also = other.also
    accountable = other.accountable
    why = other.why
    plan = other.plan
    tasks = other.tasks
    approvals = other.approvals
    policies = other.policies
    targets = other.targets
    escalations = other.escalations
    reply = other.reply
    articles = other.articles
    shadows = other.shadows
    errors = other.errors
    notes = other.notes
    effects = other.effects
    rules = other.rules
    verdicts = other.verdicts
    near = other.near
    withheld = other.withheld
  }

  func reason(of stage: Stage) -> Reason? { why[stage] }
}
