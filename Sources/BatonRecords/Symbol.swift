/// A text that a ``SymbolTable`` knows, as a small number: two symbols of one table are the same
/// exactly if their texts are.
package struct Symbol: Hashable, Sendable {
  /// Dense: the first text interned is 0, the next 1.
  package let number: UInt32

  @inlinable
  package init(number: UInt32) { self.number = number }
}
