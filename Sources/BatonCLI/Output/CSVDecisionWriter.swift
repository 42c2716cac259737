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

  var bytes: [UInt8] = []
  private let fields: [DecisionField]

  init(fields: [DecisionField]?) {
    self.fields = fields ?? Self.usual
  }

  mutating func begin() {
    var csv = CSVWriter()
    for field in fields { csv.cell(field.name) }
    csv.endRow()
    bytes.append(contentsOf: csv.bytes)
  }

  func part() -> any DecisionPart { CSVDecisionPart(fields: fields) }

  mutating func append(_ part: WrittenPart) {
    if case .bytes(let more) = part { bytes.append(contentsOf: more) }
  }
}

/// Decisions as rows of CSV.
private struct CSVDecisionPart: DecisionPart {
  private var csv = CSVWriter()
  private let fields: [DecisionField]

  init(fields: [DecisionField]) { self.fields = fields }

  mutating func write(_ decision: Decision, of request: Request) {
    for field in fields {
      csv.cell(CellText.of(decision.value(of: field, request: request), offset: decision.offset))
    }
    csv.endRow()
  }

  mutating func take() -> WrittenPart {
    defer { csv.bytes = [] }
    return .bytes(csv.bytes)
  }
}
