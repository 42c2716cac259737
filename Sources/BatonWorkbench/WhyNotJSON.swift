package import Baton
import BatonModel
import BatonRecords

/// Why a request is not decided as somebody expected, as one line of JSON,
/// `"schema":"baton.why_not/1"`.
package enum WhyNotJSON {
  package static func line(_ whyNot: WhyNot, wanted name: String) -> [UInt8] {
    JSONWriter.document("baton.why_not/1") { json in
      json.optional("request", whyNot.decision.request)
      json.member("wanted", name)
      json.member("is_so", whyNot.isSo)
      decision(whyNot.decision, &json)
      if whyNot.isSo { return }
      json.objects("ways", whyNot.ways) { way($1, &$0) }
      if let change = whyNot.change {
        json.object("change") { self.change(change, &$0) }
      } else {
        json.nullable("change", nil)
      }
      json.member("tried", whyNot.tried)
      json.member("fields_exhausted", whyNot.exhausted)
    }
  }

  private static func decision(_ decision: Decision, _ json: inout JSONWriter) {
    if let priority = decision.priority { json.member("priority", priority) }
    json.nullable("to", decision.to?.name)
    guard let reason = decision.why[.route] else { return }
    json.member("rule", reason.rule)
    json.optional("at", reason.place.map { "\($0)" })
  }

  private static func way(_ way: WhyNot.Way, _ json: inout JSONWriter) {
    json.member("rule", way.rule)
    json.member("at", "\(way.place)")
    switch way.obstacle {
    case .failed(let conditions):
      json.member("obstacle", "failed")
      json.objects("failed", conditions) { json, condition in
        json.member("field", condition.field)
        json.member("wanted", condition.wanted)
        json.nullable("found", condition.found)
      }
    case .outranked(let winner):
      json.member("obstacle", "outranked")
      json.optional("by", winner)
    case .choseOther: json.member("obstacle", "chose_other")
    case .notInForce: json.member("obstacle", "not_in_force")
    case .shadow: json.member("obstacle", "shadow")
    case .open(let what):
      json.member("obstacle", "open")
      json.member("what", what)
    }
  }

  private static func change(_ change: SmallestChange, _ json: inout JSONWriter) {
    json.objects("fields", change.fields) { json, field in
      json.member("field", field.name)
      json.name("before")
      json.value(field.before)
      json.name("after")
      json.value(field.after)
    }
    decision(change.decision, &json)
  }
}
