import Baton
import BatonModel
import BatonRecords

/// A gate and how it was judged as one JSON document, `"schema":"baton.gate/1"`.
package enum GateJSON {
  package static func bytes(_ report: GateReport) -> [UInt8] {
    JSONWriter.document("baton.gate/1") { json in
      json.member("gate", report.gate.period == nil ? "go_live" : "early_life")
      json.member("open", report.isOpen)
      json.member("hash", report.identity.hash)
      json.optional("against", report.before?.hash)
      if let history = report.facts.history {
        json.object("history") { json in
          json.counts([
            "requests": history.requests, "cases": history.cases, "events": history.events,
            "unreadable": history.unreadable,
          ])
          json.texts("lacking", history.lacking)
        }
      }
      json.objects("conditions", report.conditions) { write($1, report.facts, &$0) }
      if let signatures = report.facts.signatures, !report.gate.agreedBy.isEmpty {
        json.objects("signatures", report.gate.agreedBy) { write($1, signatures, &$0) }
        json.texts("unreadable_signatures", signatures.faults)
      }
    }
  }

  private static func write(
    _ approver: Gate.Approver, _ signatures: Signatures, _ json: inout JSONWriter
  ) {
    let standing = signatures.standing(of: approver.role)
    json.member("role", approver.role)
    json.optional("party", approver.party)
    json.member("says", standing.name)
    guard let signature = standing.signature else { return }
    json.member("name", signature.name)
    json.member("day", "\(signature.day)")
    json.member("rules", signature.rules)
    json.optional("against", signature.against)
  }

  private static func write(
    _ condition: GateReport.Condition, _ facts: GateFacts, _ json: inout JSONWriter
  ) {
    json.member("condition", condition.name)
    json.member("wanted", condition.wanted)
    json.member("found", condition.found)
    if let measure = Gate.Measure(rawValue: condition.name), let fact = facts.fact(measure) {
      json.member("count", fact.count)
      if let all = fact.of { json.member("of", all) }
    }
    json.member("holds", condition.verdict == .holds)
    if case .notJudged(let why) = condition.verdict { json.member("not_judged", why) }
    json.texts("samples", condition.samples)
    json.member("at", "\(condition.place)")
  }
}
