import BatonModel

/// The rules about what follows a decision, compiled in an order in which those that are referred to
/// come first.
struct TimeRules {
  private(set) var agreements: [AgreementRule] = []
  private(set) var ladders: [LadderRule] = []
  private(set) var handoffs: [HandoffRule] = []
  private(set) var disputes: [DisputeRule] = []
  private(set) var plans: [PlanRule] = []
  private(set) var replies: [ReplyRule] = []
  private(set) var knowledge: [KnowledgeRule] = []
  private(set) var trusts: [TrustRule] = []
  private(set) var followUps: [FollowUpRule] = []
  private(set) var swarms: [SwarmRule] = []

  /// - Parameter levels: of plans and replies, the most specific first.
  init(_ all: [Declaration], levels: [String], _ context: CompileContext) {
    let rules = all.filter { $0.word.followsDecision }
    let names = AgreementNames(rules)
    let compiler = AgreementCompiler(context: context, names: names)
    for rule in rules where AgreementNames.areDeclared(by: rule.word) {
      context.allowance.renew()
      if let agreement = compiler.agreement(rule) { agreements.append(agreement) }
    }
    checkSupport(context)
    var limits: [String: TimeLimit] = [:]
    for agreement in agreements { limits[agreement.head.name] = agreement.limit }
    let ladder = LadderCompiler(context: context, names: names, limits: limits)
    let together = TogetherCompiler(context: context)
    for rule in rules {
      context.allowance.renew()
      switch rule.word.name {
      case "reply": replies.append(together.reply(rule, levels: levels))
      case "knowledge": knowledge.append(together.knowledge(rule))
      case "trust_period":
        if let trust = together.trust(rule, names) { trusts.append(trust) }
      case "follow_up": followUps.append(together.followUp(rule))
      case "swarm":
        if let swarm = together.swarm(rule) { swarms.append(swarm) }
      case "escalation": ladders.append(ladder.ladder(rule))
      case "handoff": handoffs.append(HandoffCompiler(context: context).handoff(rule))
      case "dispute": disputes.append(DisputeCompiler(context: context).dispute(rule))
      case "plan": plans.append(PlanCompiler(context: context).plan(rule, levels: levels))
      default: break
      }
    }
    plans = levels.flatMap { level in plans.filter { $0.level == level } }
    replies = levels.flatMap { level in replies.filter { $0.level == level } }
  }

  /// Agreements that support each other in a circle prove nothing of each other.
  private func checkSupport(_ context: CompileContext) {
    var positions: [String: Int] = [:]
    for (index, agreement) in agreements.enumerated() { positions[agreement.head.name] = index }
    let circles = Circles(count: agreements.count) { index in
      agreements[index].supports.compactMap { positions[$0] }
    }
    for circle in circles.found {
      context.findings.report(
        .time(.supportCircle(circle.map { agreements[$0].head.name })),
        at: agreements[circle[0]].head.place)
    }
  }
}
