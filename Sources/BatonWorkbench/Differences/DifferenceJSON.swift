import Baton
import BatonModel
import BatonRecords

/// What two rule bases do differently as one JSON document, `"schema":"baton-diff/1"`.
package enum DifferenceJSON {
  package static func bytes(_ report: DifferenceReport) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.text("baton-diff/1")
    identity("old", report.before, &json)
    identity("new", report.after, &json)
    json.name("requests")
    json.integer(report.requests)
    json.name("moved")
    json.integer(report.moved)
    json.name("unreadable")
    json.integer(report.unreadable)
    samples("only_old", report.onlyBeforeCount, report.onlyBefore, &json)
    samples("only_new", report.onlyAfterCount, report.onlyAfter, &json)
    if let rules = report.rules { declared(rules, &json) }
    if let shown = report.shown { self.shown(shown, &json) }
    changes(report, &json)
    load(report, &json)
    cost(report, &json)
    json.endObject()
    json.endLine()
    return json.bytes
  }

  private static func identity(
    _ name: String, _ identity: RuleBaseIdentity, _ json: inout JSONWriter
  ) {
    json.name(name)
    json.beginObject()
    json.name("name")
    json.text(identity.name)
    if let version = identity.version {
      json.name("version")
      json.text(version)
    }
    json.name("hash")
    json.text(identity.hash)
    json.endObject()
  }

  private static func samples(
    _ name: String, _ count: Int, _ samples: [String], _ json: inout JSONWriter
  ) {
    guard count > 0 else { return }
    json.name(name)
    json.beginObject()
    json.name("count")
    json.integer(count)
    self.samples(samples, &json)
    json.endObject()
  }

  private static func samples(_ samples: [String], _ json: inout JSONWriter) {
    json.name("samples")
    json.beginList()
    for sample in samples { json.text(sample) }
    json.endList()
  }

  private static func declared(_ rules: RuleChanges, _ json: inout JSONWriter) {
    json.name("declarations")
    json.beginObject()
    for (name, changes) in [
      ("added", rules.added), ("removed", rules.removed), ("changed", rules.changed),
      ("moved", rules.moved),
    ] {
      json.name(name)
      json.beginList()
      for change in changes { self.change(change, &json) }
      json.endList()
    }
    json.endObject()
  }

  private static func change(_ change: RuleChanges.Change, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("declaration")
    json.text(change.title)
    json.name("at")
    json.text("\(change.place)")
    if !change.parts.isEmpty {
      json.name("keys")
      json.beginObject()
      for part in change.parts {
        json.name(part.key)
        json.beginObject()
        text("before", part.before, &json)
        text("after", part.after, &json)
        json.endObject()
      }
      json.endObject()
    }
    json.endObject()
  }

  private static func text(_ name: String, _ text: String?, _ json: inout JSONWriter) {
    json.name(name)
    if let text { json.text(text) } else { json.null() }
  }

  private static func changes(_ report: DifferenceReport, _ json: inout JSONWriter) {
    json.name("changes")
    json.beginList()
    for aspect in DecisionChange.Aspect.allCases {
      guard let count = report.movedBy[aspect] else { continue }
      json.beginObject()
      json.name("aspect")
      json.text(aspect.rawValue)
      json.name("requests")
      json.integer(count)
      json.name("groups")
      json.beginList()
      for group in report.groups(aspect) { self.group(group, &json) }
      json.endList()
      json.endObject()
    }
    json.endList()
    if report.others > 0 {
      json.name("other_changes")
      json.integer(report.others)
    }
  }

  private static func shown(_ shown: ShownDifference, _ json: inout JSONWriter) {
    json.name("certainty")
    switch shown.certainty {
    case .differs: json.text("differs")
    case .equal:
      json.text("equal")
      json.name("as_declared")
      json.yesNo(shown.isAsDeclared)
    case .notDecided(let reason):
      json.text("not_decided")
      json.name("reason")
      json.text(reason)
    }
    json.name("tried")
    json.integer(shown.tried)
    json.name("examples")
    json.beginList()
    for example in shown.examples {
      json.beginObject()
      json.name("request")
      json.value(.object(example.request.members))
      json.name("changes")
      json.beginList()
      for change in example.changes {
        json.beginObject()
        json.name("aspect")
        json.text(change.aspect.rawValue)
        text("before", change.before, &json)
        text("after", change.after, &json)
        json.endObject()
      }
      json.endList()
      json.endObject()
    }
    json.endList()
  }

  private static func group(_ group: DifferenceReport.Group, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("requests")
    json.integer(group.count)
    text("before", group.change.before, &json)
    text("after", group.change.after, &json)
    for (name, rule) in [
      ("rule_before", group.change.ruleBefore), ("rule_after", group.change.ruleAfter),
    ] {
      guard let rule else { continue }
      json.name(name)
      json.beginObject()
      json.name("rule")
      json.text(rule.name)
      if let place = rule.place {
        json.name("at")
        json.text("\(place)")
      }
      json.endObject()
    }
    if group.change.aspect == .due {
      json.name("later_by_seconds")
      json.number(Double(group.shift) / 1000 / Double(group.count))
      json.name("at_most_seconds")
      json.number(Double(group.furthest) / 1000)
    }
    samples(group.samples, &json)
    json.endObject()
  }

  private static func load(_ report: DifferenceReport, _ json: inout JSONWriter) {
    json.name("load")
    json.beginList()
    for load in report.loads {
      json.beginObject()
      json.name("to")
      json.text(load.target)
      json.name("before")
      json.integer(load.before)
      json.name("after")
      json.integer(load.after)
      json.endObject()
    }
    json.endList()
  }

  private static func cost(_ report: DifferenceReport, _ json: inout JSONWriter) {
    guard report.costed.before + report.costed.after > 0 else { return }
    json.name("cost")
    json.beginObject()
    json.name("before")
    json.number(report.cost.before)
    json.name("after")
    json.number(report.cost.after)
    json.name("requests_before")
    json.integer(report.costed.before)
    json.name("requests_after")
    json.integer(report.costed.after)
    json.endObject()
  }
}
