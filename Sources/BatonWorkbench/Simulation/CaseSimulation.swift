package import Baton
package import BatonModel
package import BatonTime

/// One case's life on a virtual clock.
///
/// Time is moved from one thing that happens by itself to the next, and never past an event that is
/// still to come, so that each entry knows its case as it was at that instant. An engine gives the
/// same case whether it is moved on in such steps or at once.
///
///     var life = CaseSimulation(request, by: engine)
///     var entries = life.open()
///     entries += life.take(event)
///     entries += life.run(until: nil)
///
/// Memory: the case. What became of it is told to the caller and not kept.
package struct CaseSimulation: Sendable {
  /// What is told of a life. It is lived the same way.
  package enum Telling: Sendable {
    /// Each thing that happens, with its reason.
    case timeline
    /// Only what the rules want, as the engine says it: for whoever counts.
    case actions
    /// The same, and what the case itself forgets.
    case measures
  }

  /// How often time is moved on by itself between two events, at most. Clocks and ladders end, so
  /// that only rules which set each other off can come so far.
  static let mostSteps = 100_000

  /// The rules under which cases live, and what is known besides: for many cases the same, and held once.
  final class Surroundings: Sendable {
    let engine: Engine
    let world: World
    /// When a case opens that does not say so itself; nil: at the beginning of time.
    let opening: Instant?

    init(_ engine: Engine, _ world: World) {
      self.engine = engine
      opening = world.now ?? world.clock
      var world = world
      // Once a case is open, its own time counts.
      world.now = nil
      self.world = world
    }
  }

  private let mostSteps: Int
  /// Where the world goes on beside the case, whoever moves it on says how it is then.
  var surroundings: Surroundings
  /// Whether the request says when it opened.
  package let isDated: Bool
  package let request: Request
  package let zone: Zone
  package private(set) var state: Case
  /// When something happens by itself; nil: not before an event.
  private var next: Instant?
  private let telling: Telling
  private var entries: [TimelineEntry] = []
  private var actions: [Action] = []
  private var effects: [World.Effect] = []
  /// What is measured of its life; nothing where nobody measures.
  private(set) var trail = CaseTrail()

  /// Opens a case: at the request's `opened_at`, else at the world's `now`, else at its `clock`.
  package init(
    _ request: Request, by engine: Engine, in world: World = World(), telling: Telling = .timeline
  ) {
    self.init(request, in: Surroundings(engine, world), telling: telling)
  }

  init(
    _ request: Request, in surroundings: Surroundings, telling: Telling = .timeline,
    mostSteps: Int = Self.mostSteps
  ) {
    self.mostSteps = mostSteps
    self.telling = telling
    self.surroundings = surroundings
    self.request = request
    let opening = Opening(request, in: surroundings.engine.zone)
    isDated = opening.instant != nil
    zone = opening.zone
    var actions: [Action] = []
    var effects: [World.Effect] = []
    state = surroundings.engine.begin(
      request, at: opening.instant ?? surroundings.opening ?? Instant(milliseconds: 0),
      in: surroundings.world, wanting: &actions, changing: &effects)
    self.effects = effects
    switch telling {
    case .timeline: note(opening: actions)
    case .actions: keep(actions)
    case .measures:
      keep(actions)
      trail.see(.itself, state, actions)
    }
  }

  package var id: String { state.id }

  /// What happened so far and was not told yet; nothing where only actions are told.
  package mutating func take() -> [TimelineEntry] {
    defer { entries = [] }
    return entries
  }

  /// What the rules wanted so far and was not told yet, but for timers; nothing where a timeline is.
  package mutating func takeActions() -> [Action] {
    defer { actions = [] }
    return actions
  }

  /// What the world must change, and was not taken yet: turns that rules took.
  package mutating func takeEffects() -> [World.Effect] {
    if effects.isEmpty { return [] }
    defer { effects = [] }
    return effects
  }

  // MARK: Moving on

  /// Takes in an event, after all that happens by itself before it.
  package mutating func take(_ event: CaseEvent) {
    pass(before: event.at)
    guard telling == .timeline else {
      let wanted = engine.advance(
        &state, with: event, at: event.at, in: world, changing: &effects)
      keep(wanted)
      if telling == .measures { trail.see(event.happening, state, wanted) }
      return
    }
    let before = Before(state)
    let actions = engine.advance(
      &state, with: event, at: event.at, in: world, changing: &effects)
    // One that was taken in before changes nothing, and is told as a doubt.
    if state.events > before.events {
      // Why it waits is what the event says itself.
      let why = TimelineEntry.Why(because: event.known == .pause ? nil : event.reason)
      entries.append(TimelineEntry(at: state.now, .event(event), why: why))
    }
    note(actions, before: before, event: event)
  }

  /// When something happens by itself; nil: not before an event.
  package var nextByItself: Instant? { next }

  /// Lets happen what happens by itself before an instant. The case knows of no later one: an event may
  /// still come before it.
  mutating func catchUp(before instant: Instant) { pass(before: instant) }

  /// Lets time pass.
  /// - Parameter end: until then, what happens at that instant included; nil: until nothing more
  ///   happens by itself.
  package mutating func run(until end: Instant?) {
    pass(before: end.map { Instant(milliseconds: $0.milliseconds + 1) })
    if let end, end > state.now { advance(to: end) }
    if end == nil, next != nil {
      let error = Action.Kind.error(TimelineWording.goesOnForEver(after: mostSteps))
      switch telling {
      case .timeline: entries.append(TimelineEntry(at: state.now, .action(error)))
      case .actions, .measures: actions.append(Action(at: state.now, error))
      }
    }
  }

  private var engine: Engine { surroundings.engine }

  /// Lent, and not copied.
  private var world: World { _read { yield surroundings.world } }

  private mutating func pass(before end: Instant?) {
    var steps = 0
    while let next, end.map({ next < $0 }) ?? true, steps < mostSteps {
      advance(to: max(next, state.now))
      steps += 1
    }
  }

  private mutating func advance(to instant: Instant) {
    guard telling == .timeline else {
      let wanted = engine.advance(&state, to: instant, in: world, changing: &effects)
      keep(wanted)
      if telling == .measures { trail.see(.itself, state, wanted) }
      return
    }
    let before = Before(state)
    let actions = engine.advance(&state, to: instant, in: world, changing: &effects)
    note(actions, before: before, event: nil)
  }

  // MARK: Telling what happened

  /// Tells actions as they are.
  private mutating func keep(_ more: [Action]) {
    for action in more {
      if case .timer(let at) = action.kind { next = at } else { actions.append(action) }
    }
  }

  /// What is told when it changes, as it was: the case itself is moved on where it lies.
  private struct Before {
    let events: Int
    let routed: String?
    let priority: Int?
    let accountable: String?
    let ladders: [Ladder.State]

    init(_ state: borrowing Case) {
      events = state.events
      routed = state.routed
      priority = state.priority
      accountable = state.accountable
      ladders = state.ladders.indices.map { state.ladders[$0].state }
    }
  }

  private mutating func note(opening actions: [Action]) {
    let decision = engine.decideRoute(of: request, in: moment(state.now))
    entries.append(
      TimelineEntry(
        at: state.now, .opened(priority: state.priority, accountable: state.accountable),
        why: TimelineEntry.Why(decision.reason(of: .prioritise))))
    for name in state.trustPeriods {
      entries.append(
        TimelineEntry(
          at: state.now, .trust(name), why: TimelineEntry.Why(engine.trustPeriod(named: name))))
    }
    if let reply = decision.reply {
      entries.append(
        TimelineEntry(
          at: state.now, .reply(reply.terms), why: TimelineEntry.Why(reply.by.first?.reason)))
    }
    for article in decision.knowledge {
      entries.append(
        TimelineEntry(
          at: state.now, .knowledge(article),
          why: TimelineEntry.Why(
            place: article.reason.place, because: article.reason.because)))
    }
    note(actions, route: TimelineEntry.Why(decision.reason(of: .route)))
    noteLadders(since: [])
  }

  private mutating func note(_ actions: [Action], before: Before, event: CaseEvent?) {
    noteFields(since: before, event: event)
    let isRouted = event != nil && state.routed != before.routed && !Self.names(event)
    let route =
      isRouted
      ? TimelineEntry.Why(
        engine.decideRoute(of: Request(state.request), in: moment(state.now)).reason(of: .route))
      : nil
    note(actions, route: route)
    noteLadders(since: before.ladders)
  }

  /// Whether an event itself says where the case goes.
  private static func names(_ event: CaseEvent?) -> Bool {
    guard let event else { return false }
    return ["to", "provider", "group"].contains {
      event.details[$0] != nil || event.set[$0] != nil
    }
  }

  private mutating func noteFields(since before: Before, event: CaseEvent?) {
    if before.priority != state.priority {
      var why = TimelineEntry.Why()
      if !state.pinned.contains("priority") {
        let decision = engine.decideRoute(of: Request(state.request), in: moment(state.now))
        why = TimelineEntry.Why(decision.reason(of: .prioritise))
      }
      entries.append(
        TimelineEntry(
          at: state.now, .priority(from: before.priority, to: state.priority), why: why))
    }
    if let accountable = state.accountable, accountable != before.accountable {
      entries.append(TimelineEntry(at: state.now, .accountable(accountable)))
    }
  }

  /// - Parameter route: why the case goes where it goes, if the rules lead it there.
  private mutating func note(_ actions: [Action], route: TimelineEntry.Why?) {
    for action in actions {
      if case .timer(let at) = action.kind {
        next = at
        continue
      }
      var clock: ClockReading?
      var handoff: Handoff?
      var why = TimelineEntry.Why(
        rule: action.rule, place: action.place, because: action.because)
      switch action.kind {
      case .offer(let number, _):
        handoff = self.handoff(number)
        if let route { why = route }
      case .lateHandoff(let number): handoff = self.handoff(number)
      case .assigned:
        if let route, action.rule == nil { why = route }
      case .clock(let id, _), .warning(let id, _), .breach(let id):
        clock = reading(of: id, at: action.at)
      default: break
      }
      entries.append(
        TimelineEntry(
          at: action.at, .action(action.kind), clock: clock, handoff: handoff, why: why))
    }
  }

  private func handoff(_ number: Int) -> Handoff? {
    state.handoffs.indices.first { state.handoffs[$0].number == number }
      .map { state.handoffs[$0] }
  }

  private mutating func noteLadders(since before: [Ladder.State]) {
    for index in state.ladders.indices {
      let old = index < before.count ? before[index] : nil
      guard old != state.ladders[index].state else { continue }
      let ladder = state.ladders[index]
      let change: TimelineEntry.LadderChange =
        switch ladder.state {
        case .active: .began
        case .stopped: .stopped
        case .exhausted: .exhausted
        }
      entries.append(
        TimelineEntry(
          at: state.now, .ladder(ladder.id, change),
          why: TimelineEntry.Why(rule: ladder.rule, place: ladder.place)))
    }
  }

  private func reading(of id: String, at instant: Instant) -> ClockReading? {
    state.clocks.indices.first { state.clocks[$0].id == id }
      .map { reading(of: state.clocks[$0], at: instant) }
  }

  /// A clock's time at an instant; of one that has ended, at its end.
  package func reading(of clock: Clock, at instant: Instant) -> ClockReading {
    let end = min(clock.endedAt ?? instant, instant)
    return ClockReading(
      clock: clock, used: engine.used(by: clock, at: end),
      customer: state.customerTime(from: clock.startedAt, to: end))
  }

  private func moment(_ instant: Instant) -> World {
    var world = world
    world.now = instant
    return world
  }

  // MARK: In the end

  package var summary: CaseSummary { CaseSummary(of: self, by: engine) }
}

/// When a request opened, and in whose time its life is told.
///
/// The rule base's zone counts if its clocks show what the request says, for then its offset is known
/// to change over daylight saving; else the request's own offset, all along.
struct Opening {
  let instant: Instant?
  let zone: Zone

  init(_ request: Request, in zone: Zone) {
    switch request.members["opened_at"] {
    case .instant(let instant)?:
      self.instant = instant
      self.zone = zone
    case .text(let text)?:
      let said = ISO8601.parse(text, in: zone)
      instant = said?.instant
      if let said, let offset = said.offsetSeconds, zone.offset(at: said.instant) != offset {
        self.zone = Zone(fixedOffset: offset, name: OffsetWording.offset(offset))
      } else {
        self.zone = zone
      }
    default:
      instant = nil
      self.zone = zone
    }
  }
}
