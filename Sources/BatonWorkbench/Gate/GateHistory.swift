package import Baton
package import BatonModel
package import BatonRecords
import BatonTime

/// A history lived through for a gate: under the rules, and if they are known under those before.
///
///     var history = try GateHistory(engine, in: world, against: live, source: nil)
///     while let outcome = try reader.next() { history.take(outcome, isTabular: false) }
///     let facts = history.finish()
///
/// A request counts once, as it was when it first came; what happened to it later is its case's life.
/// Memory: that of the cases under both.
package struct GateHistory {
  /// Rules and what they see of the world.
  package struct Side {
    let engine: Engine
    let world: World

    package init(_ engine: Engine, in world: World) {
      self.engine = engine
      self.world = world
    }
  }

  private struct Life {
    let side: Side
    var intake: Intake
    var simulation: Simulation

    init(_ side: Side, _ source: String?) throws(Intake.Failure) {
      self.side = side
      intake = try side.engine.intake(source: source)
      simulation = try Simulation(
        side.engine, in: side.world, source: source, telling: .actions)
    }

    /// Requests of a record, without those that are events; nil where it cannot be read.
    mutating func requests(of outcome: RecordOutcome, isTabular: Bool) -> [Request] {
      guard case .record(let record) = outcome,
        let found = try? intake.outcomes(of: record.value, isTabular: isTabular)
      else { return [] }
      return found.compactMap { one in
        guard case .success(let request) = one, !request.isEvent else { return nil }
        return request
      }
    }
  }

  private var now: Life
  private var before: Life?
  /// From when until when the cases that count were opened; nil: all count.
  private let period: Range<Instant>?
  private let fallback: String?
  private var seen: Set<String> = []
  private var fields: Set<String>
  private var withError: Set<String> = []
  private var history = GateFacts.History()
  private var moved = GateFacts.Fact()
  private var toFallback = GateFacts.Fact()
  private var errors = GateFacts.Fact()
  /// The first records that nobody could read.
  private var faults: [String] = []

  /// - Parameter period: only cases that were opened in it count.
  package init(
    _ now: Side, against before: Side?, source: String?, period: Gate.Period? = nil
  ) throws(Intake.Failure) {
    self.now = try Life(now, source)
    self.before =
      if let before { try Life(before, source) } else { nil }
    self.period = period.map { period in
      let start = now.engine.zone.startOfDay(period.from)
      return start..<Instant(milliseconds: start.milliseconds + period.length)
    }
    fallback = now.engine.fallbackRoute
    fields = Set(now.engine.fieldsAskedFor)
  }

  /// Takes in a record.
  /// - Parameter isTabular: it came from a table, where everything is text.
  package mutating func take(_ outcome: RecordOutcome, isTabular: Bool) {
    for case .fault(let fault) in now.simulation.take(outcome, isTabular: isTabular)
    where faults.count < GateFacts.Fact.mostSamples {
      faults.append("line \(fault.line)")
    }
    _ = before?.simulation.take(outcome, isTabular: isTabular)
    let requests = now.requests(of: outcome, isTabular: isTabular)
    let old = before?.requests(of: outcome, isTabular: isTabular)
    for index in 0..<max(requests.count, old?.count ?? 0) {
      look(
        index < requests.count ? requests[index] : nil,
        old.map { index < $0.count ? $0[index] : nil })
    }
  }

  /// - Parameter old: the request as the rules before read it; an inner nil if they could not.
  private mutating func look(_ request: Request?, _ old: Request??) {
    guard let any = request ?? old.flatMap(\.self) else { return }
    let name = any.id ?? "request \(history.requests + 1)"
    if let id = any.id, !seen.insert(id).inserted { return }
    if let period {
      let opening = Opening(any, in: now.side.engine.zone).instant
      guard let opening, period.contains(opening) else { return }
    }
    history.requests += 1
    guard let request else { return moved.see(name) }
    fields = fields.filter { request.members[$0] == nil }
    let decision = now.side.engine.decide(
      request, in: now.simulation.world(now.side.world, foundBy: request.id))
    if !decision.errors.isEmpty { seeError(name) }
    if let fallback, decision.reason(of: .route)?.rule == fallback { toFallback.see(name) }
    guard let before, let old else { return }
    guard let old else { return moved.see(name) }
    let was = before.side.engine.decide(
      old, in: before.simulation.world(before.side.world, foundBy: old.id))
    if DecisionComparison.moved(was, decision, name: { name }) != nil { moved.see(name) }
  }

  private mutating func seeError(_ name: String) {
    if withError.insert(name).inserted { errors.see(name) }
  }

  // MARK: The end

  /// Lets each case live to its end, and counts what came of it.
  package mutating func finish() -> GateFacts.History {
    var promises = 0
    var brokenBefore: Set<Broken> = []
    var leftBefore: Set<String> = []
    if var before {
      for index in before.simulation.cases where counts(before.simulation[life: index]) {
        _ = before.simulation.finish(index)
        let life = before.simulation[life: index]
        brokenBefore.formUnion(Self.broken(life).broken)
        if before.simulation.row(index).tally.hasViolation { leftBefore.insert(life.id) }
      }
    }
    var breaches = GateFacts.Fact()
    var newBreaches = GateFacts.Fact()
    var violations = GateFacts.Fact()
    var newViolations = GateFacts.Fact()
    for index in now.simulation.cases where counts(now.simulation[life: index]) {
      _ = now.simulation.finish(index)
      let life = now.simulation[life: index]
      history.cases += 1
      let clocks = Self.broken(life)
      promises += clocks.ended
      for one in clocks.broken {
        breaches.see(one.words)
        if !brokenBefore.contains(one) { newBreaches.see(one.words) }
      }
      let tally = now.simulation.row(index).tally
      if tally.hasError { seeError(life.id) }
      guard tally.hasViolation else { continue }
      violations.see(life.id)
      if !leftBefore.contains(life.id) { newViolations.see(life.id) }
    }
    breaches.of = promises
    newBreaches.of = promises
    violations.of = history.cases
    newViolations.of = history.cases
    moved.of = history.requests
    toFallback.of = history.requests
    errors.of = history.requests
    history.facts = [
      .violations: violations, .breaches: breaches, .errors: errors, .fallback: toFallback,
    ]
    if before != nil {
      history.facts[.moved] = moved
      history.facts[.newViolations] = newViolations
      history.facts[.newBreaches] = newBreaches
    }
    history.events = now.simulation.count.events
    history.unreadable = now.simulation.count.unreadable
    history.facts[.unreadable] = GateFacts.Fact(
      count: history.unreadable,
      of: history.unreadable + now.simulation.count.cases + history.events, samples: faults)
    history.lacking = history.requests > 0 ? fields.sorted() : []
    return history
  }

  private func counts(_ life: CaseSimulation) -> Bool {
    period?.contains(life.state.openedAt) ?? true
  }

  /// A promise of a case that was not kept.
  private struct Broken: Hashable {
    let `case`: String
    let agreement: String

    var words: String { "\(`case`) (\(agreement))" }
  }

  /// The promises of a case that were not kept, each once, and how many were kept or not.
  private static func broken(_ life: CaseSimulation) -> (broken: [Broken], ended: Int) {
    var kept: Set<String> = []
    var broken: [Broken] = []
    for index in life.state.clocks.indices {
      let agreement = life.state.clocks[index].terms.agreement
      switch ClockResult(of: life.state.clocks[index]) {
      case .notKept:
        let one = Broken(case: life.id, agreement: agreement)
        if !broken.contains(one) { broken.append(one) }
      case .kept: kept.insert(agreement)
      case .cancelled, .running: break
      }
    }
    return (broken, kept.union(broken.map(\.agreement)).count)
  }
}
