package import Baton
import BatonModel
import BatonRecords

/// What the rules say of a service, as one line of JSON, `"schema":"baton.service/1"`:
/// `{"schema":…,"service":…,"accountable":…,"routes":[…],"handoffs":[…],"processes":[…],…}`
package enum ServiceJSON {
  package static func line(_ account: ServiceAccount) -> [UInt8] {
    JSONWriter.document("baton.service/1") { json in
      json.member("service", account.service)
      json.optional("provider", account.provider)
      json.optional("criticality", account.criticality)
      json.optional("accountable", account.accountable)
      json.optional("party", account.accountableParty)
      json.objects("routes", account.ways) { json, way in
        json.member("at", place(way.place))
        json.optional("when", way.condition)
        json.texts("to", way.targets)
      }
      json.objects("handoffs", account.interfaces) { json, one in
        about(one.rule, &json)
        json.texts("needs", one.needs)
        json.optional("acknowledge_within", one.acknowledgeWithin)
      }
      json.objects("processes", account.processes) { process($1, &$0) }
      json.objects("agreements", account.promises) { json, promise in
        about(promise.rule, &json)
        json.member("kind", promise.kind.rawValue)
        json.member("metric", promise.metric)
        json.member("within", promise.within)
        json.texts("with", promise.with)
        json.texts("escalations", promise.ladders.map(\.name))
      }
      json.objects("escalations", account.ladders) { about($1, &$0) }
      if account.endToEnd.isKnown {
        json.object("end_to_end") { endToEnd(account.endToEnd, &$0) }
      }
    }
  }

  /// Shares as parts of 1.
  private static func endToEnd(_ whole: EndToEnd, _ json: inout JSONWriter) {
    if let promised = whole.promised { json.member("promised_availability", promised.part) }
    json.object("availability") { json in
      if let share = whole.atLeast { json.member("at_least", share.part) }
      if let share = whole.ifIndependent { json.member("if_independent", share.part) }
      if let share = whole.atMost { json.member("at_most", share.part) }
      json.texts("not_known_of", whole.withoutAvailability)
    }
    json.object("monthly_cost") { json in
      if let cost = whole.monthlyCost { json.member("known", cost) }
      json.texts("not_known_of", whole.withoutCost)
    }
    json.objects("parts", whole.parts) { json, part in
      json.member("service", part.service)
      json.optional("provider", part.provider)
      if let share = part.availability { json.member("availability", share.part) }
      if let cost = part.monthlyCost { json.member("monthly_cost", cost) }
    }
  }

  private static func process(_ process: ServiceAccount.Process, _ json: inout JSONWriter) {
    about(process.rule, &json)
    json.objects("raci", process.duties) { json, duty in
      json.member("activity", duty.activity)
      json.texts("responsible", duty.responsible)
      json.optional("accountable", duty.accountable)
      json.texts("consulted", duty.consulted)
      json.texts("informed", duty.informed)
    }
    json.objects("variations", process.variations) { about($1, &$0) }
    json.objects("agreed", process.agreements) { json, agreement in
      about(agreement.about, &json)
      json.member("kind", agreement.kind.rawValue)
      json.optional("provider", agreement.provider)
      json.optional("requested_on", agreement.requestedOn?.description)
      if let cost = agreement.cost { json.member("cost", cost) }
    }
  }

  private static func about(_ rule: AboutRule, _ json: inout JSONWriter) {
    json.member("name", rule.name)
    json.member("at", place(rule.place))
    json.optional("because", rule.because)
    json.optional("owner", rule.owner)
    json.optional("from_date", rule.from?.description)
    json.optional("until_date", rule.until?.description)
  }

  private static func place(_ place: Place) -> String { "\(place.file):\(place.line)" }
}
