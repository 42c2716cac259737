/// What the rules decided about one request, and why.
///
/// One object, so that a decision is made by one allocation and passed on by one reference. What an
/// engine decided is kept as numbers of its rule base, and the words (targets, reasons, values) are
/// looked up when they are read; so it holds on to the rule base. A copy that is changed gets an
/// object of its own, with words.
public struct Decision: Sendable {
  private var contents: any DecisionContents

  public init(request: String?, rules: RuleBaseIdentity) {
    contents = DecisionStorage(request: request, rules: rules)
  }

  package init(_ contents: any DecisionContents) {
    self.contents = contents
  }

  /// The contents as words, for this decision alone. Copied for each change: decisions are made to
  /// be read.
  private var own: DecisionStorage {
    mutating get {
      let storage = DecisionStorage(contents)
      contents = storage
      return storage
    }
  }

  /// The request's id, as the sender wrote it.
  public var request: String? {
    get { contents.request }
    set { own.request = newValue }
  }

  /// The offset from UTC, in seconds, in which the request writes its instants.
  public var offset: Int {
    get { contents.offset }
    set { own.offset = newValue }
  }

  /// Fields that the classify stage set, in the order of their rules.
  public var classified: [Classified] {
    get { contents.classified }
    set { own.classified = newValue }
  }

  /// 1 is the most urgent; nil when nothing gave one (see `errors`).
  public var priority: Int? {
    get { contents.priority }
    set { own.priority = newValue }
  }

  /// The assignment; nil when no route matched.
  public var to: Target? {
    get { contents.to }
    set { own.to = newValue }
  }

  /// Further targets of a `collect` table or a tree with `continue`, in order.
  public var also: [Target] {
    get { contents.also }
    set { own.also = newValue }
  }

  /// The one role that answers for the request at this instant, whoever works on it.
  public var accountable: String? {
    get { contents.accountable }
    set { own.accountable = newValue }
  }

  /// The winning rule of each stage that decided something.
  public var why: StageReasons {
    get { contents.why }
    set { own.why = newValue }
  }

  /// Why one stage decided what it did; the same as `why[stage]`, and cheaper for one.
  package func reason(of stage: Stage) -> Reason? { contents.reason(of: stage) }

  public var approvals: [Approval] {
    get { contents.approvals }
    set { own.approvals = newValue }
  }

  public var policies: [PolicyFinding] {
    get { contents.policies }
    set { own.policies = newValue }
  }

  /// Of which tasks the work is made; nil if no plan is for it.
  public var plan: Plan? {
    get { contents.plan }
    set { own.plan = newValue }
  }

  /// The tasks of the plan, as they are declared.
  public var tasks: [PlannedTask] {
    get { contents.tasks }
    set { own.tasks = newValue }
  }

  /// By when targets are to be met whose clocks begin with the request, in the order of their rules.
  public var targets: [Due] {
    get { contents.targets }
    set { own.targets = newValue }
  }

  /// The steps of the ladders that begin with the request, as they are taken if nobody acts.
  public var escalations: [PlannedStep] {
    get { contents.escalations }
    set { own.escalations = newValue }
  }

  /// How people are answered; nil if no rule says.
  public var reply: Reply? {
    get { contents.reply }
    set { own.reply = newValue }
  }

  /// Articles that help, as they are declared, but those last that nobody looked after in time.
  public var knowledge: [Article] {
    get { contents.articles }
    set { own.articles = newValue }
  }

  /// What shadow rules would have done.
  public var shadows: [Shadow] {
    get { contents.shadows }
    set { own.shadows = newValue }
  }

  public var errors: [DecisionError] {
    get { contents.errors }
    set { own.errors = newValue }
  }

  /// Remarks that are no errors: a stale configuration item, a value whose source is absent.
  public var notes: [String] {
    get { contents.notes }
    set { own.notes = newValue }
  }

  /// What applying this decision changes in the world.
  public var effects: [World.Effect] {
    get { contents.effects }
    set { own.effects = newValue }
  }

  public var rules: RuleBaseIdentity {
    get { contents.rules }
    set { own.rules = newValue }
  }

  /// The rules that hold but came after what decided, stage by stage; empty unless the nearest were
  /// asked for.
  ///
  /// A rule whose function did not run, because it could change nothing any more, is not among them.
  /// The words are made each time this is read.
  public var outranked: [Verdict] { contents.near?.outranked ?? [] }

  /// For each stage the rules that came nearest to matching, those with the fewest failed columns
  /// first, with all conditions that failed; empty unless asked for.
  ///
  /// Of a decision table the table is told, not its rows. The words are made each time this is read.
  public var nearest: [Verdict] { contents.near?.nearest ?? [] }

  /// What makes the words of ``outranked`` and ``nearest``.
  package var nearRules: (any NearRuleWords)? {
    get { contents.near }
    set { own.near = newValue }
  }

  /// What was left out because whoever is told may not see it; empty unless ``disclosed(to:)``.
  public var withheld: [Audience.Part] { contents.withheld }

  /// Every rule that was looked at; empty unless asked for.
  public var verdicts: [Verdict] {
    get { contents.verdicts }
    set { own.verdicts = newValue }
  }

  /// A field that a classify rule, a table or a configuration item set.
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
    left.contents === right.contents || left.contents.isEqual(to: right.contents)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(request)
    hasher.combine(priority)
    hasher.combine(to)
    hasher.combine(why)
  }
}
