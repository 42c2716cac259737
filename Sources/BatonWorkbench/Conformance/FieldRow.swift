import BatonLogs

/// The wanted values that a case has after some of its events; shared by cases with the same.
final class FieldRow: Sendable {
  let cells: [LogCell]
  /// The texts of the cells, one behind the other. Where a cell's is is not in the cell, which may be
  /// of a batch that is gone.
  let texts: [UInt8]
  let hash: UInt64

  init(_ cells: [LogCell], texts: [UInt8], hash: UInt64) {
    self.cells = cells
    self.texts = texts
    self.hash = hash
  }

  /// Whether it has the same values as another.
  func isSame(as other: FieldRow) -> Bool {
    hash == other.hash && texts == other.texts && cells.elementsEqual(other.cells, by: Self.isSame)
  }

  private static func isSame(_ one: LogCell, _ other: LogCell) -> Bool {
    one.kind == .text ? other.kind == .text && one.textCount == other.textCount : one == other
  }
}
