import Baton
import BatonModel

/// A decision as what a scenario would expect of it: nothing that is not there, no place of a rule.
enum DecisionExpectation {
  static func members(_ decision: Decision) -> Members {
    var members: [(String, Value)] = []
    func add(_ name: String, _ texts: [String]) {
      if !texts.isEmpty { members.append((name, .list(texts.map { .text($0) }))) }
    }
    if let id = decision.request { members.append(("request", .text(id))) }
    for item in decision.classified { members.append((item.field, item.value)) }
    members.append(("priority", decision.priority.map { .integer($0) } ?? .yesNo(false)))
    members.append(("to", decision.to.map { .text($0.name) } ?? .yesNo(false)))
    add("also", decision.also.map(\.name))
    if let rule = decision.why[.route]?.rule { members.append(("rule", .text(rule))) }
    if let role = decision.accountable { members.append(("accountable", .text(role))) }
    if let plan = decision.plan { members.append(("plan", .text(plan.reason.rule))) }
    members.append(("approvals", .list(decision.approvals.map { .text($0.reason.rule) })))
    members.append(("policies", .list(decision.policies.map { .text($0.reason.rule) })))
    add("targets", decision.targets.map(\.agreement.rule))
    add("escalations", decision.escalations.map(\.ladder.rule))
    if let reply = decision.reply?.terms.template { members.append(("reply", .text(reply))) }
    add("knowledge", decision.knowledge.map(\.reason.rule))
    add("shadows", decision.shadows.map(\.reason.rule))
    members.append(("errors", .integer(decision.errors.count)))
    return Members(members)
  }
}
