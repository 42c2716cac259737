/// What values a field takes. Types are known at load, so that `priority = "high"` is an error
/// there and not a rule that never matches.
public indirect enum FieldType: Sendable, Hashable {
  case text
  case number
  /// A part of a whole, written "99.9%"; its value is the part of 1 as a number, see ``Share``.
  case share
  case wholeNumber
  case yesNo
  case instant
  case list
  /// One of the names given, in the order of their declaration.
  case oneOf([String])
  /// The name of a record of that kind.
  case reference(RecordKind)
  /// 1 and up, 1 the most urgent.
  case priority

  /// The type in words, as messages say it: "a number", "one of high, medium, low".
  public var phrase: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .share: "a share from \"0%\" to \"100%\", such as \"99.9%\""
    case .wholeNumber: "a whole number"
    case .yesNo: "true or false"
    case .instant: "an instant such as \"2026-05-08T16:00:00+02:00\""
    case .list: "a list of texts"
    case .oneOf(let names): "one of " + names.map { "\"\($0)\"" }.joined(separator: ", ")
    case .reference(let kind):
      "the name of a \(kind.rawValue.replacing("_", with: " "))"
    case .priority: "a priority (a whole number, 1 is the most urgent)"
    }
  }
}
