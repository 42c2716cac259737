/// A stretch of bytes in one source: `lower` is its first byte, `upper` the byte after its last.
///
/// An empty range is a place between two bytes, where something is missing. Kept in 32 bits each
/// because every node of a tree has one; a source is far smaller than 4 GiB.
package struct SourceRange: Sendable, Hashable {
  private var first: UInt32
  private var end: UInt32

  package var lower: Int {
    get { Int(first) }
    set { first = UInt32(newValue) }
  }

  package var upper: Int {
    get { Int(end) }
    set { end = UInt32(newValue) }
  }

  package init(lower: Int, upper: Int) {
    self.first = UInt32(lower)
    self.end = UInt32(upper)
  }

  /// The smallest range that has both.
  func joined(with other: SourceRange) -> SourceRange {
    SourceRange(lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}
