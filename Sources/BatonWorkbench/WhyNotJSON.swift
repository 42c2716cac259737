package import Baton
import BatonModel
import BatonRecords

/// Why a request is not decided as somebody expected, as one line of JSON.
package enum WhyNotJSON {
  package static func line(_ whyNot: WhyNot, wanted name: String) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    if let request = whyNot.decision.request {
      json.name("request")
      json.text(request)
    }
    json.name("wanted")
    json.text(name)
    json.name("is_so")
    json.yesNo(whyNot.isSo)
    decision(whyNot.decision, &json)
    if !whyNot.isSo {
      json.name("ways")
      json.beginList()
      for way in whyNot.ways { self.way(way, &json) }
      json.endList()
      json.name("change")
      if let change = whyNot.change { self.change(change, &json) } else { json.null() }
      json.name("tried")
      json.integer(whyNot.tried)
      json.name("fields_exhausted")
      json.integer(whyNot.exhausted)
    }
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func decision(_ decision: Decision, _ json: inout JSONWriter) {
    if let priority = decision.priority {
      json.name("priority")
      json.integer(priority)
    }
    json.name("to")
    if let to = decision.to { json.text(to.name) } else { json.null() }
    guard let reason = decision.why[.route] else { return }
    json.name("rule")
    json.text(reason.rule)
    if let place = reason.place {
      json.name("at")
      json.text("\(place)")
    }
  }

  private static func way(_ way: WhyNot.Way, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("rule")
    json.text(way.rule)
    json.name("at")
    json.text("\(way.place)")
    json.name("obstacle")
    switch way.obstacle {
    case .failed(let conditions):
      json.text("failed")
      json.name("failed")
      json.beginList()
      for condition in conditions { self.condition(condition, &json) }
      json.endList()
    case .outranked(let winner):
      json.text("outranked")
      if let winner {
        json.name("by")
        json.text(winner)
      }
    case .choseOther: json.text("chose_other")
    case .notInForce: json.text("not_in_force")
    case .shadow: json.text("shadow")
    case .open(let what):
      json.text("open")
      json.name("what")
      json.text(what)
    }
    json.endObject()
  }

  private static func condition(
    _ condition: Verdict.FailedCondition, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.name("field")
    json.text(condition.field)
    json.name("wanted")
    json.text(condition.wanted)
    json.name("found")
    if let found = condition.found { json.text(found) } else { json.null() }
    json.endObject()
  }

  private static func change(_ change: SmallestChange, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("fields")
    json.beginList()
    for field in change.fields {
      json.beginObject()
      json.name("field")
      json.text(field.name)
      json.name("before")
      json.value(field.before)
      json.name("after")
      json.value(field.after)
      json.endObject()
    }
    json.endList()
    decision(change.decision, &json)
    json.endObject()
  }
}
