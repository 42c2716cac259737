import BatonModel

/// The slots of the fields that the engine itself reads or sets.
struct BuiltInSlots: Sendable {
  let id, kind, service, customer, provider, group, accountable, requester, configurationItem: Int
  let impact, urgency, priority, openedAt: Int
  let contactsOfRequester, openRequestsOfRequester, trustPeriod: Int
  /// Set by whoever moves a case on; no request gives it.
  let event: Int

  /// - Precondition: the table has the built-in fields, as every rule base's has.
  init(_ fields: FieldTable) {
    func slot(_ name: String) -> Int {
      guard let slot = fields.slot(name) else { preconditionFailure("no field \(name)") }
      return slot
    }
    id = slot("id")
    kind = slot("kind")
    service = slot("service")
    customer = slot("customer")
    provider = slot("provider")
    group = slot("group")
    accountable = slot("accountable")
    requester = slot("requester")
    configurationItem = slot("configuration_item")
    impact = slot("impact")
    urgency = slot("urgency")
    priority = slot("priority")
    openedAt = slot("opened_at")
    contactsOfRequester = slot("contacts_of_requester")
    openRequestsOfRequester = slot("open_requests_of_requester")
    trustPeriod = slot(FieldTable.trustPeriod)
    event = slot(FieldTable.event)
  }
}
