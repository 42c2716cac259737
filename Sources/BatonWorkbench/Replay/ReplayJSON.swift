import Baton
import BatonRecords

/// A history under the rules as one JSON document, `"schema":"baton-replay/1"`.
package enum ReplayJSON {
  package static func bytes(_ now: ReplayReport, before: ReplayReport?) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.text("baton-replay/1")
    report(now, &json)
    if let before {
      json.name("before")
      json.beginObject()
      report(before, &json)
      json.endObject()
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func report(_ report: ReplayReport, _ json: inout JSONWriter) {
    json.name("hash")
    json.text(report.identity.hash)
    for (name, number) in [
      ("cases", report.count.cases), ("events", report.count.events),
      ("unreadable", report.count.unreadable), ("errors", report.count.errors),
      ("requests", report.requests),
    ] {
      json.name(name)
      json.integer(number)
    }
    list("fields", report.fields, &json) { field, json in
      json.name("field")
      json.text(field.name)
      json.name("requests")
      json.integer(field.present)
    }
    list("agreements", report.totals.agreements, &json) { agreement, json in
      json.name("agreement")
      json.text(agreement.name)
      for (name, number) in [
        ("kept", agreement.clocks.kept), ("not_kept", agreement.clocks.notKept),
        ("running", agreement.clocks.running), ("cancelled", agreement.clocks.cancelled),
      ] {
        json.name(name)
        json.integer(number)
      }
    }
    list("escalations", report.totals.escalations, &json) { one, json in
      json.name("ladder")
      json.text(one.ladder)
      json.name("times")
      json.integer(one.count)
    }
    list("deviations", report.totals.deviations, &json) { one, json in
      json.name("rule")
      json.text(one.rule)
      json.name("times")
      json.integer(one.count.all)
      json.name("violations")
      json.integer(one.count.violations)
    }
    list("shadows", report.shadows, &json) { shadow, json in
      json.name("rule")
      json.text(shadow.rule)
      json.name("would")
      json.text(shadow.would)
      json.name("requests")
      json.integer(shadow.count)
    }
  }

  private static func list<Element>(
    _ name: String, _ elements: [Element], _ json: inout JSONWriter,
    _ write: (Element, inout JSONWriter) -> Void
  ) {
    json.name(name)
    json.beginList()
    for element in elements {
      json.beginObject()
      write(element, &json)
      json.endObject()
    }
    json.endList()
  }
}
