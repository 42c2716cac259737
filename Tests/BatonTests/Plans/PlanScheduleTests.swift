import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Schedules of random networks, in random calendars, against what the words mean.
@Suite struct PlanScheduleTests {
  @Test("schedules are what going round by hand gives, and slack is what delaying shows")
  func oracle() throws {
    var random = SeededNumbers()
    let seed = random.seed
    let calendars = try RandomPlan.calendars(&random)
    for round in 0..<40 {
      let plan = RandomPlan(calendars, &random)
      let schedule = plan.schedule
      let (begins, ends) = plan.byHand(delaying: nil)
      #expect(schedule.begins == begins && schedule.ends == ends, "seed \(seed), round \(round)")
      let end = try #require(schedule.end)
      #expect(end == plan.end(ends))
      for (node, slack) in schedule.slacks.enumerated() {
        let comment: Comment = "seed \(seed), round \(round), node \(node), slack \(slack ?? -1)"
        func delayed(_ delay: Int64) -> Instant? {
          plan.end(plan.byHand(delaying: (node, delay)).ends)
        }
        if let slack {
          #expect(slack >= 0, comment)
          let between = Int64.random(in: 0...max(0, slack), using: &random)
          #expect(delayed(slack) == end, comment)
          #expect(delayed(slack + 1) ?? end > end, comment)
          #expect(delayed(between) == end, comment)
        } else {
          #expect(delayed(400 * 86_400_000) == end, comment)
        }
      }
    }
  }

  @Test("the critical path is a way on which each begins when the one before ends, up to the end")
  func criticalPath() throws {
    var random = SeededNumbers()
    let seed = random.seed
    let calendars = try RandomPlan.calendars(&random)
    for round in 0..<40 {
      let plan = RandomPlan(calendars, &random)
      let schedule = plan.schedule
      let path = schedule.criticalPath
      let comment: Comment = "seed \(seed), round \(round)"
      let last = try #require(path.last, comment)
      #expect(schedule.ends[last] == schedule.end, comment)
      let first = try #require(path.first, comment)
      #expect(schedule.begins[first] == plan.start, comment)
      for (one, next) in zip(path, path.dropFirst()) {
        #expect(schedule.network.nodes[next].after.contains(one), comment)
        #expect(schedule.ends[one] == schedule.begins[next], comment)
      }
      #expect(path.allSatisfy { schedule.critical[$0] }, comment)
    }
  }

  @Test("where all is awaited, the pass backwards finds what delaying finds")
  func bothWays() throws {
    var random = SeededNumbers()
    let seed = random.seed
    let calendars = try RandomPlan.calendars(&random)
    for round in 0..<20 {
      let schedule = RandomPlan(calendars, &random, allowsAny: false).schedule
      #expect(
        schedule.slacks == schedule.network.nodes.indices.map { schedule.slackByTrial(of: $0) },
        "seed \(seed), round \(round)")
    }
  }

  @Test("a thousand tasks in a row are scheduled without exhausting anything")
  func long() {
    let nodes = (0..<1000).map { number in
      PlanNetwork.Node(
        after: number == 0 ? [] : [number - 1], anyIsEnough: false, isRequired: true)
    }
    let schedule = PlanSchedule(PlanNetwork(nodes), from: Instant(milliseconds: 0)) { _, _ in
      TaskTime(limit: .elapsed(1000), calendar: nil)
    }
    #expect(schedule.end == Instant(milliseconds: 1_000_000))
    #expect(schedule.slacks.allSatisfy { $0 == 0 })
    #expect(schedule.criticalPath == Array(0..<1000))
  }
}

/// A random network of tasks in random calendars.
private struct RandomPlan {
  let network: PlanNetwork
  let times: [TaskTime]
  let start: Instant

  private static let zones = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "UTC"]

  /// Around which they are: within weeks of a change of clocks.
  private static let spring: Int64 = 1_774_000_000_000

  static func calendars(_ random: inout SeededNumbers) throws -> [BusinessCalendar] {
    try (0..<5).map { _ in
      // The same hours each day: only then is what begins later never due earlier.
      let open = 10 + random.below(3)
      let times = try DayTimes.parse("\(open):00-\(open + 4 + random.below(6)):00")
      var week: BusinessHours.Week = [.wed: [times]]
      for day in Weekday.allCases where !random.isOne(in: 4) { week[day] = [times] }
      let zone = try Zone(named: random.pick(zones))
      let first = zone.local(at: Instant(milliseconds: spring)).date
      let holidays = (0..<3).map { _ in first.adding(days: random.below(21)) }
      return try BusinessCalendar(
        BusinessHours(zone: zone, week: week, holidays: Set(holidays)))
    }
  }

  init(
    _ calendars: [BusinessCalendar], _ random: inout SeededNumbers, allowsAny: Bool = true
  ) {
    start = Instant(milliseconds: Self.spring + Int64(random.below(1_209_600_000)))
    var nodes: [PlanNetwork.Node] = []
    var all: [TaskTime] = []
    let count = Int.random(in: 1...9, using: &random)
    // Numbers are dealt out so that what comes before may be declared behind.
    let numbers = Array(0..<count).shuffled(using: &random)
    nodes = numbers.map { _ in
      PlanNetwork.Node(after: [], anyIsEnough: false, isRequired: true)
    }
    for place in 0..<count {
      for other in 0..<place where random.isOne(in: 3) {
        nodes[numbers[place]].after.append(numbers[other])
      }
      nodes[numbers[place]].anyIsEnough = allowsAny && random.isOne(in: 3)
      nodes[numbers[place]].isRequired = place == 0 || !random.isOne(in: 4)
    }
    for _ in 0..<count {
      let calendar = random.pick(calendars)
      let length = Int64.random(in: 1...40, using: &random)
      switch random.below(5) {
      case 0: all.append(.openEnded)
      case 1: all.append(TaskTime(limit: .elapsed(length * 1_800_000), calendar: nil))
      case 2: all.append(TaskTime(limit: .workingDays(Int(length / 10) + 1), calendar: calendar))
      default: all.append(TaskTime(limit: .working(length * 1_800_000), calendar: calendar))
      }
    }
    network = PlanNetwork(nodes)
    times = all
  }

  var schedule: PlanSchedule { PlanSchedule(network, from: start) { number, _ in times[number] } }

  /// When each begins and ends: looked at again and again until nothing changes.
  func byHand(
    delaying delay: (node: Int, by: Int64)?
  ) -> (begins: [Instant?], ends: [Instant?]) {
    var begins = [Instant?](repeating: nil, count: times.count)
    var ends = begins
    var isChanging = true
    while isChanging {
      isChanging = false
      for (number, node) in network.nodes.enumerated() where begins[number] == nil {
        let before = node.after.map { ends[$0] }
        if before.contains(nil) { continue }
        let known = before.compactMap(\.self).sorted()
        let begin = (node.anyIsEnough ? known.first : known.last) ?? start
        begins[number] = begin
        ends[number] = times[number].end(from: begin)
        if let delay, delay.node == number { ends[number]?.milliseconds += delay.by }
        isChanging = true
      }
    }
    return (begins, ends)
  }

  func end(_ ends: [Instant?]) -> Instant? {
    network.nodes.indices.filter { network.nodes[$0].isRequired }.compactMap { ends[$0] }.max()
  }
}
