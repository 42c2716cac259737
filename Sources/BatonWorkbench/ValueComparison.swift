import BatonModel
import BatonTime

/// Whether a value is what a scenario wrote, which knows fewer types than the engine.
enum ValueComparison {
  /// `false` also says that there is nothing, because Lua cannot write a member without a value. Of one
  /// value a list has any: `{ false }` is only a no.
  static func matches(_ found: Value?, _ wanted: Value) -> Bool {
    guard let found else { return wanted == .yesNo(false) || wanted == .list([]) }
    switch (found, wanted) {
    case (.integer, .number), (.number, .integer), (.integer, .integer), (.number, .number):
      return number(found) == number(wanted)
    case (.instant(let instant), .text(let text)):
      return ISO8601.parse(text)?.instant == instant
    case (.text(let text), .text(let other)):
      return text == other || isSameInstant(text, other)
    // A reference may be written as the record itself.
    case (.object(let members), .text): return members["id"] == wanted
    case (.object(let members), .object(let others)):
      return others.allSatisfy { name, value in
        value.map { matches(members[name], $0) } ?? (members[name] == nil)
      }
    case (.list(let members), .list(let others)):
      return members.count == others.count && zip(members, others).allSatisfy { matches($0, $1) }
    case (_, .list(let any)): return any.contains { matches(found, $0) }
    default: return found == wanted
    }
  }

  private static func number(_ value: Value) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  private static func isSameInstant(_ text: String, _ other: String) -> Bool {
    guard let instant = ISO8601.parse(text)?.instant else { return false }
    return ISO8601.parse(other)?.instant == instant
  }
}
