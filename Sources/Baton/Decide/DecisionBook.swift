import BatonModel
import BatonRecords

/// All that decisions of a rule base can say, numbered and worded when the rules are loaded: an
/// ``Outcome`` tells by these numbers what was decided, and output is copied from these words.
struct DecisionBook: Sendable {
  var arena: PieceArena
  var reasons: ReasonBook
  var remarks: RemarkBook
  var targets: TargetBook
  let roles: RoleBook
  /// The reasons of the first rule of these stages; those of the others follow by rank.
  let classify, prioritise, plan, approve, policy: ReasonNumber
  let ofMatrix, ofRequest: ReasonNumber
  /// What a priority rule's floor or cap says when it counts, by rank; none if it has none.
  let floors, caps: [RemarkNumber]
  let assignments: AssignmentBook
  /// What approval and policy rules put into a decision, and its JSON, by rank.
  let approvals: [Decision.Approval]
  let approvalPieces: [Piece]
  let findings: [Decision.PolicyFinding]
  let findingPieces: [Piece]
  /// Which rule base decides: the object, and the name alone, as JSON.
  let identity: Piece
  let identityName: Piece

  init(_ rules: CompiledRuleBase, _ schema: FactSchema) {
    var arena = PieceArena()
    var reasons = ReasonBook()
    var remarks = RemarkBook()
    targets = TargetBook(rules.catalogue, schema, &arena)
    roles = RoleBook(rules.catalogue, schema, &arena)
    classify = reasons.add(rules.classify.map(\.head), &arena)
    prioritise = reasons.add(rules.priorities.map(\.head), &arena)
    ofMatrix = reasons.add(
      rule: "priority matrix", place: rules.matrix.place, because: nil, &arena)
    ofRequest = reasons.add(rule: Reason.ofRequest, place: nil, because: nil, &arena)
    floors = rules.priorities.map { rule in
      rule.notBelow.map { remarks.add(DecisionWording.raised(to: $0, by: rule.head), &arena) }
        ?? .none
    }
    caps = rules.priorities.map { rule in
      rule.notAbove.map { remarks.add(DecisionWording.lowered(to: $0, by: rule.head), &arena) }
        ?? .none
    }
    assignments = AssignmentBook(rules.classify, schema, &remarks, &arena)

    plan = ReasonNumber(reasons.origins.count)
    let usesLevels = rules.plans.contains { $0.level != rules.plans[0].level }
    for rule in rules.plans {
      _ = reasons.add(rule.head, level: usesLevels ? rule.level : nil, &arena)
    }
    let firstApproval = reasons.add(rules.approvals.map(\.head), &arena)
    let firstPolicy = reasons.add(rules.policies.map(\.head), &arena)
    approve = firstApproval
    policy = firstPolicy
    approvals = rules.approvals.enumerated().map { rank, rule in
      Decision.Approval(
        reason: reasons.reason(firstApproval.advanced(by: rank)), by: rule.by,
        needs: rule.needs, within: rule.within)
    }
    findings = rules.policies.enumerated().map { rank, rule in
      Decision.PolicyFinding(
        reason: reasons.reason(firstPolicy.advanced(by: rank)), severity: rule.severity,
        enforced: rule.head.mode == .enforced, message: rule.message)
    }
    approvalPieces = approvals.map { approval in arena.add { $0.object(of: approval) } }
    findingPieces = findings.map { finding in arena.add { $0.object(of: finding) } }
    identity = arena.add { $0.object(of: rules.identity) }
    identityName = arena.add(rules.identity.name)
    self.arena = arena
    self.reasons = reasons
    self.remarks = remarks
  }
}
