package import BatonModel

/// What became of rules, in words for people: the one place for explain and for failed scenarios.
package enum VerdictWording {
  /// `"Gold customers" (routing.lua:72)`
  package static func title(_ verdict: Verdict) -> String {
    "\"\(verdict.rule)\" (\(verdict.place))"
  }

  /// `"Gold customers" (routing.lua:72)`; what no rule decided has its bare name.
  package static func title(_ reason: Reason) -> String {
    guard let place = reason.place else { return reason.rule }
    return "\"\(reason.rule)\" (\(place))"
  }

  /// What became of it, as the end of a sentence about the rule.
  package static func outcome(_ verdict: Verdict) -> String {
    switch verdict.outcome {
    case .won: "matches and counts"
    case .outranked(Reason.ofRequest): "matches, but the request has a value already"
    case .outranked(let winner): "matches, but \"\(winner)\" comes first"
    case .failed(let conditions): "does not match: " + failures(conditions)
    case .error(let message):
      "counts as not matched because of an error" + (message.isEmpty ? "" : ": \(message)")
    case .shadow(let matched):
      matched ? "is in shadow mode and would match" : "is in shadow mode and would not match"
    case .notInForce: "is not in force on this day"
    case .opaque(let function): "was not looked at to the end: \(function) could change nothing"
    }
  }

  /// `customer.segment is missing, wanted "gold"; kind is "change", wanted "incident"`
  package static func failures(_ conditions: [Verdict.FailedCondition]) -> String {
    conditions.map { condition in
      let found = condition.found.map { "is \($0)" } ?? "is missing"
      return "\(condition.field) \(found), wanted \(condition.wanted)"
    }.joined(separator: "; ")
  }
}
