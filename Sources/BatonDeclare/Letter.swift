/// What one event is to one constraint: its first activity, its second, neither or both.
///
/// Both at once happens where the two differ in their conditions alone.
package struct Letter: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  package static let first = Letter(rawValue: 1)
  package static let second = Letter(rawValue: 2)
  package static let other: Letter = []

  /// All four, in the order of their raw values.
  package static let all = (0..<4).map { Letter(rawValue: $0) }
}
