package import Baton
package import BatonModel
package import BatonRecords
package import BatonTime

/// The lives of many cases, side by side on one virtual clock each.
///
/// Records are taken in as they come: a request opens a case, the same one again says how the case
/// changed, an event happens to it. What follows is told at once, so that of each case only its state
/// and its last snapshot are kept.
///
/// An event that comes behind a later one of its case counts as of the later one, as it would live.
package struct Simulation {
  private let engine: Engine
  private var world: KeptWorld
  private let end: End
  private let telling: CaseSimulation.Telling
  /// The only case that is wanted; nil for all.
  private let wanted: String?
  private var reader: SimulationReader
  private var lives = Shelves<Life>()
  /// The lives that are told.
  private var told: [Int] = []
  /// Whether cases depend on others, so that all are lived through even if one is wanted.
  private let livesAll: Bool
  private var positions: [String: Int] = [:]
  /// What cases had to tell somebody; kept only if somebody says how they want to be told.
  private var notified: [(at: Instant, case: String, notification: Action.Notification)] = []
  /// Records that cases lead to and that are not opened yet.
  private var followUps: [(at: Instant, from: Int, record: Action.FollowUp)] = []
  /// The ends of cases that have one, where cases ask what others have open.
  private var ends = Agenda()
  /// The latest instant of a record so far; kept only there.
  private var latest: Instant?
  /// The worlds that cases found which opened with the last record; kept only there.
  private var found: [String: KeptWorld] = [:]
  /// Whether cases are lived through until others are moved on. What is only measured happened as it did,
  /// whatever the order in which it is told: there the world is as far as the records have come.
  private let catchesUp: Bool
  /// When something happens by itself to which case; kept only if cases change the world of others.
  private var agenda = Agenda()
  package private(set) var count = Count()
  /// What was counted in all cases that have ended; nothing where they are told.
  package private(set) var totals = SimulationTotals()

  /// - Parameters:
  ///   - source: the source whose mapping to use for requests; nil to recognise it.
  ///   - telling: with actions nothing is told, and each case has a row in the end.
  package init(
    _ engine: Engine, in world: World = World(), source: String? = nil, until end: End = .never,
    case wanted: String? = nil, telling: CaseSimulation.Telling = .timeline
  ) throws(Intake.Failure) {
    reader = try SimulationReader(engine, source: source)
    self.engine = engine
    self.world = KeptWorld(engine, world)
    self.end = end
    self.wanted = wanted
    self.telling = telling
    livesAll = self.world.isKept || engine.opensRecords
    catchesUp = telling != .measures || engine.asksForBreaches
  }

  /// The cases in the order in which they were opened.
  package var cases: Range<Int> { told.indices }

  /// The life of the case at a position.
  package subscript(life index: Int) -> CaseSimulation {
    _read { yield lives[told[index]].simulation }
  }

  // MARK: Taking in

  /// What came of a record.
  package enum Outcome {
    /// Something happened to the case at that position.
    case entries(Int, [TimelineEntry])
    case fault(RefusedRecord)
    /// It is of no case that is wanted, or says nothing new.
    case nothing
  }

  /// Takes in a record.
  /// - Parameter isTabular: it came from a table, where everything is text.
  /// - Returns: what came of it; more than one where a source finds several requests in it.
  package mutating func take(_ outcome: RecordOutcome, isTabular: Bool) -> [Outcome] {
    let (line, number) =
      switch outcome {
      case .record(let record): (record.line, record.number)
      case .fault(let fault): (fault.line, fault.number)
      }
    var outcomes: [Outcome] = []
    if !found.isEmpty { found = [:] }
    if case .record(let record) = outcome, SimulationReader.isEvent(record.value) {
      add(to: &outcomes, line, number) { simulation throws(SimulationFault) in
        try simulation.take(simulation.reader.event(of: record, isTabular: isTabular))
      }
      return outcomes
    }
    for request in reader.requests(of: outcome, isTabular: isTabular) {
      switch request {
      case .failure(let fault):
        count.unreadable += 1
        outcomes.append(.fault(fault))
      case .success(let request):
        add(to: &outcomes, line, number) { simulation throws(SimulationFault) in
          try simulation.take(request, number: number)
        }
      }
    }
    return outcomes
  }

  /// Adds what comes of a request or an event, and of the records that it leads to.
  private mutating func add(
    to outcomes: inout [Outcome], _ line: Int, _ number: Int,
    _ taking: (inout Simulation) throws(SimulationFault) -> Outcome
  ) {
    do throws(SimulationFault) {
      outcomes.append(try taking(&self))
    } catch {
      count.unreadable += 1
      outcomes.append(.fault(RefusedRecord(error.description, line: line, number: number)))
    }
    if !followUps.isEmpty { followUp(&outcomes) }
  }

  /// Records lead to others; rules that open one for each that they opened would never end.
  private static let deepest = 5

  /// Opens the records that cases lead to, and tells those that are there which cases belong to them.
  private mutating func followUp(_ outcomes: inout [Outcome]) {
    var next = 0
    while next < followUps.count {
      let (at, from, record) = followUps[next]
      next += 1
      let depth = lives[from].depth + 1
      guard depth <= Self.deepest else {
        guard let told = lives[from].told else { continue }
        count.errors += 1
        if telling == .timeline {
          let error = TimelineWording.leadsOnForEver(record.id, after: Self.deepest)
          outcomes.append(.entries(told, [TimelineEntry(at: at, .action(.error(error)))]))
        }
        continue
      }
      if let position = positions[record.id] {
        if lives[position].simulation.state.phase == .closed {
          outcomes.append(
            take(CaseEvent(CaseEvent.Name.reopen.rawValue, at: at, reason: record.from), position))
        }
        outcomes.append(take(record.link(at: at), position))
      } else {
        outcomes.append(open(record.request(at: at), record.id, depth: depth))
        outcomes.append(take(record.link(at: at), lives.count - 1))
      }
    }
    followUps = []
  }

  private mutating func take(_ request: Request, number: Int) throws(SimulationFault) -> Outcome {
    var request = request
    if request.id == nil {
      // Nobody can speak of it, but it has a life all the same.
      request.members = Members(
        request.members.filter { $0.name != "id" }.map { ($0.name, $0.value) }
          + [("id", .text("#\(number)"))])
    }
    let id = request.id ?? ""
    guard isLived(id) else { return skip() }
    guard let position = positions[id] else { return open(request, id) }
    guard let at = SnapshotReader.instant(of: request, in: engine.zone) else {
      throw .snapshotWithoutTime(id)
    }
    let before = lives[position].snapshot.members
    lives[position].snapshot = request
    guard let event = SnapshotReader.event(from: before, to: request.members, at: at) else {
      return .nothing
    }
    return take(event, position)
  }

  private mutating func take(
    _ scripted: consuming ScriptedEvent
  ) throws(SimulationFault) -> Outcome {
    let id = scripted.case
    guard isLived(id) else { return skip() }
    let isOpening = scripted.name == CaseEvent.Name.open.rawValue
    guard let position = positions[id] else {
      guard isOpening else {
        throw .unknownCase(id, nearest: nearest(to: id))
      }
      guard case .at(let instant) = scripted.at else { throw .openWithoutTime(id) }
      var members = scripted.set.filter { $0.name != "id" && $0.name != "opened_at" }
        .map { ($0.name, $0.value) }
      members.append(("id", .text(id)))
      members.append(("opened_at", .instant(instant)))
      return open(Request(Members(members)), id)
    }
    if isOpening { throw .openTwice(id) }
    var placed = scripted
    placed.place(openedAt: lives[position].simulation.state.openedAt)
    return take(placed.event, position)
  }

  /// Among few cases the one that was probably meant; among many any would resemble it.
  private func nearest(to id: String) -> String? {
    lives.count > 100 ? nil : Engine.nearest(to: id, among: lives.map(\.simulation.id))
  }

  private func isWanted(_ id: String) -> Bool { wanted.map { $0 == id } ?? true }

  private func isLived(_ id: String) -> Bool { livesAll || isWanted(id) }

  private mutating func skip() -> Outcome {
    count.skipped += 1
    return .nothing
  }

  // MARK: Messages

  /// Who was told what when until the end of the simulated time, once all cases have ended; nil if
  /// nobody says how they want to be told.
  package var messages: MessageOutput? {
    guard engine.bundlesMessages else { return nil }
    var messages = engine.messages()
    // `sort` is stable: at one instant cases come in the order in which they were told of.
    for one in notified.sorted(by: { $0.at < $1.at }) {
      messages.take(one.notification, of: one.case, at: one.at)
    }
    return MessageOutput(messages.due(by: lastEnd), in: engine.zone)
  }

  /// When the time of the last case ends.
  private var lastEnd: Instant {
    if case .at(let instant) = end { return instant }
    let end = Instant(milliseconds: .max)
    return lives.map { $0.end ?? end }.max() ?? end
  }

  /// A world as a case found it that opened with the last record; as it was told where nothing is kept.
  package func world(_ told: World, foundBy id: String?) -> World {
    id.flatMap { found[$0] }?.asFound(in: told) ?? told
  }

  // MARK: Moving on

  /// Counts what comes too late for others that asked what was open.
  private mutating func order(_ instant: Instant) {
    guard world.keepsWork else { return }
    if let latest, instant < latest { count.disordered += 1 } else { latest = instant }
  }

  private mutating func open(_ request: Request, _ id: String, depth: Int = 0) -> Outcome {
    if world.isKept, let opening = Opening(request, in: engine.zone).instant {
      order(opening)
      if catchesUp { catchUp(before: opening) }
    }
    if world.keepsWork { found[id] = world }
    let simulation = CaseSimulation(request, in: world.surroundings, telling: telling)
    let opening = simulation.state.openedAt
    positions[id] = lives.count
    let isTold = isWanted(id)
    lives.append(
      Life(
        simulation: consume simulation, snapshot: request, end: end.instant(openedAt: opening),
        told: isTold ? told.count : nil, depth: depth))
    if world.keepsWork, catchesUp, let end = end.instant(openedAt: opening) {
      ends.add(end, lives.count - 1)
    }
    if isTold {
      told.append(lives.count - 1)
      count.cases += 1
    }
    return tell(lives.count - 1)
  }

  private mutating func take(_ event: CaseEvent, _ position: Int) -> Outcome {
    order(event.at)
    if let end = lives[position].end, event.at > end {
      if lives[position].told != nil { count.late += 1 }
      return .nothing
    }
    if lives[position].told != nil { count.events += 1 }
    if world.keepsWork {
      if catchesUp { catchUp(before: event.at) }
      lives[position].look(at: world)
    }
    lives[position].simulation.take(event)
    return tell(position)
  }

  /// Lets all cases come as far as one that is moved on then, which may depend on what became of them.
  private mutating func catchUp(before instant: Instant) {
    while let (at, position) = agenda.first, at < instant {
      letGo(before: at)
      agenda.removeFirst()
      // It may have been moved on since that was noted.
      guard lives[position].simulation.nextByItself == at else { continue }
      var end = instant
      if world.keepsWork {
        // One step at a time: what one does may be what another finds.
        end = Instant(milliseconds: at.milliseconds + 1)
        lives[position].look(at: world)
      }
      lives[position].simulation.catchUp(before: min(end, lives[position].end ?? end))
      lives[position].steps += 1
      remember(position)
    }
    letGo(before: instant)
  }

  private mutating func letGo(before instant: Instant) {
    while let (at, position) = ends.first, at < instant {
      ends.removeFirst()
      lives[position].leave(&world)
    }
  }

  /// Keeps what others may ask of a case: what it changed in the world, and when it goes on.
  private mutating func remember(_ position: Int) {
    lives[position].show(to: &world)
    guard catchesUp, let next = lives[position].simulation.nextByItself,
      lives[position].steps < CaseSimulation.mostSteps
    else { return }
    if let end = lives[position].end, next >= end { return }
    agenda.add(next, position)
  }

  /// Lets a case's time go on to its end.
  /// - Parameter end: where nothing was said before; nil: until nothing more happens by itself.
  package mutating func finish(_ index: Int, until end: Instant? = nil) -> [TimelineEntry] {
    let position = told[index]
    // All come to their ends together: what ends in one makes room for another.
    if world.keepsWork {
      if catchesUp {
        catchUp(before: end.map { Instant(milliseconds: $0.milliseconds + 1) } ?? .never)
      }
      lives[position].look(at: world)
    }
    lives[position].simulation.run(until: lives[position].end ?? end)
    guard case .entries(_, let entries) = tell(position) else { return [] }
    if telling != .timeline { totals.add(lives[position].simulation.state.clocks) }
    return entries
  }

  private mutating func tell(_ position: Int) -> Outcome {
    if world.isKept { remember(position) }
    let entries = lives[position].simulation.take()
    for entry in entries {
      if case .action(let kind) = entry.what { heed(kind, at: entry.at, position) }
    }
    for action in lives[position].simulation.takeActions() {
      heed(action.kind, at: action.at, position)
      guard lives[position].told != nil else { continue }
      lives[position].tally.add(action)
      totals.add(action)
    }
    guard let told = lives[position].told else {
      count.skipped += 1
      return .nothing
    }
    return .entries(told, entries)
  }

  /// What an action means beyond its case.
  private mutating func heed(_ kind: Action.Kind, at instant: Instant, _ position: Int) {
    let isTold = lives[position].told != nil
    switch kind {
    case .followUp(let record):
      if engine.opensRecords { followUps.append((instant, position, record)) }
    case .notify(let notification):
      if isTold, engine.bundlesMessages {
        notified.append((instant, lives[position].simulation.id, notification))
      }
    case .error: if isTold { count.errors += 1 }
    case .doubt: if isTold { count.doubts += 1 }
    default: break
    }
  }

  /// What was counted of a case as it came.
  package func tally(_ index: Int) -> CaseTally { lives[told[index]].tally }

  /// How a case that has ended stands, and what was counted of it.
  package func row(_ index: Int) -> CaseRow {
    let life = lives[told[index]]
    return CaseRow(of: life.simulation.state, life.tally, zone: life.simulation.zone)
  }
}

extension Instant {
  /// Behind all that happens.
  fileprivate static let never = Instant(milliseconds: .max)
}
