public import BatonTime

/// What a field of a request or of a declared record holds.
///
/// There is no null: a member that was written as null is in its object's names without a value
/// (see ``Members``). Values of different types are never equal. Numbers are one type, compared as
/// mathematics has it, exactly: an integer and a floating-point number are equal if they are the same
/// number, and a NaN equals nothing.
public enum Value: Sendable {
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

extension Value: Hashable {
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
      // Not through `Double(integer)`, which beyond ±2^53 is another number.
      Int(exactly: number) == integer
    case (.yesNo(let left), .yesNo(let right)): left == right
    case (.instant(let left), .instant(let right)): left == right
    case (.list(let left), .list(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): hasher.combine(text)
    case .integer(let number): hasher.combine(number)
    case .number(let number):
      if let integer = Int(exactly: number) {
        hasher.combine(integer)
      } else {
        hasher.combine(number)
      }
    case .yesNo(let yes): hasher.combine(yes)
    case .instant(let instant): hasher.combine(instant)
    case .list(let values): hasher.combine(values)
    case .object(let members): hasher.combine(members)
    }
  }
}
