package import Baton
import BatonModel
package import BatonTime

/// Requests that show findings, as scenarios that say what is decided now.
///
/// They pass as they are: whoever mends the rules changes them to what should be, and keeps them.
package enum WitnessScenarios {
  package static func text(_ witnesses: [Witness], _ engine: Engine, now: Instant) -> String {
    var seen: [String: Int] = [:]
    var text = """
      -- Requests that show what was found, and what is decided about them now. Where that is not what
      -- should be, write what should be.

      """
    for witness in witnesses {
      seen[witness.title, default: 0] += 1
      let count = seen[witness.title] ?? 1
      let title = count > 1 ? "\(witness.title) (\(count))" : witness.title
      text += "\n" + scenario(title, witness, engine, now)
    }
    return text
  }

  private static func scenario(
    _ title: String, _ witness: Witness, _ engine: Engine, _ now: Instant
  ) -> String {
    let decision = engine.decide(witness.request, in: World(now: now))
    var expected: [String] = []
    if let priority = decision.priority { expected.append("priority = \(priority)") }
    if let target = decision.to { expected.append("to = \(lua(.text(target.name)))") }
    let errors = decision.errors.filter { $0.kind == .rule || $0.kind == .function }
    if !errors.isEmpty {
      expected.append(
        "errors = { " + errors.map { lua(.text($0.message)) }.joined(separator: ", ") + " }")
    }
    let day = ISO8601.format(now, offsetSeconds: engine.zone.offset(at: now))
    return """
      scenario \(lua(.text(title))) {
        given  = \(lua(.object(witness.request.members))),
        world  = { now = \"\(day)\" },
        expect = { \(expected.joined(separator: ", ")) },
      }

      """
  }

  private static func lua(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .instant(let instant): quoted(ISO8601.format(instant, offsetSeconds: 0))
    case .list(let values):
      values.isEmpty ? "{}" : "{ " + values.map { lua($0) }.joined(separator: ", ") + " }"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ "
          + members.compactMap { name, value in value.map { "\(key(name)) = \(lua($0))" } }
          .joined(separator: ", ") + " }"
    default: ValueWording.words(value)
    }
  }

  private static func key(_ name: String) -> String {
    let isName = name.unicodeScalars.enumerated().allSatisfy { index, scalar in
      scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
        || index > 0 && ("0"..."9").contains(scalar)
    }
    return isName && !name.isEmpty && !keywords.contains(name) ? name : "[\(quoted(name))]"
  }

  private static let keywords: Set = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
    "local", "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value)
        quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
