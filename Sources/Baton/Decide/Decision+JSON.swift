public import BatonModel
package import BatonRecords
import BatonTime

extension Decision {
  /// The decision as one JSON object, without a line end.
  public var json: String {
    var writer = JSONWriter()
    write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  package func write(to json: inout JSONWriter) {
    json.write(self, NoWords())
  }
}

/// A decision says everything itself.
struct NoWords {}

extension Decision: DecisionPieces {
  func writeRequest(_ words: borrowing NoWords, to json: inout JSONWriter) {
    json.member("request", request)
  }

  func writeClassified(_ words: borrowing NoWords, to json: inout JSONWriter) {
    guard !classified.isEmpty else { return }
    json.name("classified")
    json.beginObject()
    for item in classified { json.member(item.field, item.value, offset: offset) }
    json.endObject()
  }

  func writePriority(to json: inout JSONWriter) { json.member("priority", priority) }

  func writeProvider(_ words: borrowing NoWords, to json: inout JSONWriter) {
    if let to { json.writeMembers(of: to) }
  }

  func writeAccountable(_ words: borrowing NoWords, to json: inout JSONWriter) {
    json.member("accountable", accountable)
  }

  func writeTarget(_ words: borrowing NoWords, to json: inout JSONWriter) {
    json.member("to", to?.name)
  }

  func writeAlso(_ words: borrowing NoWords, to json: inout JSONWriter) {
    json.texts("also", also.map(\.name))
  }

  func writeReason(_ stage: Stage, _ words: borrowing NoWords, to json: inout JSONWriter) {
    guard let reason = reason(of: stage) else { return }
    json.name(stage.rawValue)
    json.beginObject()
    json.write(reason)
    json.texts("notes", reason.notes)
    json.endObject()
  }

  var planned: Decision.Plan? { plan }
  var articles: [Decision.Article] { knowledge }

  func writeApprovals(_ words: borrowing NoWords, to json: inout JSONWriter) {
    for approval in approvals { json.object(of: approval) }
  }

  func writePolicies(_ words: borrowing NoWords, to json: inout JSONWriter) {
    for finding in policies { json.object(of: finding) }
  }

  func outranked(_ words: borrowing NoWords) -> [Verdict] { outranked }
  func nearest(_ words: borrowing NoWords) -> [Verdict] { nearest }

  func writeRules(_ words: borrowing NoWords, to json: inout JSONWriter) {
    json.object(of: rules)
  }
}
