/// What the rules decide about one request, and why.
///
/// One object, so that a decision is made by one allocation and passed on by one reference; a copy
/// that is changed gets an object of its own.
public struct Decision: Sendable {
  private var storage: DecisionStorage

  public init(request: String?, rules: RuleBaseIdentity) {
    storage = DecisionStorage(request: request, rules: rules)
  }

  /// A decision of its main parts.
  package init(
    request: String?, rules: RuleBaseIdentity, offset: Int, priority: Int?, to: Target?,
    accountable: String?, why: StageReasons
  ) {
    storage = DecisionStorage(
      request: request, rules: rules, offset: offset, priority: priority, to: to,
      accountable: accountable, why: why)
  }

  /// The storage, for this decision alone.
  private var own: DecisionStorage {
    mutating get {
      if !isKnownUniquelyReferenced(&storage) { storage = DecisionStorage(storage) }
      return storage
    }
  }

  /// The request's id, as the sender wrote it.
  public var request: String? {
    get { storage.request }
    set { own.request = newValue }
  }

  /// The offset from UTC, in seconds, in which the request writes its instants.
  public var offset: Int {
    get { storage.offset }
    set { own.offset = newValue }
  }

  /// Fields that the classify stage set, in the order of their rules.
  public var classified: [Classified] {
    get { storage.classified }
    set { own.classified = newValue }
  }

  /// 1 is the most urgent; nil when nothing gave one (see `errors`).
  public var priority: Int? {
    get { storage.priority }
    set { own.priority = newValue }
  }

  /// The assignment; nil when no route matched.
  public var to: Target? {
    get { storage.to }
    set { own.to = newValue }
  }

  /// Further targets of a `collect` table or a tree with `continue`, in order.
  public var also: [Target] {
    get { storage.also }
    set { own.also = newValue }
  }

  /// The one role that answers for the request at this instant, whoever works on it.
  public var accountable: String? {
    get { storage.accountable }
    set { own.accountable = newValue }
  }

  /// The winning rule of each stage that decided something.
  public var why: StageReasons {
    get { storage.why }
    set { own.why = newValue }
  }

  public var approvals: [Approval] {
    get { storage.approvals }
    set { own.approvals = newValue }
  }

  public var policies: [PolicyFinding] {
    get { storage.policies }
    set { own.policies = newValue }
  }

  /// What shadow rules would have done.
  public var shadows: [Shadow] {
    get { storage.shadows }
    set { own.shadows = newValue }
  }

  public var errors: [DecisionError] {
    get { storage.errors }
    set { own.errors = newValue }
  }

  /// Remarks that are no errors: a stale configuration item, a value whose source is absent.
  public var notes: [String] {
    get { storage.notes }
    set { own.notes = newValue }
  }

  /// What applying this decision changes in the world.
  public var effects: [World.Effect] {
    get { storage.effects }
    set { own.effects = newValue }
  }

  public var rules: RuleBaseIdentity {
    get { storage.rules }
    set { own.rules = newValue }
  }

  /// The rules that hold but came after what decided, stage by stage; empty unless the nearest were
  /// asked for.
  ///
  /// A rule whose function did not run, because it could change nothing any more, is not among them.
  /// The words are made each time this is read.
  public var outranked: [Verdict] { storage.near?.outranked ?? [] }

  /// For each stage the rules that came nearest to matching, those with the fewest failed columns
  /// first, with all conditions that failed; empty unless asked for.
  ///
  /// Of a decision table the table is told, not its rows. The words are made each time this is read.
  public var nearest: [Verdict] { storage.near?.nearest ?? [] }

  /// What makes the words of ``outranked`` and ``nearest``.
  package var nearRules: (any NearRuleWords)? {
    get { storage.near }
    set { own.near = newValue }
  }

  /// Every rule that was looked at; empty unless asked for.
  public var verdicts: [Verdict] {
    get { storage.verdicts }
    set { own.verdicts = newValue }
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

extension Decision: Hashable {
  public static func == (left: Decision, right: Decision) -> Bool {
    left.storage === right.storage || left.storage.isEqual(to: right.storage)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(request)
    hasher.combine(priority)
    hasher.combine(to)
    hasher.combine(why)
  }
}
