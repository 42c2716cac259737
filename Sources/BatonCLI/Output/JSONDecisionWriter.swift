import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Decisions as JSON objects: one a line, or all in one list.
struct JSONDecisionWriter: DecisionWriter {
  private var json = JSONWriter()
  private let isList: Bool
  /// Nil for the whole decision.
  private let fields: [DecisionField]?
  private var isFirst = true

  init(asList isList: Bool, fields: [DecisionField]?) {
    self.isList = isList
    self.fields = fields
  }

  var bytes: [UInt8] {
    get { json.bytes }
    set { json.bytes = newValue }
    _modify { yield &json.bytes }
  }

  mutating func begin() {
    if isList { append("[") }
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

  mutating func write(_ fault: RequestStreamFault) -> Bool {
    beginItem()
    json.beginObject()
    json.name("error")
    json.beginObject()
    json.name("line")
    json.integer(fault.line)
    if let column = fault.column {
      json.name("column")
      json.integer(column)
    }
    json.name("message")
    json.text(fault.message)
    json.name("number")
    json.integer(fault.number)
    json.endObject()
    json.endObject()
    endItem()
    return true
  }

  mutating func end() {
    guard isList else { return }
    append(isFirst ? "]\n" : "\n]\n")
  }

  private mutating func beginItem() {
    if isList { append(isFirst ? "\n" : ",\n") }
    isFirst = false
  }

  private mutating func endItem() {
    json.endLine()
    // In a list the line ends behind the comma, which is not known yet.
    if isList { json.bytes.removeLast() }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { json.bytes.append(contentsOf: $0) }
  }
}
