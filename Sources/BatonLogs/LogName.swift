public import BatonRecords

/// An activity, a party, a unit or a person as a number in its table of ``LogNames``.
///
/// Dense: the first is 0. Beside ``none`` it is the number of a `Symbol`.
@frozen
public struct LogName: BitwiseCopyable, Sendable, Hashable {
  public let number: UInt32

  @inlinable
  public init(number: UInt32) { self.number = number }

  /// The log does not say.
  @inlinable public static var none: LogName { LogName(number: .max) }

  @inlinable public var isNone: Bool { number == .max }

  @inlinable public var symbol: Symbol? { isNone ? nil : Symbol(number: number) }
}
