import Baton
import BatonRecords

/// A history under the rules as one JSON document, `"schema":"baton.replay/1"`.
package enum ReplayJSON {
  package static func bytes(_ now: ReplayReport, before: ReplayReport?) -> [UInt8] {
    JSONWriter.document("baton.replay/1") { json in
      report(now, &json)
      if let before { json.object("before") { report(before, &$0) } }
    }
  }

  private static func report(_ report: ReplayReport, _ json: inout JSONWriter) {
    json.member("hash", report.identity.hash)
    json.counts([
      "cases": report.count.cases, "events": report.count.events,
      "unreadable": report.count.unreadable, "errors": report.count.errors,
      "requests": report.requests,
    ])
    json.objects("fields", report.fields) { json, field in
      json.member("field", field.name)
      json.member("requests", field.present)
    }
    json.objects("agreements", report.totals.agreements) { json, agreement in
      json.member("agreement", agreement.name)
      json.counts([
        "kept": agreement.clocks.kept, "not_kept": agreement.clocks.notKept,
        "running": agreement.clocks.running, "cancelled": agreement.clocks.cancelled,
      ])
    }
    json.objects("escalations", report.totals.escalations) { json, one in
      json.member("ladder", one.ladder)
      json.member("times", one.count)
    }
    json.objects("deviations", report.totals.deviations) { json, one in
      json.member("rule", one.rule)
      json.counts(["times": one.count.all, "violations": one.count.violations])
    }
    json.objects("shadows", report.shadows) { json, shadow in
      json.member("rule", shadow.rule)
      json.member("would", shadow.would)
      json.member("requests", shadow.count)
    }
  }
}
