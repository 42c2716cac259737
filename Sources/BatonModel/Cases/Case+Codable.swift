import BatonTime

// A case outlives the program that wrote it. Members that came later are missing in an older case, and
// have the value that it had when nobody knew of them; whoever adds one says here which. A case of a
// form that is newer than this program is refused, because half of it would be lost.
extension Case {
  enum CodingKeys: String, CodingKey {
    case schema, id, rules, openedAt, inForceAt, now, eventAt, phase, resolvedAt, closedAt, request,
      pinned
    case routed, routedBy, emptyChoosers
    case priority, accountable, holder, handoffs, clocks, ladders, holding, plan
    case process, pauses, disputes, swarms, followUps, links, trustPeriods, breaches, assists
    case stretches, events, seen
  }

  /// - Throws: `DecodingError`, also for a case of a newer form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let written = try container.decode(Int.self, forKey: .schema)
    guard (1...Case.schema).contains(written) else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription:
          "the case is of form \(written), and no newer one than \(Case.schema) is known")
    }
    func list<Element: Decodable>(_ key: CodingKeys) throws -> [Element] {
      try container.decodeIfPresent([Element].self, forKey: key) ?? []
    }
    self.init(
      id: try container.decode(String.self, forKey: .id),
      rules: try container.decode(RuleBaseIdentity.self, forKey: .rules),
      openedAt: try container.decode(Instant.self, forKey: .openedAt),
      request: try container.decode(Members.self, forKey: .request),
      holder: try container.decode(Holder.self, forKey: .holder))
    inForceAt = try container.decodeIfPresent(Instant.self, forKey: .inForceAt) ?? openedAt
    now = try container.decode(Instant.self, forKey: .now)
    eventAt = try container.decodeIfPresent(Instant.self, forKey: .eventAt) ?? now
    phase = try container.decode(Phase.self, forKey: .phase)
    resolvedAt = try container.decodeIfPresent(Instant.self, forKey: .resolvedAt)
    closedAt = try container.decodeIfPresent(Instant.self, forKey: .closedAt)
    pinned = Set(try list(.pinned))
    routed = try container.decodeIfPresent(String.self, forKey: .routed)
    routedBy = try container.decodeIfPresent(Place.self, forKey: .routedBy)
    emptyChoosers = try container.decodeIfPresent([Place].self, forKey: .emptyChoosers)
    priority = try container.decodeIfPresent(Int.self, forKey: .priority)
    accountable = try container.decodeIfPresent(String.self, forKey: .accountable)
    handoffs = try list(.handoffs)
    clocks = try list(.clocks)
    ladders = try list(.ladders)
    holding = Set(try list(.holding))
    plan = try container.decodeIfPresent(CasePlan.self, forKey: .plan)
    process = try container.decodeIfPresent(ProcessTrack.self, forKey: .process)
    pauses = try list(.pauses)
    disputes = try list(.disputes)
    swarms = try list(.swarms)
    followUps = try list(.followUps)
    links = try list(.links)
    trustPeriods = try list(.trustPeriods)
    breaches = try list(.breaches)
    assists = try list(.assists)
    stretches = try list(.stretches)
    events = try container.decodeIfPresent(Int.self, forKey: .events) ?? 0
    seen = Set(try list(.seen))
  }
}
