import Baton
import BatonModel
import BatonRecords

/// A gate and how it was judged as one JSON document, `"schema":"baton-gate/1"`.
package enum GateJSON {
  package static func bytes(_ report: GateReport) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.text("baton-gate/1")
    json.name("gate")
    json.text(report.gate.period == nil ? "go_live" : "early_life")
    json.name("open")
    json.yesNo(report.isOpen)
    json.name("hash")
    json.text(report.identity.hash)
    if let before = report.before {
      json.name("against")
      json.text(before.hash)
    }
    if let history = report.facts.history {
      json.name("history")
      json.beginObject()
      for (name, number) in [
        ("requests", history.requests), ("cases", history.cases), ("events", history.events),
        ("unreadable", history.unreadable),
      ] {
        json.name(name)
        json.integer(number)
      }
      texts("lacking", history.lacking, &json)
      json.endObject()
    }
    json.name("conditions")
    json.beginList()
    for condition in report.conditions { write(condition, report.facts, &json) }
    json.endList()
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func write(
    _ condition: GateReport.Condition, _ facts: GateFacts, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.name("condition")
    json.text(condition.name)
    json.name("wanted")
    json.text(condition.wanted)
    json.name("found")
    json.text(condition.found)
    if let measure = Gate.Measure(rawValue: condition.name), let fact = facts.fact(measure) {
      json.name("count")
      json.integer(fact.count)
      if let all = fact.of {
        json.name("of")
        json.integer(all)
      }
    }
    json.name("holds")
    json.yesNo(condition.verdict == .holds)
    if case .notJudged(let why) = condition.verdict {
      json.name("not_judged")
      json.text(why)
    }
    texts("samples", condition.samples, &json)
    json.name("at")
    json.text("\(condition.place)")
    json.endObject()
  }

  private static func texts(_ name: String, _ texts: [String], _ json: inout JSONWriter) {
    json.name(name)
    json.beginList()
    for text in texts { json.text(text) }
    json.endList()
  }
}
