import Baton
import BatonModel
import BatonWorkbench

/// Decisions as columns for people. Where a decision has errors, the reason says how many.
struct TableDecisionWriter: DecisionWriter {
  static let usual: [DecisionField] = [.own(.request), .own(.priority), .own(.to), .own(.why)]

  var bytes: [UInt8] = []
  private let fields: [DecisionField]
  private var columns: ColumnText

  init(fields: [DecisionField]?) {
    self.fields = fields ?? Self.usual
    columns = ColumnText(self.fields.map(\.name))
  }

  func part() -> any DecisionPart { TableDecisionPart(fields: fields) }

  mutating func append(_ part: WrittenPart) {
    guard case .rows(let rows) = part else { return }
    for row in rows { columns.add(row, to: &bytes) }
  }

  mutating func settle() { columns.settle(to: &bytes) }
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
      return cell
    }
    rows.append(row)
  }

  mutating func take() -> WrittenPart {
    defer { rows = [] }
    return .rows(rows)
  }
}
