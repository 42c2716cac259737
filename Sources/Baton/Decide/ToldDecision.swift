import BatonModel

/// What an outcome tells, kept as numbers: the words are those of the rule base's book and looked up
/// as they are read.
///
/// Most decisions are one small object. What not every request has (remarks, approvals, errors and so
/// on) is in a second.
final class ToldDecision: DecisionContents {
  let request: String?
  let offset: Int
  private let source: DecisionSource
  private let number: Int
  private let target: TargetNumber
  private let role: RoleNumber
  private let winners: Winners
  private let words: NearnessWords?
  private let rest: Rest?

  private struct Winners: BitwiseCopyable {
    let classify, prioritise, route, plan, approve, policy: Outcome.Winner
  }

  init(_ outcome: borrowing Outcome, _ source: DecisionSource) {
    self.source = source
    request = outcome.id
    offset = outcome.offset
    number = outcome.priority
    target = outcome.to
    role = outcome.accountable
    winners = Winners(
      classify: outcome.classify, prioritise: outcome.prioritise, route: outcome.route,
      plan: outcome.plan, approve: outcome.approve, policy: outcome.policy)
    words = outcome.near
    rest = outcome.isPlain ? nil : Rest(outcome)
  }

  var priority: Int? { number == 0 ? nil : number }

  var to: Target? { target.known.map { source.decider.book.targets.targets[$0] } }

  var also: [Target] {
    guard let rest else { return [] }
    return rest.also.compactMap { number in
      number.known.map { source.decider.book.targets.targets[$0] }
    }
  }

  var accountable: String? {
    if let known = role.known { return source.decider.book.roles.names[known] }
    return role.isNone ? nil : rest?.foreignRole
  }

  var why: StageReasons {
    StageReasons(
      classify: reason(winners.classify), prioritise: reason(winners.prioritise),
      route: reason(winners.route), plan: reason(winners.plan),
      approve: reason(winners.approve), policy: reason(winners.policy))
  }

  func reason(of stage: Stage) -> Reason? {
    switch stage {
    case .classify: reason(winners.classify)
    case .prioritise: reason(winners.prioritise)
    case .route: reason(winners.route)
    case .plan: reason(winners.plan)
    case .approve: reason(winners.approve)
    case .agreements, .escalation: nil
    case .policy: reason(winners.policy)
    }
  }

  var classified: [Decision.Classified] {
    guard let rest else { return [] }
    return rest.classified.map { item in
      let note = item.reason.foreign != nil ? rest.doubt : item.note
      return Decision.Classified(
        field: source.decider.schema.requestFields[item.slot].name,
        value: item.assignment.flatMap { source.decider.book.assignments.constants[$0] }
          ?? rest.values[item.value],
        reason: Reason(
          origin(of: item.reason),
          notes: note.isNone ? [] : [text(of: note)]))
    }
  }

  var plan: Decision.Plan? { rest?.plan }
  var tasks: [Decision.PlannedTask] { rest?.tasks ?? [] }
  var approvals: [Decision.Approval] {
    rest?.approvals.map { source.decider.book.approvals[$0] } ?? []
  }
  var policies: [Decision.PolicyFinding] {
    rest?.policies.map { source.decider.book.findings[$0] } ?? []
  }
  var targets: [Decision.Due] { rest?.targets ?? [] }
  var escalations: [Decision.PlannedStep] { rest?.escalations ?? [] }
  var reply: Decision.Reply? { rest?.reply }
  var articles: [Decision.Article] { rest?.articles ?? [] }
  var shadows: [Decision.Shadow] { rest?.shadows ?? [] }
  var errors: [DecisionError] { rest?.errors ?? [] }
  var notes: [String] { rest?.notes ?? [] }
  var effects: [World.Effect] { rest?.effects ?? [] }
  var verdicts: [Verdict] { rest?.verdicts ?? [] }
  var near: (any NearRuleWords)? { words }
  var rules: RuleBaseIdentity { source.decider.rules.identity }

  // MARK: Words

  /// The reason of a stage; nil where it decided nothing.
  private func reason(_ winner: Outcome.Winner) -> Reason? {
    guard !winner.reason.isNone else { return nil }
    let origin = origin(of: winner.reason)
    guard let rest, winner.remarkCount > 0 else { return Reason(origin) }
    let first = Int(winner.firstRemark)
    let remarks = rest.remarks[first..<first + Int(winner.remarkCount)]
    return Reason(origin, notes: remarks.map { text(of: $0) })
  }

  private func origin(of reason: ReasonNumber) -> Reason.Origin {
    if let foreign = reason.foreign, let rest { return rest.foreignReasons[foreign] }
    return source.decider.book.reasons.origins[reason.known ?? 0]
  }

  private func text(of remark: RemarkNumber) -> String {
    if let foreign = remark.foreign, let rest { return rest.foreignRemarks[foreign] }
    return source.decider.book.remarks.lists[remark.known ?? 0][0]
  }
}

/// The rule base that a run decides with. Each run has its own of these, and its decisions refer to
/// it: so threads that decide at once do not count the same references.
final class DecisionSource: Sendable {
  let decider: Decider

  init(_ decider: Decider) {
    self.decider = decider
  }
}

extension ToldDecision {
  /// What not every decision has. The lists are copies of their own: the outcome keeps its room.
  private final class Rest: Sendable {
    let also: [TargetNumber]
    let classified: [Outcome.Classified]
    let approvals: [Int]
    let policies: [Int]
    let remarks: [RemarkNumber]
    let foreignRemarks: [String]
    let foreignReasons: [Reason.Origin]
    let foreignRole: String?
    let doubt: RemarkNumber
    let values: [Value]
    let plan: Decision.Plan?
    let tasks: [Decision.PlannedTask]
    let targets: [Decision.Due]
    let escalations: [Decision.PlannedStep]
    let reply: Decision.Reply?
    let articles: [Decision.Article]
    let shadows: [Decision.Shadow]
    let errors: [DecisionError]
    let notes: [String]
    let effects: [World.Effect]
    let verdicts: [Verdict]

    init(_ outcome: borrowing Outcome) {
      also = outcome.also.map(\.self)
      classified = outcome.classified.map(\.self)
      approvals = outcome.approvals.map(\.self)
      policies = outcome.policies.map(\.self)
      remarks = outcome.remarks.map(\.self)
      foreignRemarks = outcome.foreignRemarks.map(\.self)
      foreignReasons = outcome.foreignReasons.map(\.self)
      foreignRole = outcome.foreignRole
      doubt = outcome.doubt
      values = outcome.values.map(\.self)
      plan = outcome.planned
      tasks = outcome.tasks.map(\.self)
      targets = outcome.targets.map(\.self)
      escalations = outcome.escalations.map(\.self)
      reply = outcome.reply
      articles = outcome.articles.map(\.self)
      shadows = outcome.shadows.map(\.self)
      errors = outcome.errors.map(\.self)
      notes = outcome.notes.map(\.self)
      effects = outcome.effects.map(\.self)
      verdicts = outcome.verdicts.map(\.self)
    }
  }
}

extension Decision {
  /// The decision that an outcome tells of.
  init(_ outcome: borrowing Outcome, of decider: Decider) {
    self.init(ToldDecision(outcome, DecisionSource(decider)))
  }
}
