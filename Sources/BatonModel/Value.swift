public import BatonTime

/// What a field of a request or of a declared record holds.
///
/// There is no null: a member that was written as null is in its object's names without a value
/// (see ``Members``). Values of different types are never equal, except that an integral number is
/// always an `.integer`: build numbers with ``init(_:)-(Double)`` and 1 and 1.0 are one value.
public enum Value: Sendable, Hashable {
  case text(String)
  case integer(Int)
  /// A number that is not integral, or beyond ±2^53.
  case number(Double)
  case yesNo(Bool)
  case instant(Instant)
  case list([Value])
  case object(Members)

  /// The value of a number: an `.integer` if it is integral and within ±2^53 (where every integer
  /// has its own double), else a `.number`.
  public init(_ number: Double) {
    if number.magnitude <= 0x1p53, number == number.rounded(.towardZero) {
      self = .integer(Int(number))
    } else {
      self = .number(number)
    }
  }

  /// The type's name in messages.
  public var typeName: String {
    switch self {
    case .text: "text"
    case .integer, .number: "number"
    case .yesNo: "yes or no"
    case .instant: "instant"
    case .list: "list"
    case .object: "object"
    }
  }
}
