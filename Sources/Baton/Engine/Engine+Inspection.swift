package import BatonLua
package import BatonModel
package import BatonTime

// What the tools round the engine ask about a rule base.
extension Engine {
  /// The fields that a request may have, built in and declared.
  package var requestFields: [FieldDefinition] { decider.rules.fields.requestFields }

  /// In which instants without an offset are read.
  package var zone: Zone { decider.rules.zone }

  /// Which functions of rules are understood, and why others run in Lua; in the order of their
  /// places.
  package var functions: [FunctionReport] { decider.rules.functions }

  /// How many rules of each kind there are, in the order of the stages; kinds without rules too.
  package var ruleCounts: [(noun: String, count: Int)] {
    let rules = decider.rules
    let tables = rules.routes.count { if case .table = $0.kind { true } else { false } }
    return [
      ("classify rule", rules.classify.count), ("decision table", rules.tables.count),
      ("priority rule", rules.priorities.count),
      ("route", rules.routes.count - tables), ("route table", tables),
      ("approval", rules.approvals.count), ("policy", rules.policies.count),
      ("plan", rules.plans.count), ("agreement", rules.agreements.count),
      ("escalation", rules.ladders.count), ("handoff rule", rules.handoffs.count),
      ("dispute rule", rules.disputes.count), ("reply rule", rules.replies.count),
      ("article", rules.knowledge.count), ("trust period", rules.trusts.count),
      ("swarm rule", rules.swarms.count), ("follow-up", rules.followUps.count),
      ("process", rules.processes.count), ("mapping", rules.mappings.count),
      ("adaptation", rules.adaptations.count), ("waiver", rules.waivers.count),
      ("rota", rules.rotas.count),
      ("measure", rules.measures.count), ("survey", rules.surveys.count),
      ("experience agreement", rules.experiences.count), ("credit", rules.credits.count),
      ("source", sources.count),
    ]
  }

  /// What a function of ``LuaFile/functions`` gives a script outside the rules.
  package func answer(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
    CalendarFunctions.answer(function, given, offset: nil, calendars: decider.rules.calendars)
  }

  /// The name that was probably meant.
  package static func nearest(to name: String, among known: [String]) -> String? {
    NearestName.to(name, among: known)
  }
}

// What a simulation asks beside the cases themselves.
extension Engine {
  /// Milliseconds that a clock has used up by an instant, by its own terms.
  package func used(by clock: Clock, at instant: Instant) -> Int64 {
    caseRules.clocks.machine.used(clock, at: instant)
  }

  /// Where a time after a broken promise is declared, and why there is one.
  package func trustPeriod(named name: String) -> Reason? {
    decider.rules.trusts.first { $0.name == name }.map {
      Reason(rule: $0.name, place: $0.place, because: $0.because)
    }
  }

  /// What the rules decide about a request but for the stages behind the routes, unless one of them
  /// says what the customer hears: why it has its priority, and why it goes where it goes.
  package func decideRoute(of request: Request, in world: World) -> Decision {
    let isAnswered = !decider.rules.replies.isEmpty || !decider.rules.knowledge.isEmpty
    return workers.lend { run in
      run.bind(request, in: world)
      run.decide(in: world, through: isAnswered ? .policy : .route)
      let decision = run.decision
      run.forget()
      return decision
    }
  }

  package func calendar(named name: String) -> BusinessCalendar? {
    caseRules.clocks.calendars[name]
  }

  /// The calendar in which a group works, by `provider/group`; nil if the rule base gives it none.
  package func hours(ofGroup unit: String) -> BusinessCalendar? {
    caseRules.clocks.hours[unit].flatMap { caseRules.clocks.calendars[$0] }
  }
}

// What a forecast asks.
extension Engine {
  /// How many cases a group, `provider/group`, works on at once; nil if nobody says.
  package func capacity(ofGroup unit: String) -> Int? { count("capacity", ofGroup: unit) }

  /// How many cases a group, `provider/group`, may have open at once; nil if nobody says.
  package func limit(ofGroup unit: String) -> Int? { count("wip_limit", ofGroup: unit) }

  /// The service integrator's groups are those of its providers.
  private func count(_ attribute: String, ofGroup unit: String) -> Int? {
    let parts = unit.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let name = caseRules.unit(parts[1], of: Party(named: parts[0]))
    guard case .integer(let count)? = decider.rules.catalogue.record(.group, name)?[attribute]
    else { return nil }
    return Int(exactly: count)
  }

  /// The group, `provider/group`, that a provider is given work in if nothing else is said.
  package func defaultGroup(ofProvider name: String) -> String? {
    guard case .text(let group)? = decider.rules.catalogue.record(.provider, name)?["default"]
    else { return nil }
    return "\(name)/\(group)"
  }
}

// What a comparison of two rule bases asks.
extension Engine {
  /// What a request costs with whoever has it, by the catalogue: the group's `cost`, else the
  /// provider's; nil if neither has one.
  package func cost(of target: Target?) -> Double? {
    guard let target else { return nil }
    let catalogue = decider.rules.catalogue
    let own = catalogue.record(.group, target.name)?["cost"]
    let value = own ?? target.provider.flatMap { catalogue.record(.provider, $0)?["cost"] }
    switch value {
    case .integer(let cost)?: return Double(cost)
    case .number(let cost)?: return cost
    default: return nil
    }
  }
}

extension Engine {
  /// The rules of a stage in the order in which they are tried, by their names.
  package func ruleNames(of stage: Stage) -> [String] {
    decider.rules(of: stage).heads.map(\.name)
  }

  /// The names of one kind of record, in the order of their declaration.
  package func declaredNames(of kind: RecordKind) -> [String] {
    decider.rules.catalogue.names(of: kind)
  }

  /// The names of the services, in the order of their declaration.
  package var serviceNames: [String] { decider.rules.catalogue.names(of: .service) }

  /// Impact, urgency and the priority for both.
  package var priorityMatrix: (impact: [String], urgency: [String], priorities: [[Int]]) {
    let matrix = decider.rules.matrix
    return (matrix.impact, matrix.urgency, matrix.priorities)
  }
}

// What a replay of a history asks.
extension Engine {
  /// The fields of requests that conditions of rules ask for, but for those that the engine sets, in
  /// the order of the fields. What functions in Lua read besides is not known.
  package var fieldsAskedFor: [String] {
    let rules = decider.rules
    let set = Set(
      rules.classify.flatMap { $0.assignments.map(\.slot) }
        + rules.tables.flatMap { $0.outputs.map(\.slot) })
    let slots = Set(
      rules.columns.compactMap { column -> Int? in
        if case .field(let slot) = column.root { slot } else { nil }
      })
    let own = [
      decider.schema.slots.priority, decider.schema.slots.event, decider.schema.slots.trustPeriod,
    ]
    return slots.subtracting(set).subtracting(own).sorted().map {
      rules.fields.requestFields[$0].name
    }
  }

  /// The route that takes whatever no other takes; nil if that is a table, or there is none.
  package var fallbackRoute: String? { decider.rules.fallback?.head.name }

  /// Whether a rule of a stage is in shadow mode.
  package var hasShadowRules: Bool {
    Stage.allCases.contains { decider.rules(of: $0).heads.contains { $0.mode == .shadow } }
      || decider.tables.heads.contains { $0.mode == .shadow }
  }
}
