/// One table of a report: what every format is written from, so that a number is the same everywhere.
package struct ReportTable: Sendable {
  /// What a column has, and in which unit.
  package enum Kind: String, Sendable {
    case text, count, number
    /// Milliseconds; in JSON and CSV seconds.
    case duration
    /// A part of 1; for people in percent.
    case share
    /// Milliseconds since 1970.
    case instant
    case yesNo = "yes_no"
    /// A duration, a share, a count or a number, row by row.
    case any
  }

  package struct Column: Sendable {
    /// For programs.
    package let name: String
    /// For people.
    package let title: String
    package let kind: Kind

    package init(_ name: String, _ kind: Kind, _ title: String? = nil) {
      self.name = name
      self.kind = kind
      self.title = title ?? name.replacing("_", with: " ")
    }
  }

  package enum Cell: Sendable, Hashable {
    case none
    case text(String)
    case count(Int)
    case number(Double)
    case duration(Int64)
    case share(Double)
    /// A part of 1 of which tenths of a percent say too little.
    case fineShare(Double)
    case instant(Int64)
    case yesNo(Bool)

    /// The text, or nothing.
    package init(_ text: String?) { self = text.map { .text($0) } ?? .none }

    /// A part of a whole, or nothing of none.
    package static func part(_ part: Int, of whole: Int) -> Cell {
      whole == 0 ? .none : .share(Double(part) / Double(whole))
    }
  }

  package struct Row: Sendable {
    package let cells: [Cell]
    /// The cases that stand behind it, by their positions; empty for a row that is about no cases.
    package var cases: [Int32] = []
    /// Of a row that lays two sides beside each other: those of the side before.
    package var before: [Int32] = []

    package init(_ cells: [Cell], cases: [Int32] = [], before: [Int32] = []) {
      self.cells = cells
      self.cases = cases
      self.before = before
    }
  }

  /// For programs.
  package let name: String
  package let title: String
  package let columns: [Column]
  package var rows: [Row] = []
  /// What is to be known of the numbers.
  package var notes: [String] = []

  package init(_ name: String, _ title: String, _ columns: [Column]) {
    self.name = name
    self.title = title
    self.columns = columns
  }

  package mutating func add(_ cells: [Cell], cases: [Int32] = []) {
    rows.append(Row(cells, cases: cases))
  }
}
