import BatonModel
import BatonTime

/// Values as the language writes them.
enum ValueWording {
  static func words(_ value: Value) -> String {
    switch value {
    case .text(let text): "\"\(text)\""
    case .integer, .number, .yesNo, .instant: CellText.of(value)
    case .list(let members):
      members.isEmpty ? "{}" : "{ " + members.map(words).joined(separator: ", ") + " }"
    case .object(let members):
      "{ "
        + members.map { "\($0.name) = \($0.value.map(words) ?? "nil")" }.joined(separator: ", ")
        + " }"
    }
  }
}
