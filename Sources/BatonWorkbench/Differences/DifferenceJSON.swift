import Baton
import BatonModel
import BatonRecords

/// What two rule bases do differently as one JSON document, `"schema":"baton.diff/1"`.
package enum DifferenceJSON {
  package static func bytes(_ report: DifferenceReport) -> [UInt8] {
    JSONWriter.document("baton.diff/1") { json in
      json.object("old") { identity(report.before, &$0) }
      json.object("new") { identity(report.after, &$0) }
      json.counts([
        "requests": report.requests, "moved": report.moved, "unreadable": report.unreadable,
      ])
      readByOne("only_old", report.onlyBeforeCount, report.onlyBefore, &json)
      readByOne("only_new", report.onlyAfterCount, report.onlyAfter, &json)
      if let rules = report.rules { json.object("declarations") { declared(rules, &$0) } }
      if let shown = report.shown { self.shown(shown, &json) }
      changes(report, &json)
      json.objects("load", report.loads) { json, load in
        json.member("to", load.target)
        json.counts(["before": load.before, "after": load.after])
      }
      cost(report, &json)
    }
  }

  private static func identity(_ identity: RuleBaseIdentity, _ json: inout JSONWriter) {
    json.member("name", identity.name)
    json.optional("version", identity.version)
    json.member("hash", identity.hash)
  }

  private static func readByOne(
    _ name: String, _ count: Int, _ samples: [String], _ json: inout JSONWriter
  ) {
    guard count > 0 else { return }
    json.object(name) { json in
      json.member("count", count)
      json.texts("samples", samples)
    }
  }

  // MARK: What is declared

  private static func declared(_ rules: RuleChanges, _ json: inout JSONWriter) {
    for (name, changes) in [
      ("added", rules.added), ("removed", rules.removed), ("changed", rules.changed),
      ("moved", rules.moved),
    ] {
      json.objects(name, changes) { change($1, &$0) }
    }
  }

  private static func change(_ change: RuleChanges.Change, _ json: inout JSONWriter) {
    json.member("declaration", change.title)
    json.member("at", "\(change.place)")
    guard !change.parts.isEmpty else { return }
    json.object("keys") { json in
      for part in change.parts {
        json.object(part.key) { json in
          json.nullable("before", part.before)
          json.nullable("after", part.after)
        }
      }
    }
  }

  // MARK: Without requests

  private static func shown(_ shown: ShownDifference, _ json: inout JSONWriter) {
    switch shown.certainty {
    case .differs: json.member("certainty", "differs")
    case .equal:
      json.member("certainty", "equal")
      json.member("as_declared", shown.isAsDeclared)
    case .notDecided(let reason):
      json.member("certainty", "not_decided")
      json.member("reason", reason)
    }
    json.member("tried", shown.tried)
    json.objects("examples", shown.examples) { json, example in
      json.name("request")
      json.value(.object(example.request.members))
      json.objects("changes", example.changes) { json, change in
        json.member("aspect", change.aspect.rawValue)
        json.nullable("before", change.before)
        json.nullable("after", change.after)
      }
    }
  }

  // MARK: With requests

  private static func changes(_ report: DifferenceReport, _ json: inout JSONWriter) {
    let counted = DecisionChange.Aspect.allCases.compactMap { aspect in
      report.movedBy[aspect].map { (aspect: aspect, count: $0) }
    }
    json.objects("changes", counted) { json, one in
      json.member("aspect", one.aspect.rawValue)
      json.member("requests", one.count)
      json.objects("groups", report.groups(one.aspect)) { group($1, &$0) }
    }
    if report.others > 0 { json.member("other_changes", report.others) }
  }

  private static func group(_ group: DifferenceReport.Group, _ json: inout JSONWriter) {
    json.member("requests", group.count)
    json.nullable("before", group.change.before)
    json.nullable("after", group.change.after)
    for (name, rule) in [
      ("rule_before", group.change.ruleBefore), ("rule_after", group.change.ruleAfter),
    ] {
      guard let rule else { continue }
      json.object(name) { json in
        json.member("rule", rule.name)
        json.optional("at", rule.place.map { "\($0)" })
      }
    }
    if group.change.aspect == .due {
      json.member("later_by_seconds", Double(group.shift) / 1000 / Double(group.count))
      json.member("at_most_seconds", Double(group.furthest) / 1000)
    }
    json.texts("samples", group.samples)
  }

  private static func cost(_ report: DifferenceReport, _ json: inout JSONWriter) {
    guard report.costed.before + report.costed.after > 0 else { return }
    json.object("cost") { json in
      json.member("before", report.cost.before)
      json.member("after", report.cost.after)
      json.member("requests_before", report.costed.before)
      json.member("requests_after", report.costed.after)
    }
  }
}
