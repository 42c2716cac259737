package import Baton
import BatonModel
import BatonRecords

/// What the rules say of a service, as one object:
/// `{"service":…,"accountable":…,"routes":[…],"handoffs":[…],"processes":[…],"agreements":[…],…}`
package struct ServiceJSON {
  private var json = JSONWriter()

  package static func line(_ account: ServiceAccount) -> String {
    var writer = ServiceJSON()
    writer.write(account)
    return String(decoding: writer.json.bytes, as: UTF8.self)
  }

  private mutating func write(_ account: ServiceAccount) {
    object {
      $0.member("service", account.service)
      $0.member("provider", account.provider)
      $0.member("criticality", account.criticality)
      $0.member("accountable", account.accountable)
      $0.member("party", account.accountableParty)
      $0.list("routes", account.ways) { json, way in
        json.member("at", Self.place(way.place))
        json.names("to", way.targets)
      }
      $0.list("handoffs", account.interfaces) { json, one in
        json.about(one.rule)
        json.names("needs", one.needs)
        json.member("acknowledge_within", one.acknowledgeWithin)
      }
      $0.list("processes", account.processes) { $0.write($1) }
      $0.list("agreements", account.promises) { json, promise in
        json.about(promise.rule)
        json.member("kind", promise.kind.rawValue)
        json.member("metric", promise.metric)
        json.member("within", promise.within)
        json.names("with", promise.with)
        json.names("escalations", promise.ladders.map(\.name))
      }
      $0.list("escalations", account.ladders) { $0.about($1) }
    }
  }

  private mutating func write(_ process: ServiceAccount.Process) {
    about(process.rule)
    list("raci", process.duties) { json, duty in
      json.member("activity", duty.activity)
      json.names("responsible", duty.responsible)
      json.member("accountable", duty.accountable)
      json.names("consulted", duty.consulted)
      json.names("informed", duty.informed)
    }
    list("variations", process.variations) { $0.about($1) }
    list("agreed", process.agreements) { json, agreement in
      json.about(agreement.about)
      json.member("kind", agreement.kind.rawValue)
      json.member("provider", agreement.provider)
      json.member("requested_on", agreement.requestedOn?.description)
      if let cost = agreement.cost {
        json.json.name("cost")
        json.json.number(cost)
      }
    }
  }

  // MARK: Members; what is missing is left out

  private mutating func about(_ rule: AboutRule) {
    member("name", rule.name)
    member("at", Self.place(rule.place))
    member("because", rule.because)
    member("owner", rule.owner)
    member("from_date", rule.from?.description)
    member("until_date", rule.until?.description)
  }

  private mutating func object(_ write: (inout ServiceJSON) -> Void) {
    json.beginObject()
    write(&self)
    json.endObject()
  }

  private mutating func list<Item>(
    _ name: String, _ items: [Item], _ write: (inout ServiceJSON, Item) -> Void
  ) {
    json.name(name)
    json.beginList()
    for item in items { object { write(&$0, item) } }
    json.endList()
  }

  private mutating func names(_ name: String, _ names: [String]) {
    json.name(name)
    json.beginList()
    for name in names { json.text(name) }
    json.endList()
  }

  private mutating func member(_ name: String, _ text: String?) {
    guard let text else { return }
    json.name(name)
    json.text(text)
  }

  private static func place(_ place: Place) -> String { "\(place.file):\(place.line)" }
}
