extension FieldTable {
  /// The fields that every rule base has. Source: the product's semantics, "Records and parties".
  public static let builtIn = FieldTable(
    request + service + provider + group + role + customer + requester + item + receiver)

  /// The kinds of record that ITIL knows; the value of the field `kind`.
  public static let requestKinds = [
    "incident", "service_request", "change", "problem", "event", "demand",
  ]

  /// The event that a case is taking in. No request gives it, and only rules about what follows a
  /// decision see it; it is missing while deciding.
  package static let event = "event"

  /// The times after broken promises that are in force for the request.
  package static let trustPeriod = "trust_period"

  /// The part of the time for which a service is there as far as its own provider has it in hand: without
  /// what it stands on.
  package static let availability = "availability"

  /// The part of the time for which customers were promised that a service is there, whatever fails of
  /// what it stands on.
  package static let promisedAvailability = "promised_availability"

  /// What a service's own part costs in a month, in the rule base's currency: without what it stands on.
  package static let monthlyCost = "monthly_cost"

  private static let request: [FieldDefinition] =
    texts(
      .request,
      [
        "id", "summary", "description", "channel", "language", "location", "category",
        "subcategory", "catalogue_item", "pending_reason", "resolution", "external_id", "parent",
        "state",
      ])
    + [
      FieldDefinition("kind", .oneOf(requestKinds), of: .request),
      FieldDefinition("service", .reference(.service), of: .request),
      FieldDefinition("customer", .reference(.customer), of: .request),
      FieldDefinition("requester", .reference(.requester), of: .request),
      FieldDefinition("provider", .reference(.provider), of: .request),
      FieldDefinition("group", .reference(.group), of: .request),
      FieldDefinition("accountable", .reference(.role), of: .request),
      FieldDefinition("configuration_item", .reference(.configurationItem), of: .request),
      FieldDefinition("impact", .oneOf(["high", "medium", "low"]), of: .request),
      FieldDefinition("urgency", .oneOf(["high", "medium", "low"]), of: .request),
      FieldDefinition("priority", .priority, of: .request),
      FieldDefinition("opened_at", .instant, of: .request),
      FieldDefinition("updated_at", .instant, of: .request),
      FieldDefinition("resolved_at", .instant, of: .request),
      FieldDefinition("closed_at", .instant, of: .request),
      FieldDefinition("major", .yesNo, of: .request),
      FieldDefinition("vip", .yesNo, of: .request),
      FieldDefinition("tags", .list, of: .request),
      FieldDefinition("benefit", .number, of: .request),
      FieldDefinition("effort", .number, of: .request),
      FieldDefinition("cost", .number, of: .request),
      FieldDefinition("contacts_of_requester", .wholeNumber, of: .request),
      FieldDefinition("open_requests_of_requester", .wholeNumber, of: .request),
      FieldDefinition("handoffs", .wholeNumber, of: .request),
      FieldDefinition("reopened", .wholeNumber, of: .request),
      FieldDefinition(trustPeriod, .list, of: .request),
      FieldDefinition(event, .text, of: .request),
    ]

  private static let service: [FieldDefinition] =
    texts(
      .service,
      ["name", "description", "criticality", "class", "segment", "portfolio_state", "owner"])
    + [
      FieldDefinition("accountable", .reference(.role), of: .service),
      FieldDefinition("provider", .reference(.provider), of: .service),
      FieldDefinition("depends_on", .list, of: .service),
      FieldDefinition("hours", .reference(.calendar), of: .service),
      FieldDefinition("value", .number, of: .service),
      FieldDefinition(availability, .share, of: .service),
      FieldDefinition(promisedAvailability, .share, of: .service),
      FieldDefinition(monthlyCost, .number, of: .service),
      FieldDefinition("tags", .list, of: .service),
    ]

  private static let provider: [FieldDefinition] =
    texts(.provider, ["name", "description", "default"])
    + [
      FieldDefinition("kind", .oneOf(["internal", "external"]), of: .provider),
      FieldDefinition("hours", .reference(.calendar), of: .provider),
      FieldDefinition("subcontractor_of", .reference(.provider), of: .provider),
      FieldDefinition("cost", .number, of: .provider),
      FieldDefinition("rate", .number, of: .provider),
      FieldDefinition("satisfaction", .number, of: .provider),
      FieldDefinition("tags", .list, of: .provider),
    ]

  private static let group: [FieldDefinition] =
    texts(.group, ["name", "description"])
    + [
      FieldDefinition("provider", .reference(.provider), of: .group),
      FieldDefinition("within", .reference(.group), of: .group),
      FieldDefinition("hours", .reference(.calendar), of: .group),
      FieldDefinition("skills", .list, of: .group),
      FieldDefinition("certified", .list, of: .group),
      FieldDefinition("capacity", .wholeNumber, of: .group),
      FieldDefinition("wip_limit", .wholeNumber, of: .group),
      FieldDefinition("cost", .number, of: .group),
      FieldDefinition("rate", .number, of: .group),
      FieldDefinition("satisfaction", .number, of: .group),
      FieldDefinition("tags", .list, of: .group),
    ]

  private static let role: [FieldDefinition] = [
    FieldDefinition("name", .text, of: .role),
    FieldDefinition(
      "party", .oneOf(["customer", "service_integrator", "service_provider"]), of: .role),
    FieldDefinition("provider", .reference(.provider), of: .role),
    FieldDefinition("authority", .wholeNumber, of: .role),
    FieldDefinition("hours", .reference(.calendar), of: .role),
    FieldDefinition("messages_a_day", .wholeNumber, of: .role),
  ]

  private static let customer: [FieldDefinition] =
    texts(.customer, ["name", "segment", "region", "country", "language"])
    + [
      FieldDefinition("vip", .yesNo, of: .customer),
      FieldDefinition("accountable", .reference(.role), of: .customer),
      FieldDefinition("tags", .list, of: .customer),
    ]

  private static let requester: [FieldDefinition] =
    texts(
      .requester,
      ["name", "department", "segment", "region", "country", "language", "location"])
    + [
      FieldDefinition("customer", .reference(.customer), of: .requester),
      FieldDefinition("vip", .yesNo, of: .requester),
      FieldDefinition("open_requests", .wholeNumber, of: .requester),
      FieldDefinition("contacts", .wholeNumber, of: .requester),
    ]

  private static let item: [FieldDefinition] =
    texts(.configurationItem, ["name", "location", "environment"])
    + [
      FieldDefinition("service", .reference(.service), of: .configurationItem),
      FieldDefinition("fallback", .reference(.service), of: .configurationItem),
      FieldDefinition("as_of", .instant, of: .configurationItem),
      FieldDefinition("confidence", .number, of: .configurationItem),
      FieldDefinition("tags", .list, of: .configurationItem),
    ]

  private static let receiver: [FieldDefinition] = [
    FieldDefinition("name", .text, of: .receiver),
    FieldDefinition("hours", .reference(.calendar), of: .receiver),
    FieldDefinition("messages_a_day", .wholeNumber, of: .receiver),
  ]

  private static func texts(_ kind: RecordKind, _ names: [String]) -> [FieldDefinition] {
    names.map { FieldDefinition($0, .text, of: kind) }
  }
}
