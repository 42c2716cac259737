/// Legal Lua that is surely a mistake.
package struct SyntaxTrap: Sendable, Hashable {
  package let cause: Cause
  package let range: SourceRange
  /// The other place that the cause speaks of: the first of two equal keys.
  package let related: SourceRange?

  package enum Cause: Sendable, Hashable {
    /// The same key twice in one table: the first is lost.
    case duplicateKey(String)
    /// `"a" or "b"` is always "a".
    case constantOr(String)
    /// `"a" and "b"` is always "b".
    case constantAnd(String)
    /// A field whose value is written as nil: it is as if it were not there.
    case nilValue(String)
    case globalAssignment(String)
    /// `_ENV`, or the marker of numbered sources, as a name.
    case environment(String)
    /// Lua 5.4.4 may compute a bitwise operator wrongly in a chunk of more than 255 constants.
    case bitwiseWithManyConstants(String)
    /// `a < b < c` compares a boolean with c.
    case comparisonChain
  }
}
