package import Baton
import BatonModel
import BatonTime

/// Suggested rules as a file for a person to read, name and put among the others.
package enum SuggestedRules {
  package static func lua(
    _ suggestions: [RuleLearner.Suggestion], _ subject: ClassificationSubject, of engine: Engine,
    heldOutFrom: Instant?
  ) -> String {
    let held =
      heldOutFrom.map {
        "requests from \(ISO8601.format($0, offsetSeconds: engine.zone.offset(at: $0)).prefix(10)) on"
      } ?? "the last quarter of the requests"
    var text = """
      -- Rules found in a history. Each was found in the older requests and then counted in \(held),
      -- which it had not seen. Read them, give them names and reasons of your own, and leave out what
      -- you would not stand for.

      """
    let values = SuggestedValues(subject, of: engine)
    var names: [String: Int] = [:]
    for suggestion in suggestions {
      guard let outcome = values.outcome(suggestion.label) else { continue }
      var name = name(suggestion, subject)
      names[name, default: 0] += 1
      if let count = names[name], count > 1 { name += " (\(count))" }
      text += "\n-- right for \(words(suggestion.seen)); later for \(words(suggestion.heldOut))\n"
      text += rule(suggestion, name, subject, outcome) + "\n"
    }
    return text
  }

  private static func words(_ count: RuleLearner.Count) -> String {
    count.total == 0 ? "none, it did not happen" : "\(count.right) of \(count.total)"
  }

  static func name(_ suggestion: RuleLearner.Suggestion, _ subject: ClassificationSubject) -> String
  {
    let tests = suggestion.tests.map(\.value).joined(separator: " and ")
    return "\(subject.name) \(suggestion.label) by \(tests)"
  }

  private static func rule(
    _ suggestion: RuleLearner.Suggestion, _ name: String, _ subject: ClassificationSubject,
    _ outcome: String
  ) -> String {
    let tests = suggestion.tests.map(condition)
    // Two tests of one field stand beside each other.
    let isPlain = Set(suggestion.tests.map(\.field)).count == suggestion.tests.count
    let when =
      isPlain
      ? tests.joined(separator: ", ")
      : "all_of { \(tests.map { "{ \($0) }" }.joined(separator: ", ")) }"
    let word =
      switch subject {
      case .field: "classify"
      case .priority: "priority"
      case .provider, .group, .to: "route"
      }
    return "\(word) \(LuaText.quoted(name)) {\n  when = { \(when) },\n  \(outcome),\n}"
  }

  private static func condition(_ test: RuleLearner.Test) -> String {
    let value = LuaText.quoted(test.value)
    return "\(LuaText.key(test.field)) = \(test.isWord ? "contains_word \(value)" : value)"
  }
}
