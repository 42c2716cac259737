import BatonTime
import TestSupport
import Testing

@testable import BatonWorkbench

/// Queues against what queueing theory says of them exactly, and against a clock that ticks minute by
/// minute.
@Suite struct QueueRunTests {
  private static let minute: Int64 = 60_000

  private func run(
    _ stations: [QueueModel.Station], _ cases: [(opened: Int64, priority: Int32, steps: [Step])]
  ) -> QueueRun {
    var model = QueueModel(stations: stations, steps: [])
    var arrivals: [QueueModel.Arrival] = []
    for one in cases {
      let start = model.steps.count
      model.steps += one.steps.map {
        QueueModel.Step(
          station: $0.station, delay: $0.delay * Self.minute, wait: $0.wait * Self.minute,
          work: $0.work * Self.minute)
      }
      arrivals.append(
        QueueModel.Arrival(
          opened: one.opened * Self.minute, priority: one.priority,
          steps: start..<model.steps.count))
    }
    return QueueRun(model, arrivals)
  }

  private struct Step {
    var station = 0
    var delay: Int64 = 0
    var wait: Int64 = 0
    var work: Int64
  }

  // MARK: Theory

  /// Kiefer and Wolfowitz, "On the Theory of Queues with Many Servers" (1955); with one server it is the
  /// recursion of Lindley (1952).
  @Test("first come, first served: each waits until the server that is free first is free")
  func firstCome() {
    var numbers = SeededNumbers()
    for servers in [1, 2, 5] {
      var opened: Int64 = 0
      var cases: [(opened: Int64, priority: Int32, steps: [Step])] = []
      for _ in 0..<300 {
        opened += Int64(numbers.below(10))
        cases.append((opened, 0, [Step(work: Int64(numbers.below(9 * servers)))]))
      }
      var free = Array(repeating: Int64(0), count: servers)
      var begins: [Int64] = []
      for one in cases {
        free.sort()
        let begin = max(free[0], one.opened)
        free[0] = begin + one.steps[0].work
        begins.append(begin)
      }
      let run = self.run([.init(name: "desk", capacity: servers)], cases)
      let found = run.visits.sorted { $0.arrival < $1.arrival }.map { $0.began / Self.minute }
      #expect(found == begins, "\(servers) servers, seed \(numbers.seed)")
    }
  }

  @Test("over a time that begins and ends empty, cases there at once are arrivals times their time")
  func little() {
    var numbers = SeededNumbers()
    let cases = (0..<200).map { _ in
      (
        opened: Int64(numbers.below(2000)), priority: Int32(numbers.below(4)),
        steps: [Step(work: Int64(numbers.below(30)))]
      )
    }
    let run = self.run([.init(name: "desk", capacity: 2)], cases)
    let ofCases = run.visits.reduce(0) { $0 + ($1.ended - $1.came) / Self.minute }
    var ofMinutes = 0
    for now in 0..<Int64(4000) {
      ofMinutes += run.visits.count {
        $0.came <= now * Self.minute && now * Self.minute < $0.ended
      }
    }
    #expect(Int(ofCases) == ofMinutes, "seed \(numbers.seed)")
  }

  // MARK: By hand

  @Test("the most urgent first, what has no priority last; who is at work is not interrupted")
  func priorities() {
    let run = self.run(
      [.init(name: "desk", capacity: 1)],
      [
        (0, 3, [Step(work: 10)]), (1, 0, [Step(work: 10)]), (2, 2, [Step(work: 10)]),
        (3, 1, [Step(work: 10)]), (4, 2, [Step(work: 10)]),
      ])
    let order = run.visits.sorted { $0.began < $1.began }.map(\.arrival)
    #expect(order == [0, 3, 2, 4, 1])
  }

  @Test("at one instant the most urgent is taken, however the cases are given")
  func oneInstant() {
    let run = self.run(
      [.init(name: "desk", capacity: 1)],
      [(0, 3, [Step(work: 5)]), (0, 1, [Step(work: 5)]), (5, 1, [Step(work: 5)])])
    #expect(run.visits.sorted { $0.began < $1.began }.map(\.arrival) == [1, 2, 0])
  }

  @Test("work stops when the group closes and goes on when it opens")
  func hours() throws {
    let zone = try Zone(named: "Europe/Paris")
    let office = try BusinessCalendar(
      BusinessHours(zone: zone, week: [.mon: [.wholeDay], .fri: [try .parse("09:00-17:00")]]))
    // Friday 27 March 2026, 16:00 in Paris; the night to Sunday has an hour less.
    let friday = try #require(ISO8601.parse("2026-03-27T16:00:00+01:00", in: zone)).instant
    let start = friday.milliseconds / Self.minute
    let run = self.run(
      [.init(name: "desk", capacity: 1, hours: office)],
      [(start, 0, [Step(work: 90)]), (start + 90, 0, [Step(work: 30)])])
    // The first works an hour on Friday and half an hour on Monday; the other waits for it.
    let monday = try #require(ISO8601.parse("2026-03-30T00:30:00+02:00", in: zone)).instant
    #expect(run.visits.map(\.began) == [friday.milliseconds, monday.milliseconds])
    #expect(run.done == [monday.milliseconds, monday.milliseconds + 30 * Self.minute])
  }

  @Test("a delay holds no place, and a group without a capacity keeps its waits")
  func delays() {
    let run = self.run(
      [.init(name: "desk", capacity: 1), .init(name: "partner")],
      [
        (0, 0, [Step(work: 10), Step(station: 1, delay: 5, wait: 7, work: 20)]),
        (0, 0, [Step(station: 1, delay: 1, wait: 2, work: 3), Step(delay: 4, work: 10)]),
      ])
    // 0 to 10 at the desk, 15 to the partner, who begins at 22; and 1, 3, 6, then the desk at 10.
    #expect(run.done == [42 * Self.minute, 20 * Self.minute])
  }

  @Test("nobody ever begins where there is no place, or where it never opens again")
  func never() throws {
    let zone = try Zone(named: "UTC")
    let last = try #require(CivilDate(year: 2026, month: 1, day: 6))
    let gone = try BusinessCalendar(
      BusinessHours(zone: zone, week: [.mon: [.wholeDay]], laterWeeks: [last: [:]]))
    let start = try #require(ISO8601.parse("2026-06-01T00:00:00Z", in: zone)).instant.milliseconds
    let run = self.run(
      [.init(name: "none", capacity: 0), .init(name: "gone", capacity: 1, hours: gone)],
      [
        (start / Self.minute, 0, [Step(work: 1)]),
        (start / Self.minute, 0, [Step(station: 1, work: 1)]),
      ])
    #expect(run.visits.map(\.began) == [MeasuredCase.never, MeasuredCase.never])
    #expect(run.done == [MeasuredCase.never, MeasuredCase.never])
  }

  // MARK: The slow truth

  /// A clock that ticks: each minute ends what is worked off, lets come what comes, and takes up what
  /// waits where it is open.
  private func ticking(
    _ stations: [QueueModel.Station], _ cases: [(opened: Int64, priority: Int32, steps: [Step])],
    until end: Int64
  ) -> [Int64] {
    struct Place {
      var step = 0
      var comesAt: Int64
      var left: Int64?
      var isDone = false
    }
    var places = cases.map { Place(comesAt: $0.opened + $0.steps[0].delay) }
    var done = Array(repeating: MeasuredCase.never, count: cases.count)
    for now in 0..<end {
      let at = Instant(milliseconds: now * Self.minute)
      var isSettled = false
      while !isSettled {
        isSettled = true
        for index in places.indices where places[index].left == 0 {
          isSettled = false
          places[index].left = nil
          places[index].step += 1
          if places[index].step == cases[index].steps.count {
            places[index].isDone = true
            done[index] = now * Self.minute
          } else {
            places[index].comesAt = now + cases[index].steps[places[index].step].delay
          }
        }
        for (number, station) in stations.enumerated() where station.hours?.isOpen(at: at) ?? true {
          func isHere(_ index: Int) -> Bool {
            !places[index].isDone && cases[index].steps[places[index].step].station == number
              && places[index].comesAt <= now
          }
          let here = places.indices.filter(isHere)
          var free = (station.capacity ?? 0) - here.count { places[$0].left != nil }
          let waiting = here.filter { places[$0].left == nil }.sorted { one, other in
            func key(_ index: Int) -> [Int64] {
              let priority = cases[index].priority
              return [
                priority > 0 ? Int64(priority) : .max, places[index].comesAt, cases[index].opened,
                Int64(index),
              ]
            }
            return key(one).lexicographicallyPrecedes(key(other))
          }
          for index in waiting where free > 0 {
            free -= 1
            places[index].left = cases[index].steps[places[index].step].work
            if places[index].left == 0 { isSettled = false }
          }
        }
      }
      for index in places.indices {
        guard let left = places[index].left else { continue }
        let station = stations[cases[index].steps[places[index].step].station]
        if station.hours?.isOpen(at: at) ?? true { places[index].left = left - 1 }
      }
    }
    return done
  }

  @Test(
    "the same as a clock that ticks minute by minute, with hours, priorities and several groups")
  func againstTicks() throws {
    var numbers = SeededNumbers()
    let zone = try Zone(named: "UTC")
    let office = try BusinessCalendar(
      BusinessHours(zone: zone, week: [.thu: [try .parse("08:00-10:30")], .fri: [.wholeDay]]))
    for _ in 0..<25 {
      let stations = [
        QueueModel.Station(name: "desk", capacity: 1 + numbers.below(3)),
        QueueModel.Station(name: "office", capacity: 1 + numbers.below(2), hours: office),
      ]
      // The 1st of January 1970 was a Thursday.
      let cases = (0..<40).map { _ in
        (
          opened: Int64(numbers.below(1200)), priority: Int32(numbers.below(4)),
          steps: (0..<1 + numbers.below(3)).map { _ in
            Step(
              station: numbers.below(2), delay: Int64(numbers.isOne(in: 2) ? numbers.below(60) : 0),
              work: Int64(numbers.below(40)))
          }
        )
      }
      let run = self.run(stations, cases)
      // Thursday has 150 minutes and Friday 1,440: all the work that there can be.
      #expect(run.done == ticking(stations, cases, until: 2880 * 5), "seed \(numbers.seed)")
    }
  }
}
