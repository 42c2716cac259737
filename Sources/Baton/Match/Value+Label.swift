import BatonModel

extension Value {
  /// A label's text: numbers and truth values as their text; lists and objects are no labels.
  var asLabel: String? {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant, .list, .object: nil
    }
  }
}
