import BatonModel
import BatonRecords
import BatonTime

/// What a decision's JSON is written from: a ``Decision`` itself, or an ``Outcome`` with the words
/// of its rule base. Each writes its parts; the shape of the whole is in one place, below.
protocol DecisionPieces: ~Copyable {
  /// Where the words are.
  associatedtype Words

  func writeRequest(_ words: borrowing Words, to json: inout JSONWriter)
  func writeClassified(_ words: borrowing Words, to json: inout JSONWriter)
  func writePriority(to json: inout JSONWriter)
  /// The members `provider` and `group`.
  func writeProvider(_ words: borrowing Words, to json: inout JSONWriter)
  func writeAccountable(_ words: borrowing Words, to json: inout JSONWriter)
  func writeTarget(_ words: borrowing Words, to json: inout JSONWriter)
  func writeAlso(_ words: borrowing Words, to json: inout JSONWriter)
  /// The member of a stage, if it decided something.
  func writeReason(_ stage: Stage, _ words: borrowing Words, to json: inout JSONWriter)
  /// The items of the lists.
  func writeApprovals(_ words: borrowing Words, to json: inout JSONWriter)
  func writePolicies(_ words: borrowing Words, to json: inout JSONWriter)
  func writeRules(_ words: borrowing Words, to json: inout JSONWriter)

  /// In which instants are written, in seconds.
  var offset: Int { get }
  var planned: Decision.Plan? { get }
  var tasks: [Decision.PlannedTask] { get }
  var targets: [Decision.Due] { get }
  var escalations: [Decision.PlannedStep] { get }
  var reply: Decision.Reply? { get }
  var articles: [Decision.Article] { get }
  var shadows: [Decision.Shadow] { get }
  var notes: [String] { get }
  var errors: [DecisionError] { get }
  var withheld: [Audience.Part] { get }
  var verdicts: [Verdict] { get }
  func outranked(_ words: borrowing Words) -> [Verdict]
  func nearest(_ words: borrowing Words) -> [Verdict]
}

extension JSONWriter {
  /// The shape of a decision that integrators rely on: one JSON object.
  ///
  /// `errors`, `approvals` and `policies` are always there, so that a reader may count them; other
  /// lists only when they hold something, and what is missing is left out rather than null.
  /// Instants have the request's own offset.
  mutating func write<Pieces: DecisionPieces & ~Copyable>(
    _ decision: borrowing Pieces, _ words: borrowing Pieces.Words
  ) {
    beginObject()
    decision.writeRequest(words, to: &self)
    decision.writeClassified(words, to: &self)
    decision.writePriority(to: &self)
    decision.writeProvider(words, to: &self)
    decision.writeAccountable(words, to: &self)
    decision.writeTarget(words, to: &self)
    decision.writeAlso(words, to: &self)
    name("why")
    beginObject()
    for stage in Stage.allCases { decision.writeReason(stage, words, to: &self) }
    endObject()
    name("approvals")
    beginList()
    decision.writeApprovals(words, to: &self)
    endList()
    name("policies")
    beginList()
    decision.writePolicies(words, to: &self)
    endList()
    let offset = decision.offset
    if let plan = decision.planned {
      name("plan")
      beginObject()
      write(plan, offset: offset)
      endObject()
    }
    if !decision.tasks.isEmpty {
      list("tasks", decision.tasks) { $0.write($1, offset: offset) }
    }
    if !decision.targets.isEmpty {
      list("targets", decision.targets) { $0.write($1, offset: offset) }
    }
    if !decision.escalations.isEmpty {
      list("escalations", decision.escalations) { $0.write($1, offset: offset) }
    }
    if let reply = decision.reply { write(reply) }
    if !decision.articles.isEmpty { list("knowledge", decision.articles) { $0.write($1) } }
    if !decision.shadows.isEmpty { list("shadows", decision.shadows) { $0.write($1) } }
    texts("notes", decision.notes)
    list("errors", decision.errors) { $0.write($1) }
    texts("withheld", decision.withheld.map(\.rawValue))
    name("rules")
    decision.writeRules(words, to: &self)
    let outranked = decision.outranked(words)
    if !outranked.isEmpty { list("outranked", outranked) { $0.write($1) } }
    let nearest = decision.nearest(words)
    if !nearest.isEmpty { list("nearest", nearest) { $0.write($1) } }
    if !decision.verdicts.isEmpty { list("explain", decision.verdicts) { $0.write($1) } }
    endObject()
  }
}

// MARK: What both are written with

extension JSONWriter {
  mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    self.name(name)
    self.text(text)
  }

  mutating func member(_ name: String, _ integer: Int?) {
    guard let integer else { return }
    self.name(name)
    self.integer(integer)
  }

  mutating func member(_ name: String, _ yesNo: Bool) {
    self.name(name)
    self.yesNo(yesNo)
  }

  /// A list of texts; nothing when it is empty.
  mutating func texts(_ name: String, _ texts: [String]) {
    guard !texts.isEmpty else { return }
    self.name(name)
    beginList()
    for text in texts { self.text(text) }
    endList()
  }

  /// A list of objects, of which `write` writes the members.
  fileprivate mutating func list<Item>(
    _ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
  ) {
    self.name(name)
    beginList()
    for item in items {
      beginObject()
      write(&self, item)
      endObject()
    }
    endList()
  }

  mutating func member(_ name: String, _ value: Value, offset: Int) {
    self.name(name)
    if case .instant(let instant) = value {
      text(ISO8601.format(instant, offsetSeconds: offset))
    } else {
      self.value(value)
    }
  }

  /// The members of a reason that its rule says, which are the same for every request.
  mutating func write(_ reason: Reason) {
    member("rule", reason.rule)
    member("at", reason.place?.description)
    member("because", reason.because)
    member("level", reason.level)
  }

  mutating func writeMembers(of target: Target) {
    member("provider", target.provider)
    member("group", target.group)
  }

  mutating func object(of identity: RuleBaseIdentity) {
    beginObject()
    member("name", identity.name)
    member("version", identity.version)
    member("hash", identity.hash)
    endObject()
  }

  mutating func object(of approval: Decision.Approval) {
    beginObject()
    write(approval.reason)
    texts("notes", approval.reason.notes)
    texts("by", approval.by)
    member("needs", approval.needs)
    if let within = approval.within {
      name("within")
      beginObject()
      name(within.unit.rawValue)
      number(within.count)
      endObject()
    }
    endObject()
  }

  mutating func object(of finding: Decision.PolicyFinding) {
    beginObject()
    write(finding.reason)
    texts("notes", finding.reason.notes)
    member("severity", finding.severity.rawValue)
    member("enforced", finding.enforced)
    member("message", finding.message)
    endObject()
  }

  private mutating func member(_ name: String, _ instant: Instant, offset: Int) {
    member(name, ISO8601.format(instant, offsetSeconds: offset))
  }

  fileprivate mutating func write(_ plan: Decision.Plan, offset: Int) {
    member("rule", plan.reason.rule)
    if let begins = plan.begins { member("begins", begins, offset: offset) }
    if let expected = plan.expected { member("expected", expected, offset: offset) }
    texts("critical_path", plan.criticalPath)
  }

  fileprivate mutating func write(_ task: Decision.PlannedTask, offset: Int) {
    member("task", task.name)
    member("at", task.place.description)
    member("because", task.because)
    member("to", task.to)
    texts("after", task.after)
    if task.anyIsEnough { member("any", true) }
    if task.isOptional { member("optional", true) }
    texts("instead_of", task.insteadOf)
    if let begins = task.begins { member("begins", begins, offset: offset) }
    if let due = task.due { member("due", due, offset: offset) }
    if let slack = task.slack { member("slack", Int(slack)) }
    if task.isCritical { member("critical", true) }
  }

  fileprivate mutating func write(_ target: Decision.Due, offset: Int) {
    member("agreement", target.agreement.rule)
    member("at", target.agreement.place?.description)
    member("kind", target.kind.rawValue)
    member("metric", target.metric.rawValue)
    member("from", target.from, offset: offset)
    member("due", target.due, offset: offset)
  }

  fileprivate mutating func write(_ step: Decision.PlannedStep, offset: Int) {
    member("ladder", step.ladder.rule)
    member("at", step.ladder.place?.description)
    member("step", step.step)
    member("when", step.at, offset: offset)
    member("kind", step.kind?.rawValue)
    member("to", step.to)
    texts("notify", step.notify)
    if step.isConditional { member("conditional", true) }
  }

  /// The members of what an answer goes by, and which rules say so.
  private mutating func write(_ reply: Decision.Reply) {
    name("reply")
    beginObject()
    writeMembers(of: reply.terms)
    list("by", reply.by) { json, part in
      json.write(part.reason)
      json.texts("gives", part.gives)
    }
    endObject()
  }

  /// Without an object around them.
  package mutating func writeMembers(of reply: ReplyTerms) {
    member("template", reply.template)
    member("tone", reply.tone)
    member("sender", reply.sender)
    texts("compliance", reply.compliance)
  }

  fileprivate mutating func write(_ article: Decision.Article) {
    member("article", article.reason.rule)
    member("at", article.reason.place?.description)
    member("because", article.reason.because)
    member("link", article.link)
    member("owner", article.owner)
    member("review_by", article.reviewBy?.description)
    if article.isOverdue { member("overdue", true) }
  }

  fileprivate mutating func write(_ shadow: Decision.Shadow) {
    member("stage", shadow.stage.rawValue)
    write(shadow.reason)
    texts("notes", shadow.reason.notes)
    member("would", shadow.would)
  }

  fileprivate mutating func write(_ error: DecisionError) {
    member("kind", error.kind.rawValue)
    member("message", error.message)
    member("rule", error.rule)
    member("at", error.place?.description)
    member("field", error.field)
  }

  fileprivate mutating func write(_ verdict: Verdict) {
    member("stage", verdict.stage.rawValue)
    member("rule", verdict.rule)
    member("at", verdict.place.description)
    name("outcome")
    switch verdict.outcome {
    case .won:
      text("won")
    case .outranked(let winner):
      text("outranked")
      member("by", winner)
    case .failed(let conditions):
      text("failed")
      list("failed", conditions) { json, condition in
        json.member("field", condition.field)
        json.member("wanted", condition.wanted)
        json.member("found", condition.found)
      }
    case .error(let message):
      text("error")
      member("message", message)
    case .shadow(let matched):
      text("shadow")
      member("matched", matched)
    case .notInForce:
      text("not_in_force")
    case .opaque(let function):
      text("opaque")
      member("function", function)
    }
  }
}
