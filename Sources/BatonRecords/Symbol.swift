/// A text that a ``SymbolTable`` knows, as a small number: two symbols of one table are the same
/// exactly if their texts are.
public struct Symbol: Hashable, Sendable {
  /// Dense: the first text interned is 0, the next 1.
  public let number: UInt32

  @inlinable
  public init(number: UInt32) { self.number = number }
}
