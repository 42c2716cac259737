/// A comment, from its `--` to its end (without the line end).
package struct Comment: Sendable, Hashable {
  package let range: SourceRange
  /// Written `--[[ … ]]`, so that it may span lines.
  package let isLong: Bool
}
