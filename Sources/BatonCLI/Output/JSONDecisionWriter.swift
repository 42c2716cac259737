import Baton

/// Decisions as JSON objects: one a line, or all in one list.
struct JSONDecisionWriter: DecisionWriter {
  /// What a part writes before each item of a list. The comma of the first is left out.
  static let separator: StaticString = ",\n"

  var bytes: [UInt8] = []
  private let isList: Bool
  private let fields: [DecisionField]?
  private var isFirst = true

  /// - Parameter fields: nil for the whole decision.
  init(asList isList: Bool, fields: [DecisionField]?) {
    self.isList = isList
    self.fields = fields
  }

  mutating func begin() {
    if isList { append("[") }
  }

  func part() -> any DecisionPart { JSONDecisionPart(inList: isList, fields: fields) }

  mutating func append(_ part: WrittenPart) {
    guard case .bytes(let more) = part, !more.isEmpty else { return }
    if isList, isFirst {
      bytes.append(contentsOf: more.dropFirst())
    } else if bytes.isEmpty {
      bytes = more
    } else {
      bytes.append(contentsOf: more)
    }
    isFirst = false
  }

  mutating func end() {
    if isList { append(isFirst ? "]\n" : "\n]\n") }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
