import BatonModel

extension Value {
  /// A value as messages quote it; lists and objects by their type alone.
  var phrase: String {
    switch self {
    case .text(let text): text.count > 60 ? "a long text" : "\"\(text)\""
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant: "an instant"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
