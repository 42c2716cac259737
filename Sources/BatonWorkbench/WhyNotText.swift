package import Baton
import BatonModel

/// Why a request is not decided as somebody expected, for people.
package enum WhyNotText {
  /// Lines without their ends.
  /// - Parameter limit: how many of the ways are told; nil for all.
  package static func page(_ whyNot: WhyNot, limit: Int?) -> [String] {
    let request = whyNot.decision.request ?? "request"
    if whyNot.isSo {
      return ["\(request): \(words(whyNot.wanted)), \(result(whyNot.wanted, whyNot.decision))"]
    }
    var lines = ["\(request): not \(words(whyNot.wanted))"]
    lines[0] += ", but \(result(whyNot.wanted, whyNot.decision))"
    lines += ways(whyNot, limit: limit ?? .max)
    lines += change(whyNot)
    return lines
  }

  private static func words(_ wanted: WhyNot.Wanted) -> String {
    switch wanted {
    case .target(let name): "to \(name)"
    case .provider(let name): "to a group of \(name)"
    case .priority(let priority): "priority \(priority)"
    case .rule(let name): "by \"\(name)\""
    }
  }

  private static func result(_ wanted: WhyNot.Wanted, _ decision: Decision) -> String {
    switch wanted {
    case .priority:
      let priority = decision.priority.map { "priority \($0)" } ?? "no priority"
      return priority + by(decision, .prioritise)
    case .target, .provider, .rule:
      let also =
        decision.also.isEmpty ? "" : " and to \(decision.also.map(\.name).joined(separator: ", "))"
      return (decision.to.map { "to \($0.name)" } ?? "to nobody") + also + by(decision, .route)
    }
  }

  private static func by(_ decision: Decision, _ stage: Stage) -> String {
    decision.why[stage].map { ", by \(VerdictWording.title($0))" } ?? ""
  }

  private static func ways(_ whyNot: WhyNot, limit: Int) -> [String] {
    if whyNot.ways.isEmpty { return ["  no rule leads there"] }
    var lines = ["  what could have led there:"]
    for way in whyNot.ways.prefix(limit) {
      lines.append("    \"\(way.rule)\" (\(way.place)) \(obstacle(way.obstacle))")
    }
    if whyNot.ways.count > limit {
      lines.append("    \(whyNot.ways.count - limit) more with --all")
    }
    return lines
  }

  /// As the end of a sentence about the rule.
  static func obstacle(_ obstacle: WhyNot.Obstacle) -> String {
    switch obstacle {
    case .failed(let conditions): "does not match: \(VerdictWording.failures(conditions))"
    case .outranked(let winner?): "matches, but \"\(winner)\" comes first"
    case .outranked(nil): "matches, but leads nowhere"
    case .choseOther: "decides, and chooses another"
    case .notInForce: "is not in force on this day"
    case .shadow: "is in shadow mode"
    case .open(let what): "may lead there: \(what)"
    }
  }

  private static func change(_ whyNot: WhyNot) -> [String] {
    guard let change = whyNot.change else { return ["  " + unchanged(whyNot)] }
    var lines = ["  it would be so with:"]
    for field in change.fields {
      let before =
        field.before.map { "instead of \(ValueWording.words($0))" } ?? "where nothing is now"
      lines.append(
        field.after.map { "    \(field.name) = \(ValueWording.words($0)) \(before)" }
          ?? "    no \(field.name) \(before)")
    }
    let stage: Stage = if case .priority = whyNot.wanted { .prioritise } else { .route }
    if let reason = change.decision.why[stage] {
      lines.append("    then by \(VerdictWording.title(reason))")
    }
    return lines
  }

  private static func unchanged(_ whyNot: WhyNot) -> String {
    let fields =
      whyNot.exhausted == 0 ? "" : " of at most \(Plural.of(whyNot.exhausted, "field"))"
    return "no change\(fields) was found with which it would be so"
      + " (\(Plural.of(whyNot.tried, "request")) tried)"
  }
}
