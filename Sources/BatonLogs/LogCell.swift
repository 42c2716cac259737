/// A wanted value of an event: 16 bytes. Of a text it says where in its batch the bytes are.
@frozen
public struct LogCell: BitwiseCopyable, Sendable, Equatable {
  @frozen
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// The event lacks it, or it is one of the texts that mean "no value".
    case missing
    case text
    case integer
    case number
    case yesNo
    /// Milliseconds since 1970.
    case instant
    /// A list, a container or an object: there, but no single value.
    case nested
  }

  public let kind: Kind
  /// Bytes of a text.
  @usableFromInline let count: UInt32
  @usableFromInline let bits: UInt64

  @inlinable
  init(_ kind: Kind, count: UInt32 = 0, bits: UInt64 = 0) {
    self.kind = kind
    self.count = count
    self.bits = bits
  }

  init(integer: Int64) { self.init(.integer, bits: UInt64(bitPattern: integer)) }
  init(number: Double) { self.init(.number, bits: number.bitPattern) }
  init(yesNo: Bool) { self.init(.yesNo, bits: yesNo ? 1 : 0) }

  @inlinable public static var missing: LogCell { LogCell(.missing) }

  /// - Precondition: it is an integer or an instant.
  @inlinable public var integer: Int64 {
    precondition(kind == .integer || kind == .instant, "an integer")
    return Int64(bitPattern: bits)
  }

  /// - Precondition: it is a number that is no integer.
  @inlinable public var number: Double {
    precondition(kind == .number, "a number")
    return Double(bitPattern: bits)
  }

  /// - Precondition: it is a yes or no.
  @inlinable public var yesNo: Bool {
    precondition(kind == .yesNo, "a yes or no")
    return bits != 0
  }

  /// A hash of what is no text.
  @inlinable public var hash: UInt64 { bits &+ UInt64(kind.rawValue) }

  /// How many bytes a text has.
  @inlinable public var textCount: Int { Int(count) }

  /// - Precondition: it is a text.
  @usableFromInline var range: Range<Int> {
    precondition(kind == .text, "a text")
    return Int(bits)..<Int(bits) + Int(count)
  }
}
