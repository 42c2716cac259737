/// What the rules decide about one request, and why.
public struct Decision: Sendable, Hashable {
  /// The request's id, as the sender wrote it.
  public var request: String?
  /// The offset from UTC, in seconds, in which the request writes its instants.
  public var offset: Int
  /// Fields that the classify stage set, in the order of their rules.
  public var classified: [Classified]
  /// 1 is the most urgent; nil when nothing gave one (see `errors`).
  public var priority: Int?
  /// The assignment; nil when no route matched.
  public var to: Target?
  /// Further targets of a `collect` table or a tree with `continue`, in order.
  public var also: [Target]
  /// The one role that answers for the request at this instant, whoever works on it.
  public var accountable: String?
  /// The winning rule of each stage that decided something.
  public var why: StageReasons
  public var approvals: [Approval]
  public var policies: [PolicyFinding]
  /// What shadow rules would have done.
  public var shadows: [Shadow]
  public var errors: [DecisionError]
  /// Remarks that are no errors: a stale configuration item, a value whose source is absent.
  public var notes: [String]
  /// What applying this decision changes in the world.
  public var effects: [World.Effect]
  public var rules: RuleBaseIdentity
  /// Every rule that was looked at; empty unless asked for.
  public var verdicts: [Verdict]

  public init(request: String?, rules: RuleBaseIdentity) {
    self.request = request
    self.rules = rules
    offset = 0
    classified = []
    also = []
    why = StageReasons()
    approvals = []
    policies = []
    shadows = []
    errors = []
    notes = []
    effects = []
    verdicts = []
  }

  /// A field that a classify rule or a configuration item set.
  public struct Classified: Sendable, Hashable {
    public var field: String
    public var value: Value
    public var reason: Reason

    public init(field: String, value: Value, reason: Reason) {
      self.field = field
      self.value = value
      self.reason = reason
    }
  }

  /// Somebody must agree before work starts.
  public struct Approval: Sendable, Hashable {
    public var reason: Reason
    /// The roles that may approve.
    public var by: [String]
    /// How many of them must.
    public var needs: Int
    public var within: DurationSpan?

    public init(reason: Reason, by: [String], needs: Int, within: DurationSpan?) {
      self.reason = reason
      self.by = by
      self.needs = needs
      self.within = within
    }
  }

  /// A policy that this request violates.
  public struct PolicyFinding: Sendable, Hashable {
    public var reason: Reason
    public var severity: PolicySeverity
    /// False for a policy that is advisory: reported, not enforced.
    public var enforced: Bool
    public var message: String?

    public init(reason: Reason, severity: PolicySeverity, enforced: Bool, message: String?) {
      self.reason = reason
      self.severity = severity
      self.enforced = enforced
      self.message = message
    }
  }

  /// What a rule in shadow mode would have done.
  public struct Shadow: Sendable, Hashable {
    public var stage: Stage
    public var reason: Reason
    /// Its outcome in words, `to acme/payroll-desk`.
    public var would: String

    public init(stage: Stage, reason: Reason, would: String) {
      self.stage = stage
      self.reason = reason
      self.would = would
    }
  }
}
