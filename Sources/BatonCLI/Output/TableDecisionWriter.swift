import Baton
import BatonModel
import BatonWorkbench

/// Decisions as columns for people.
///
/// Widths come from the first rows, which wait for each other; later ones that are wider push what
/// follows them. The last column is never padded. Where a decision has errors, the reason says how
/// many.
struct TableDecisionWriter: DecisionWriter {
  static let usual: [DecisionField] = [.own(.request), .own(.priority), .own(.to), .own(.why)]
  private static let sample = 100

  var bytes: [UInt8] = []
  private let fields: [DecisionField]
  private var waiting: [[String]]
  private var widths: [Int]?

  init(fields: [DecisionField]?) {
    self.fields = fields ?? Self.usual
    waiting = [self.fields.map(\.name)]
  }

  func part() -> any DecisionPart { TableDecisionPart(fields: fields) }

  mutating func append(_ part: WrittenPart) {
    guard case .rows(let rows) = part else { return }
    for row in rows {
      if let widths {
        append(row, widths)
      } else {
        waiting.append(row)
        if waiting.count > Self.sample { settle() }
      }
    }
  }

  mutating func settle() {
    guard widths == nil else { return }
    let widths = fields.indices.map { column in waiting.map { $0[column].count }.max() ?? 0 }
    self.widths = widths
    for row in waiting { append(row, widths) }
    waiting = []
  }

  private mutating func append(_ row: [String], _ widths: [Int]) {
    var line = ""
    for (cell, width) in zip(row, widths) {
      line += cell + String(repeating: " ", count: max(0, width - cell.count) + 2)
    }
    while line.last == " " { line.removeLast() }
    bytes.append(contentsOf: line.utf8)
    bytes.append(0x0a)
  }
}

/// Decisions as rows of cells.
private struct TableDecisionPart: DecisionPart {
  private var rows: [[String]] = []
  private let fields: [DecisionField]

  init(fields: [DecisionField]) { self.fields = fields }

  mutating func write(_ decision: Decision, of request: Request) {
    let row = fields.map { field in
      let value = decision.value(of: field, request: request)
      var cell = CellText.of(value, offset: decision.offset)
      if field == .own(.why), !decision.errors.isEmpty {
        if !cell.isEmpty { cell += " " }
        cell += "[\(Plural.of(decision.errors.count, "error"))]"
      }
      return TerminalText.plain(cell)
    }
    rows.append(row)
  }

  mutating func take() -> WrittenPart {
    defer { rows = [] }
    return .rows(rows)
  }
}
