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
    for (number, suggestion) in suggestions.enumerated() {
      text += "\n-- right for \(words(suggestion.seen)); later for \(words(suggestion.heldOut))\n"
      text += rule(suggestion, number + 1, subject) + "\n"
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
    _ suggestion: RuleLearner.Suggestion, _ number: Int, _ subject: ClassificationSubject
  ) -> String {
    let tests = suggestion.tests.map(condition)
    // Two tests of one field stand beside each other.
    let isPlain = Set(suggestion.tests.map(\.field)).count == suggestion.tests.count
    let when =
      isPlain
      ? tests.joined(separator: ", ")
      : "all_of { \(tests.map { "{ \($0) }" }.joined(separator: ", ")) }"
    let (word, set): (String, String) =
      switch subject {
      case .field(let name):
        ("classify", "set = { \(LuaText.key(name)) = \(LuaText.quoted(suggestion.label)) }")
      case .priority: ("priority", "set = \(suggestion.label)")
      case .provider, .group, .to: ("route", "to = \(LuaText.quoted(suggestion.label))")
      }
    let title = LuaText.quoted(name(suggestion, subject))
    return "\(word) \(title) {\n  when = { \(when) },\n  \(set),\n}"
  }

  private static func condition(_ test: RuleLearner.Test) -> String {
    let value = LuaText.quoted(test.value)
    return "\(LuaText.key(test.field)) = \(test.isWord ? "contains_word \(value)" : value)"
  }
}
