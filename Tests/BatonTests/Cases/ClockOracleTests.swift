import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Clocks of whole cases against a count of minutes: pauses, changes of priority in every manner, in
/// elapsed and in working time, over the weekend on which clocks are put forward.
@Suite struct ClockOracleTests {
  private static let minute: Int64 = 60_000
  private static let minutes = 9 * 1440

  /// What one priority is promised.
  private struct Promise {
    var minutes: Int
    /// Nil: elapsed time.
    var calendar: String?
    var pausedBy: Set<PauseReason>
    var onChange: OnChange
    var countsEarlierPauses: Bool

    init(_ random: inout SeededNumbers) {
      minutes = 15 * (1 + random.below(160))
      calendar = random.isOne(in: 3) ? nil : random.pick(["office", "evening"])
      pausedBy = Set(PauseReason.allCases.filter { _ in random.isOne(in: 2) })
      onChange = random.pick([.carryElapsed, .keep, .restart, .retroactive])
      countsEarlierPauses = random.isOne(in: 2)
    }

    func declaration(_ priority: Int) -> String {
      let length = calendar == nil ? "minutes(\(minutes))" : "business_hours(\(minutes) / 60)"
      let reasons = PauseReason.allCases.filter { pausedBy.contains($0) }
      return """
        sla "p\(priority)" { when = { priority = \(priority) }, metric = "time_to_restore",
          within = \(length), \(calendar.map { "calendar = \"\($0)\"," } ?? "")
          \(reasons.isEmpty ? "" : "pause_on = { \(reasons.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")) },")
          on_change = "\(onChange.rawValue)", retroactive_pause = \(!countsEarlierPauses) }

        """
    }
  }

  private enum Happening {
    case pause(PauseReason)
    case resume
    case priority(Int)
    case note
  }

  private static let calendars = """
    calendar "evening" { timezone = "America/New_York", every_day = "18:00-02:00" }

    """

  /// What a clock counted, minute by minute.
  private struct Counted {
    var priority: Int
    var used = 0
    var total: Int
    var breach: Int?
    var isEnded = false
    var isPaused = false
    var endedAt: Int?
  }

  @Test("clocks agree with a count of minutes")
  func agreement() throws {
    var random = SeededNumbers()
    let open = try Self.openMinutes()
    var counts = (clocks: 0, breached: 0, paused: 0, taken: 0)
    for round in 0..<60 {
      let promises = (1...3).map { _ in Promise(&random) }
      let rules =
        Self.calendars
        + promises.enumerated().map { $1.declaration($0 + 1) }.joined()
      let script = Self.script(&random)
      let state = try Self.live(rules, script)
      let counted = Self.count(promises, script, open)
      let what: Comment = "round \(round), seed \(random.seed): \(script)\n\(rules)"
      try #require(state.clocks.count == counted.count, what)
      for (clock, count) in zip(state.clocks, counted) {
        try #require(clock.terms.agreement == "p\(count.priority)", what)
        try #require(Self.minute(clock.breachedAt) == count.breach, what)
        try #require(Self.minute(clock.endedAt) == count.endedAt, what)
        if count.isEnded || count.isPaused {
          try #require(clock.used == Int64(count.used) * Self.minute, what)
        }
        counts.clocks += 1
        if count.breach != nil { counts.breached += 1 }
        if count.isPaused { counts.paused += 1 }
        if clock.succeeds != nil { counts.taken += 1 }
      }
    }
    print("\(counts) in \(random.seed)")
    // Usually some 135 clocks, of which 65 are breached and 75 take the place of another.
    #expect(counts.clocks >= 60 && counts.breached > 10 && counts.taken > 10)
  }

  private static let start = "2026-03-26T00:00"

  private static func minute(_ instant: Instant?) -> Int? {
    instant.map { Int(($0.milliseconds - first.milliseconds) / minute) }
  }

  private static let first: Instant = {
    guard let zone = try? Zone(named: "Europe/Paris") else { return Instant(milliseconds: 0) }
    return ISO8601.parse(start, in: zone)?.instant ?? Instant(milliseconds: 0)
  }()

  private static func instant(_ minute: Int) -> Instant {
    Instant(milliseconds: first.milliseconds + Int64(minute) * Self.minute)
  }

  /// Which minutes are open, by calendar.
  private static func openMinutes() throws -> [String: [Bool]] {
    let rules = try CaseScript.engine(calendars).decider.rules
    return rules.calendars.filter { ["office", "evening"].contains($0.key) }.mapValues { calendar in
      (0..<minutes).map { calendar.isOpen(at: instant($0)) }
    }
  }

  private static func script(_ random: inout SeededNumbers) -> [(Int, Happening)] {
    var at = 0
    var script: [(Int, Happening)] = []
    for _ in 0..<(2 + random.below(8)) {
      at += 1 + random.below(random.isOne(in: 4) ? 2000 : 400)
      switch random.below(6) {
      case 0, 1: script.append((at, .pause(random.pick(PauseReason.allCases))))
      case 2: script.append((at, .resume))
      case 3, 4: script.append((at, .priority(1 + random.below(3))))
      default: script.append((at, .note))
      }
    }
    return script.filter { $0.0 < minutes - 1 }
  }

  /// The case as the engine has it at the end.
  private static func live(_ rules: String, _ script: [(Int, Happening)]) throws -> Case {
    let engine = try CaseScript.engine(rules)
    let request = Request([
      ("id", .text("R-1")), ("kind", .text("incident")), ("priority", .integer(3)),
    ])
    var state = engine.open(request, at: first).case
    for (minute, happening) in script {
      let at = instant(minute)
      let event =
        switch happening {
        case .pause(let reason): CaseEvent("pause", at: at, reason: reason.rawValue)
        case .resume: CaseEvent("resume", at: at)
        case .priority(let priority):
          CaseEvent("update", at: at, set: Members([("priority", .integer(priority))]))
        case .note: CaseEvent("work_log", at: at)
        }
      state = engine.advance(state, with: event, at: at).case
    }
    return engine.advance(state, to: instant(minutes - 1)).case
  }

  // MARK: Counting

  /// The clocks of a script as they are one minute before the end.
  private static func count(
    _ promises: [Promise], _ script: [(Int, Happening)], _ open: [String: [Bool]]
  ) -> [Counted] {
    var clocks = [Counted(priority: 3, total: promises[2].minutes)]
    var reasons: [PauseReason?] = []
    var reason: PauseReason?
    var next = 0
    // What a clock goes by may be another's: `keep` keeps the old one's terms.
    var terms = promises[2]
    for now in 0..<minutes {
      if next < script.count, script[next].0 == now {
        switch script[next].1 {
        case .pause(let why): reason = why
        case .resume: reason = nil
        case .priority(let priority) where priority != clocks[clocks.count - 1].priority:
          let old = clocks.count - 1
          clocks[old].isEnded = true
          clocks[old].endedAt = now
          let promise = promises[priority - 1]
          var new = Counted(priority: priority, total: promise.minutes)
          switch promise.onChange {
          case .restart: terms = promise
          case .carryElapsed:
            new.used = clocks[old].used
            terms = promise
          case .keep:
            new.used = clocks[old].used
            new.total = clocks[old].total
          case .retroactive:
            terms = promise
            for before in 0..<now {
              let isPaused =
                !promise.countsEarlierPauses
                && (reasons[before].map { promise.pausedBy.contains($0) } ?? false)
              if !isPaused, counts(before, terms, open) { new.used += 1 }
              if new.used >= new.total, new.breach == nil, before + 1 < now {
                new.breach = before + 1
              }
            }
          }
          // More than all is used up as it begins: late from then on, even if it waits.
          if new.used > new.total, new.breach == nil { new.breach = now }
          clocks.append(new)
        case .priority, .note: break
        }
        next += 1
      }
      let last = clocks.count - 1
      let promise = promises[clocks[last].priority - 1]
      let isPaused = reason.map { promise.pausedBy.contains($0) } ?? false
      clocks[last].isPaused = isPaused
      if !isPaused {
        if clocks[last].breach == nil, clocks[last].used >= clocks[last].total {
          clocks[last].breach = now
        }
        if now < minutes - 1, counts(now, terms, open) { clocks[last].used += 1 }
      }
      reasons.append(reason)
    }
    return clocks
  }

  private static func counts(_ minute: Int, _ terms: Promise, _ open: [String: [Bool]]) -> Bool {
    terms.calendar.map { open[$0]?[minute] ?? false } ?? true
  }
}
