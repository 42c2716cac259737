import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// Decisions as rows of CSV under one header.
struct CSVDecisionWriter: DecisionWriter {
  static let usual: [DecisionField] = [
    .own(.request), .own(.priority), .own(.provider), .own(.group), .own(.to), .own(.accountable),
    .own(.rule), .own(.at), .own(.errors),
  ]

  private var csv = CSVWriter()
  private let fields: [DecisionField]

  init(fields: [DecisionField]?) {
    self.fields = fields ?? Self.usual
  }

  var bytes: [UInt8] {
    get { csv.bytes }
    set { csv.bytes = newValue }
    _modify { yield &csv.bytes }
  }

  mutating func begin() {
    for field in fields { csv.cell(field.name) }
    csv.endRow()
  }

  mutating func write(_ decision: Decision, of request: Request) {
    for field in fields {
      csv.cell(CellText.of(decision.value(of: field, request: request), offset: decision.offset))
    }
    csv.endRow()
  }
}
