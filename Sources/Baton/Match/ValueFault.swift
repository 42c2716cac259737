import BatonModel

/// Why a value does not fit its field.
enum ValueFault: Error, Sendable, Hashable {
  case wrongType(wanted: FieldType, found: Value)
  case notOneOf(String, allowed: [String])
  case unknownName(String, kind: RecordKind, nearest: String?)
  case notAnInstant(String)
  case notAPriority(Value)
  /// A member of a list that is no text, counted from 1.
  case member(Int, of: Value)
  /// Labels that are no object.
  case notLabels(Value)
}

extension ValueFault {
  /// The fault in words. Quotes the value, which belongs to the request's owner.
  var message: String {
    switch self {
    case .wrongType(let wanted, let found):
      return "wants \(wanted.phrase), found \(found.phrase)"
    case .notOneOf(let text, let allowed):
      let names = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
      return "\"\(text)\" is not one of \(names)" + Self.hint(NearestName.to(text, among: allowed))
    case .unknownName(let name, let kind, let nearest):
      // A history says the same unknown name in each of a million events: no search through the text.
      let kind = kind == .configurationItem ? "configuration item" : kind.rawValue
      return "unknown \(kind) \"\(name)\"" + Self.hint(nearest)
    case .notAnInstant(let text):
      return "wants \(FieldType.instant.phrase), found \"\(text)\""
    case .notAPriority(let value):
      return "wants \(FieldType.priority.phrase), found \(value.phrase)"
    case .member(let number, let value):
      return "wants \(FieldType.list.phrase), found \(value.phrase) as member \(number)"
    case .notLabels(let value):
      return "wants names and values, found \(value.phrase)"
    }
  }

  private static func hint(_ name: String?) -> String {
    name.map { ", did you mean \"\($0)\"?" } ?? ""
  }
}
