import Baton

/// Rows of cells as columns for people.
///
/// Widths come from the first rows, which wait for each other; later ones that are wider push what
/// follows them. The last column is never padded.
package struct ColumnText: Sendable {
  private static let sample = 100

  private var waiting: [[String]]
  private var widths: [Int]?

  package init(_ names: [String]) { waiting = [names] }

  /// - Parameter row: as many cells as there are names; what would break a line is taken out.
  package mutating func add(_ row: [String], to bytes: inout [UInt8]) {
    let row = row.map { TerminalText.plain($0) }
    if let widths { return Self.write(row, widths, to: &bytes) }
    waiting.append(row)
    if waiting.count > Self.sample { settle(to: &bytes) }
  }

  /// Writes what has waited.
  package mutating func settle(to bytes: inout [UInt8]) {
    guard widths == nil, let names = waiting.first else { return }
    let widths = names.indices.map { column in waiting.map { $0[column].count }.max() ?? 0 }
    self.widths = widths
    for row in waiting { Self.write(row, widths, to: &bytes) }
    waiting = []
  }

  private static func write(_ row: [String], _ widths: [Int], to bytes: inout [UInt8]) {
    let start = bytes.count
    for (cell, width) in zip(row, widths) {
      bytes.append(contentsOf: cell.utf8)
      for _ in 0..<max(0, width - cell.count) + 2 { bytes.append(0x20) }
    }
    while bytes.count > start, bytes.last == 0x20 { bytes.removeLast() }
    bytes.append(0x0a)
  }
}
