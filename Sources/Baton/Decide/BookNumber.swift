import BatonModel

/// The number of something that the rule base knows beforehand, by which an outcome tells of it:
/// a reason, a target, a role, a remark. The phantom `Thing` keeps the kinds apart.
///
/// What only one request knows has a number too, with the highest bit set: then the thing itself is
/// in the outcome.
struct BookNumber<Thing>: BitwiseCopyable, Sendable, Hashable {
  private let bits: UInt32

  private static var foreignBit: UInt32 { 1 << 31 }

  init(_ index: Int) { bits = UInt32(index) }

  private init(bits: UInt32) { self.bits = bits }

  /// Of something that the outcome holds, at this index.
  static func foreign(_ index: Int) -> BookNumber { BookNumber(bits: foreignBit | UInt32(index)) }

  /// Nothing.
  static var none: BookNumber { BookNumber(bits: .max) }

  var isNone: Bool { bits == .max }

  /// The index in the book; nil for nothing, and for what the outcome holds.
  var known: Int? { bits < Self.foreignBit ? Int(bits) : nil }

  /// The index in the outcome's own list.
  var foreign: Int? {
    bits >= Self.foreignBit && bits != .max ? Int(bits & ~Self.foreignBit) : nil
  }

  /// The number so many further on.
  func advanced(by count: Int) -> BookNumber { BookNumber(bits: bits + UInt32(count)) }
}

enum Role {}
enum Remark {}

typealias ReasonNumber = BookNumber<Reason>
typealias TargetNumber = BookNumber<Target>
typealias RoleNumber = BookNumber<Role>
/// A remark that stands beside a reason: what a floor did, which row of a table it was.
typealias RemarkNumber = BookNumber<Remark>
