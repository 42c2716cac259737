import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Clocks by the specification's vectors, and laws that hold of all of them.
@Suite struct ClockMachineTests {
  private static func instant(_ text: String) throws -> Instant {
    try #require(ISO8601.parse(text, in: Zone(named: "Europe/Paris"))).instant
  }

  /// Europe/Paris, Monday to Friday 09:00 to 17:00.
  private static func machine() throws -> ClockMachine {
    let hours = try [DayTimes.parse("09:00-17:00")]
    let office = try BusinessCalendar(
      BusinessHours(
        zone: Zone(named: "Europe/Paris"),
        week: Dictionary(
          uniqueKeysWithValues: [.mon, .tue, .wed, .thu, .fri].map { ($0, hours) })))
    return ClockMachine(calendars: ["office": office])
  }

  private static let hour: Int64 = 3_600_000

  private static func terms(
    _ limit: ClockTerms.Limit, _ thresholds: [Threshold] = []
  ) -> ClockTerms {
    ClockTerms(
      agreement: "a", kind: .sla, metric: .timeToRestore, limit: limit, calendar: "office",
      thresholds: thresholds)
  }

  private static func fired(
    _ clock: Clock, _ machine: ClockMachine
  ) -> [(Threshold, Instant?)] {
    var clock = clock
    var fired: [(Threshold, Instant?)] = []
    while !clock.pending.isEmpty {
      let firing = machine.fire(&clock)
      fired.append((firing.threshold, firing.at))
    }
    return fired
  }

  @Test("eight business hours reach their thresholds when the specification says")
  func thresholds() throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-04T13:00")
    let clock = machine.begin(
      "a", Self.terms(.working(8 * Self.hour), [.percent(90), .percent(50), .percent(75)]),
      from: start, at: start)
    let fired = Self.fired(clock, machine)
    #expect(fired.map(\.0) == [.percent(50), .percent(75), .percent(90), .due])
    #expect(
      fired.map(\.1)
        == (try [
          "2026-05-04T17:00", "2026-05-05T11:00", "2026-05-05T12:12", "2026-05-05T13:00",
        ].map { try Self.instant($0) }))
  }

  @Test(
    "a pause moves what is due by the working time that it took",
    arguments: [
      ("2026-05-08T17:30", "2026-05-10T12:00", "2026-05-11T16:00"),
      ("2026-05-08T16:30", "2026-05-11T11:00", "2026-05-12T10:30"),
    ])
  func pauses(from: String, until: String, due: String) throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-08T16:00")
    var clock = machine.begin("a", Self.terms(.working(8 * Self.hour)), from: start, at: start)
    machine.pause(&clock, at: try Self.instant(from))
    #expect(clock.state == .paused && clock.due == nil && clock.pending.allSatisfy { $0.at == nil })
    machine.resume(&clock, at: try Self.instant(until))
    #expect(clock.due == (try Self.instant(due)))
  }

  @Test(
    "a change in mid-flight restarts, counts from the opening or carries on",
    arguments: [
      (OnChange.restart, true, "16:00"), (.retroactive, false, "13:00"),
      (.retroactive, true, "14:00"), (.carryElapsed, true, "14:00"),
    ])
  func changes(how: OnChange, withPauses: Bool, due: String) throws {
    let machine = try Self.machine()
    func at(_ time: String) throws -> Instant { try Self.instant("2026-05-04T" + time) }
    let opened = try at("09:00")
    var old = machine.begin("old", Self.terms(.elapsed(8 * Self.hour)), from: opened, at: opened)
    let pause = PauseSpan(reason: .customer, from: try at("10:00"), until: try at("11:00"))
    machine.pause(&old, at: pause.from)
    machine.resume(&old, at: try #require(pause.until))
    let now = try at("12:00")
    machine.end(&old, as: .cancelled, at: now)
    let terms = Self.terms(.elapsed(4 * Self.hour))
    let new: Clock
    switch how {
    case .retroactive:
      new = machine.begin(
        "new", terms, from: opened, at: now, pauses: withPauses ? [pause] : [])
    case .carryElapsed: new = machine.begin("new", terms, from: now, at: now, used: old.used)
    default: new = machine.begin("new", terms, from: now, at: now)
    }
    #expect(new.due == (try at(due)))
  }

  @Test("business days are due at the same time of day, and paused by working time")
  func businessDays() throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-08T16:00")
    var clock = machine.begin(
      "a", Self.terms(.workingDays(2), [.percent(50)]), from: start, at: start)
    #expect(clock.due == (try Self.instant("2026-05-12T16:00")))
    // 16 working hours: half of them are used up on Monday at 16:00.
    #expect(clock.pending.first?.at == (try Self.instant("2026-05-11T16:00")))
    machine.pause(&clock, at: try Self.instant("2026-05-11T10:00"))
    machine.resume(&clock, at: try Self.instant("2026-05-11T12:00"))
    #expect(clock.due == (try Self.instant("2026-05-13T10:00")))
  }

  @Test("what ends when it is due is kept; what runs on is breached when it was due")
  func breach() throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-04T09:00")
    let due = try Self.instant("2026-05-04T17:00")
    let evening = try Self.instant("2026-05-04T20:00")
    let clock = machine.begin("a", Self.terms(.working(8 * Self.hour)), from: start, at: start)
    var met = clock
    machine.end(&met, as: .completed, at: due)
    #expect(met.breachedAt == nil && met.used == 8 * Self.hour)
    // In the evening no more working time is used up, but it is past the due instant.
    var late = clock
    machine.end(&late, as: .completed, at: evening)
    #expect(late.breachedAt == due)
    let born = machine.begin("a", Self.terms(.working(8 * Self.hour)), from: start, at: evening)
    #expect(born.breachedAt == due && born.due == due)
    #expect(born.pending == [Clock.Firing(threshold: .due, at: evening)])
    let silent = ClockTerms(
      agreement: "a", kind: .sla, metric: .timeToResolve, limit: .working(8 * Self.hour),
      calendar: "office", notifiesIfBornBreached: false, thresholds: [.percent(50)])
    #expect(machine.begin("a", silent, from: start, at: evening).pending.isEmpty)
  }

  @Test("days of work end where the calendar says, also with an opening")
  func workingDays() throws {
    let machine = try Self.machine()
    func clock(_ days: Int, from text: String) throws -> Clock {
      let start = try Self.instant(text)
      return machine.begin("a", Self.terms(.workingDays(days)), from: start, at: start)
    }
    // Semantics, section 3: Sat 10:00 + 1 = Tue 09:00, Fri 16:00 + 2 = Tue 16:00.
    var saturday = try clock(1, from: "2026-05-02T10:00")
    #expect(saturday.due == (try Self.instant("2026-05-05T09:00")))
    #expect(try clock(2, from: "2026-05-08T16:00").due == Self.instant("2026-05-12T16:00"))
    // A pause in closed time moves nothing, one of 2 hours of work moves it by these.
    machine.pause(&saturday, at: try Self.instant("2026-05-02T12:00"))
    machine.resume(&saturday, at: try Self.instant("2026-05-03T12:00"))
    #expect(saturday.due == (try Self.instant("2026-05-05T09:00")))
    machine.pause(&saturday, at: try Self.instant("2026-05-04T10:00"))
    machine.resume(&saturday, at: try Self.instant("2026-05-04T12:00"))
    #expect(saturday.due == (try Self.instant("2026-05-05T11:00")))
  }

  @Test("offsets lie before and after what is due")
  func offsets() throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-04T16:00")
    let clock = machine.begin(
      "a", Self.terms(.working(2 * Self.hour), [.past(60_000), .before(30 * 60_000)]), from: start,
      at: start)
    let fired = Self.fired(clock, machine)
    #expect(fired.map(\.0) == [.before(30 * 60_000), .due, .past(60_000)])
    #expect(
      fired.map(\.1)
        == (try ["2026-05-05T09:30", "2026-05-05T10:00", "2026-05-05T10:01"].map {
          try Self.instant($0)
        }))
  }

  @Test("a clock that is opened again goes on with what it used, and tells nothing twice")
  func reopened() throws {
    let machine = try Self.machine()
    let start = try Self.instant("2026-05-04T09:00")
    var clock = machine.begin(
      "a", Self.terms(.working(8 * Self.hour), [.percent(25), .percent(75)]), from: start,
      at: start)
    _ = machine.fire(&clock)
    machine.end(&clock, as: .completed, at: try Self.instant("2026-05-04T12:00"))
    machine.reopen(&clock, at: try Self.instant("2026-05-06T09:00"))
    #expect(clock.due == (try Self.instant("2026-05-06T14:00")))
    #expect(clock.pending.map(\.threshold) == [.percent(75), .due])
  }

  @Test("laws hold of random lives of clocks")
  func laws() throws {
    let machine = try Self.machine()
    let calendar = try #require(machine.calendars["office"])
    var random = SeededNumbers()
    print("seed \(random.seed)")
    let start = try Self.instant("2026-01-01T00:00")
    for _ in 0..<2000 {
      let limit: ClockTerms.Limit =
        random.isOne(in: 2)
        ? .elapsed(Int64(1 + random.below(200)) * 1_800_000)
        : .working(Int64(1 + random.below(80)) * 1_800_000)
      let terms = Self.terms(limit)
      let opened = start.adding(Int64(random.below(40_000)) * 60_000)
      let whole = machine.begin("a", terms, from: opened, at: opened)
      let due = try #require(whole.due)

      // Time counted in pieces is the time counted at once.
      var pieces = whole
      var now = opened
      var paused: Int64 = 0
      for _ in 0..<random.below(6) {
        let stopped = now.adding(Int64(random.below(3000)) * 60_000)
        if stopped >= (pieces.due ?? stopped) { break }
        machine.pause(&pieces, at: stopped)
        let resumed = stopped.adding(Int64(random.below(3000)) * 60_000)
        paused += machine.passed(terms, from: stopped, to: resumed)
        machine.resume(&pieces, at: resumed)
        now = resumed
      }
      // A pause of x of its time moves what is due by x of its time.
      let moved = try #require(pieces.due)
      #expect(machine.passed(terms, from: opened, to: moved) == whole.total + paused)
      #expect(machine.passed(terms, from: due, to: moved) == paused)

      // Carrying the time on to the same terms loses nothing.
      let used = machine.used(pieces, at: now)
      var carried = pieces
      machine.end(&carried, as: .cancelled, at: now)
      let next = machine.begin("b", terms, from: now, at: now, used: carried.used)
      #expect(carried.used == used && next.due == moved)
      // Due is the earliest such instant: a millisecond before, one was left.
      if case .working = limit {
        #expect(calendar.workingTime(from: moved.adding(-1), to: moved) == 1)
      }
    }
  }
}
