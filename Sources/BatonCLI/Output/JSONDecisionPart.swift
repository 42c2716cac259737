import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Decisions as JSON objects: each ends a line, or follows a comma and a line end.
struct JSONDecisionPart: DecisionPart {
  private var json = JSONWriter()
  private let isInList: Bool
  /// Nil for the whole decision.
  private let fields: [DecisionField]?

  init(inList isInList: Bool, fields: [DecisionField]?) {
    self.isInList = isInList
    self.fields = fields
  }

  mutating func write(_ decision: Decision, of request: Request) {
    beginItem()
    if let fields {
      json.beginObject()
      for field in fields {
        guard let value = decision.value(of: field, request: request) else { continue }
        json.name(field.name)
        if case .instant(let instant) = value {
          json.text(ISO8601.format(instant, offsetSeconds: decision.offset))
        } else {
          json.value(value)
        }
      }
      json.endObject()
    } else {
      decision.write(to: &json)
    }
    endItem()
  }

  mutating func write(_ fault: RefusedRecord) -> Bool {
    beginItem()
    fault.write(to: &json)
    endItem()
    return true
  }

  mutating func take() -> WrittenPart {
    defer { json.bytes = [] }
    return .bytes(json.bytes)
  }

  private mutating func beginItem() {
    guard isInList else { return }
    JSONDecisionWriter.separator.withUTF8Buffer { json.bytes.append(contentsOf: $0) }
  }

  private mutating func endItem() {
    json.endLine()
    if isInList { json.bytes.removeLast() }
  }
}
