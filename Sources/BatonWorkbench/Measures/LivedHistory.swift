package import Baton
package import BatonModel
package import BatonRecords
package import BatonTime

/// A history of requests and events, lived through under the rules and measured.
///
///     var history = try LivedHistory(engine, in: world, source: nil)
///     while let outcome = try reader.next() { history.take(outcome, isTabular: false) }
///     let cases = history.finish()
///
/// The cases live as `simulate` has them live, so that clocks, handoffs and disputes mean what they
/// mean there. No wall clock is read: a request that does not say when it opened has no time, and no
/// promise about time. Memory: that of the cases, of each its state and last snapshot.
package struct LivedHistory {
  /// How many faults are kept to be told.
  private static let mostFaults = 20

  private let engine: Engine
  private var simulation: Simulation
  /// Whether a request opens at an instant though it does not say so.
  private let hasNow: Bool
  private var records = 0
  /// Of a decision log: the instant of the run in hand, and records that could not be decided.
  private var clock: Instant?
  private var undecided = 0
  /// The first records that could not be used, in words.
  package private(set) var faults: [String] = []

  package init(_ engine: Engine, in world: World, source: String?) throws(Intake.Failure) {
    self.engine = engine
    hasNow = world.now != nil
    var world = world
    world.clock = nil
    simulation = try Simulation(engine, in: world, source: source, telling: .measures)
  }

  /// Takes in a record.
  /// - Parameter isTabular: it came from a table, where everything is text.
  package mutating func take(_ outcome: RecordOutcome, isTabular: Bool) {
    var outcome = outcome
    if !isTabular, case .record(let record) = outcome,
      let line = DecisionLogRecord(record, clock: clock)
    {
      switch line {
      case .border(let clock):
        self.clock = clock
        return
      case .request(let request): outcome = .record(request)
      case .unreadable:
        records += 1
        undecided += 1
        return
      }
    }
    records += 1
    for case .fault(let fault) in simulation.take(outcome, isTabular: isTabular)
    where faults.count < Self.mostFaults {
      faults.append(fault.inWords)
    }
  }

  /// What was counted while the cases lived.
  package var count: Simulation.Count { simulation.count }

  /// Lets each case live to the end of the log, and measures it. Their lives are let go.
  /// - Parameters:
  ///   - end: nil for the last event of all.
  ///   - other: whose measures count; nil for those of the rules under which the cases lived.
  package consuming func finish(
    until end: Instant? = nil, measuredBy other: Engine? = nil
  ) -> MeasuredCases {
    let measurer = other ?? engine
    var measured = MeasuredCases(measurer, fields: MeasuredCases.fields(of: measurer))
    var probe = MeasureProbe(measurer, fields: measured.fields)
    var last = MeasuredCase.never
    for index in simulation.cases where hasTime(index) {
      last = max(last, simulation[life: index].state.eventAt.milliseconds)
    }
    let until = end ?? (last == MeasuredCase.never ? nil : Instant(milliseconds: last))
    var rules = MeasuredRules()
    measured.end = until?.milliseconds ?? MeasuredCase.never
    for index in simulation.cases {
      let hasTime = hasTime(index)
      if hasTime { _ = simulation.finish(index, until: until) }
      let (life, tally) = (simulation[life: index], simulation.tally(index))
      measured.addFindings(tally.found, &rules)
      measured.add(life, tally, by: engine, until: hasTime ? until ?? life.state.now : nil)
      let holder = life.state.holder
      measured.note(
        Request(life.state.request), &probe, provider: holder.party.providerName,
        group: holder.party.providerName == nil || holder.group == nil ? nil : holder.unit)
    }
    measured.nameRules(rules.all)
    measured.ledger.records = records
    measured.ledger.unreadable = simulation.count.unreadable + undecided
    measured.ledger.disordered = simulation.count.disordered
    measured.ledger.errors = simulation.count.errors
    measured.ledger.events = simulation.count.events
    return measured
  }

  private func hasTime(_ index: Int) -> Bool {
    hasNow || simulation[life: index].isDated
  }
}

extension Party {
  /// The provider that it is; nil for the customer and the service integrator.
  fileprivate var providerName: String? {
    if case .provider(let name) = self { name } else { nil }
  }
}

// MARK: A case that lived

extension MeasuredCases {
  /// Adds a case that an engine moved.
  /// - Parameter end: to which an open case is counted; nil if nobody knows when the case was opened.
  mutating func add(
    _ life: CaseSimulation, _ tally: CaseTally, by engine: Engine, until end: Instant?
  ) {
    let state = life.state
    let trail = life.trail
    var one = MeasuredCase(id: state.id)
    one.findings = Int32(findings.count - tally.found.count)..<Int32(findings.count)
    let isClosed = state.phase == .closed && state.closedAt != nil
    one.ending = isClosed ? .closed : .open
    if let end {
      let until = max(isClosed ? state.closedAt ?? end : end, state.openedAt)
      one.opened = state.openedAt.milliseconds
      one.end = until.milliseconds
      one.resolved = state.resolvedAt?.milliseconds ?? MeasuredCase.never
      one.answered = trail.answered?.milliseconds ?? MeasuredCase.never
      one.restored = (trail.restored ?? state.resolvedAt)?.milliseconds ?? MeasuredCase.never
      one.reopened = trail.reopened?.milliseconds ?? MeasuredCase.never
      let first = Int32(outages.count)
      outages += trail.outages.map { $0.lowerBound.milliseconds..<$0.upperBound.milliseconds }
      one.outages = first..<Int32(outages.count)
      addSpans(of: state, trail, by: engine, until: until, to: &one)
      addClocks(of: state, until: until, to: &one)
    }
    one.party = names.number(of: state.holder.party.name)
    one.unit = names.number(of: state.holder.group.map { "\(state.holder.party.name)/\($0)" })
    one.offered = names.number(of: state.offer?.to.unit)
    one.ruled = names.number(of: trail.ruling.target)
    one.rule = names.number(of: trail.ruling.rule.map { "\($0)" })
    one.ruledOtherwise = names.number(of: trail.ruling.insteadOfTarget)
    one.ruledPriority = Int32(clamping: trail.ruling.priority ?? 0)
    one.otherPriority = Int32(clamping: trail.ruling.insteadOfPriority ?? 0)
    one.priority = Int32(clamping: state.priority ?? 0)
    one.events = Int32(clamping: state.events)
    one.reopenings = Int32(clamping: trail.reopenings)
    one.violations = Int32(clamping: tally.violations)
    one.remarks = Int32(clamping: tally.deviations - tally.violations - tally.adapted)
    one.isAdapted = tally.adapted > 0
    one.hasProcess = state.process != nil
    for assist in state.assists {
      assists.append(
        MeasuredAssist(
          index: Int32(cases.count), party: names.number(of: assist.party.name),
          from: assist.from.milliseconds))
    }
    one.voice = trail.voice
    addTrust(of: life, by: engine)
    addMoves(trail, to: &one)
    cases.append(one)
  }

  /// Adds what was found in the case that is added next.
  fileprivate mutating func addFindings(
    _ found: [MeasuredRule: CaseTally.Found], _ rules: inout MeasuredRules
  ) {
    let sorted = found.sorted { ($0.key.process, $0.key.name) < ($1.key.process, $1.key.name) }
    for (rule, found) in sorted {
      findings.append(
        MeasuredFinding(
          rule: rules.number(of: rule), times: Int32(clamping: found.times),
          excused: Int32(clamping: found.excused)))
    }
  }

  /// Puts the rules in the order of their names, so that those of two histories can be laid side by side.
  fileprivate mutating func nameRules(_ found: [MeasuredRule]) {
    let order = found.indices.sorted { left, right in
      let (one, other) = (found[left], found[right])
      return (one.process, one.name, left) < (other.process, other.name, right)
    }
    rules = order.map { found[$0] }
    var places = Array(repeating: UInt32(0), count: found.count)
    for (place, number) in order.enumerated() { places[number] = UInt32(place) }
    for index in findings.indices { findings[index].rule = places[Int(findings[index].rule)] }
  }

  private mutating func addSpans(
    of state: Case, _ trail: CaseTrail, by engine: Engine, until end: Instant,
    to one: inout MeasuredCase
  ) {
    let start = Int32(spans.count)
    // Pauses, roles, solutions and spans are all in the order of time: one walk is enough, however many there are.
    var pause = 0
    var role = 0
    var solved = 0
    for held in engine.heldSpans(of: state, until: end) {
      let stretch = held.stretch
      var span = MeasuredSpan(
        from: stretch.from.milliseconds, until: held.until.milliseconds, kind: stretch.kind)
      span.party = names.number(of: stretch.party.name)
      span.unit = names.number(of: stretch.group.map { "\(stretch.party.name)/\($0)" })
      span.open = held.open ?? -1
      while pause + 1 < state.pauses.count, state.pauses[pause + 1].from <= stretch.from {
        pause += 1
      }
      if pause < state.pauses.count, state.pauses[pause].from <= stretch.from,
        state.pauses[pause].until.map({ $0 > stretch.from }) ?? true
      {
        span.reason = state.pauses[pause].reason
        if pause < trail.pausedBy.count {
          span.pausedBy = names.number(of: trail.pausedBy[pause])
        }
      }
      while solved + 1 < trail.solved.count, trail.solved[solved + 1].from <= stretch.from {
        solved += 1
      }
      if solved < trail.solved.count, trail.solved[solved].from <= stretch.from {
        span.isSolved = trail.solved[solved].until.map { stretch.from < $0 } ?? true
      }
      append(span, trail.accountable, &role, engine)
    }
    one.spans = start..<Int32(spans.count)
  }

  /// Adds a span in as many parts as there are roles that answered for the case meanwhile.
  /// - Parameter place: the role at the beginning of the span before, then of this one.
  private mutating func append(
    _ span: MeasuredSpan, _ roles: [CaseTrail.Answering], _ place: inout Int, _ engine: Engine
  ) {
    var rest = span
    while place + 1 < roles.count {
      let next = roles[place + 1].from.milliseconds
      if next >= rest.until { break }
      if next > rest.from {
        var part = rest
        part.until = next
        part.accountable = names.number(of: roles[place].role)
        if rest.open >= 0, let unit = names[span.unit], let hours = engine.hours(ofUnit: unit) {
          part.open = hours.workingTime(
            from: Instant(milliseconds: part.from), to: Instant(milliseconds: next))
          rest.open -= part.open
        }
        spans.append(part)
        rest.from = next
      }
      place += 1
    }
    rest.accountable = names.number(of: place < roles.count ? roles[place].role : nil)
    spans.append(rest)
  }

  private mutating func addClocks(
    of state: Case, until end: Instant, to one: inout MeasuredCase
  ) {
    let start = Int32(clocks.count)
    for clock in state.clocks {
      clocks.append(
        MeasuredClock(
          agreement: names.number(of: clock.terms.agreement), result: ClockResult(of: clock),
          started: clock.startedAt.milliseconds,
          breached: clock.breachedAt?.milliseconds ?? MeasuredCase.never,
          ended: (clock.endedAt ?? end).milliseconds))
    }
    one.clocks = start..<Int32(clocks.count)
  }

  private mutating func addMoves(_ trail: CaseTrail, to one: inout MeasuredCase) {
    let start = Int32(moves.count)
    var beforeLast = NameTable.none
    for (position, move) in trail.moves.enumerated() {
      let (fromParty, fromUnit) = numbers(of: move.from)
      let (toParty, toUnit) = numbers(of: move.to)
      // The first routing hands nothing over: nobody had it but the one who routes.
      if position == 0, move.from.party == .integrator, move.from.group == nil { continue }
      let isBack = toUnit == beforeLast
      beforeLast = fromUnit
      moves.append(
        MeasuredMove(
          fromParty: fromParty, fromUnit: fromUnit, toParty: toParty, toUnit: toUnit,
          at: move.at.milliseconds, isBack: isBack))
      one.handoffs += 1
      if isBack { one.bounces += 1 }
    }
    one.moves = start..<Int32(moves.count)
  }

  private mutating func numbers(of holder: Holder) -> (party: UInt32, unit: UInt32) {
    (names.number(of: holder.party.name), names.number(of: holder.unit))
  }
}
