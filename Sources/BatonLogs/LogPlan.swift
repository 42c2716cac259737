/// What is looked for in a log, and what it is good for: a mapping turned inside out, so that
/// whoever finds a key knows what to do.
struct LogPlan {
  enum Role: BitwiseCopyable, Equatable {
    case caseID
    case activity(part: Int)
    case time
    case party
    case unit
    case person
    case value(Int)
  }

  /// A key that is looked for. One key may have several roles.
  struct Source {
    let key: LogKey
    var roles: [Role]

    /// Whether an event is one without it.
    var isOfValuesAlone: Bool {
      roles.allSatisfy { if case .value = $0 { true } else { false } }
    }
  }

  private(set) var sources: [Source] = []
  /// The same, flat: the roles of all sources one after the other, and which are whose.
  private(set) var roles: [Role] = []
  private(set) var roleRanges: [Range<Int>] = []
  private(set) var isOfEvent: [Bool] = []
  let parts: Int
  let values: Int

  /// - Parameter mapping: one with all that is usual.
  init(_ mapping: LogMapping) {
    parts = mapping.activity?.count ?? 0
    values = mapping.values.count
    add(mapping.caseKey, .caseID)
    for (part, key) in (mapping.activity ?? []).enumerated() { add(key, .activity(part: part)) }
    add(mapping.time, .time)
    add(mapping.party, .party)
    add(mapping.unit, .unit)
    add(mapping.person, .person)
    for (position, key) in mapping.values.enumerated() { add(key, .value(position)) }
    for source in sources {
      roleRanges.append(roles.count..<roles.count + source.roles.count)
      roles += source.roles
      isOfEvent.append(source.key.owner == .event)
    }
  }

  private mutating func add(_ key: LogKey?, _ role: Role) {
    guard let key else { return }
    if let known = sources.firstIndex(where: { $0.key == key }) {
      sources[known].roles.append(role)
    } else {
      sources.append(Source(key: key, roles: [role]))
    }
  }
}

extension LogEvent {
  /// - Precondition: the role is that of a name.
  mutating func set(_ role: LogPlan.Role, _ name: LogName) {
    switch role {
    case .party: party = name
    case .unit: unit = name
    case .person: person = name
    case .caseID, .activity, .time, .value: preconditionFailure("a role of names")
    }
  }
}
