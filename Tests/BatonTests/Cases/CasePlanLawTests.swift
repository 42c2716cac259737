import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// What holds for every plan, whatever happens to its tasks.
@Suite struct CasePlanLawTests {
  private static let count = 8

  /// An engine with random plans, each for a category of its own.
  private static func engine(_ random: inout SeededNumbers) throws -> Engine {
    var rules = CaseScript.landscape + CaseScript.routes
    for plan in 0..<count {
      rules += "\nplan \"p\(plan)\" { when = { category = \"p\(plan)\" }"
      let tasks = 1 + random.below(8)
      for task in 0..<tasks { rules += ",\n  " + Self.task(task, of: tasks, &random) }
      rules += " }"
    }
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": rules]), main: "main.lua", more: [])
    return try #require(load.engine, "\(load.diagnostics)")
  }

  /// What comes before has a smaller number, and what stands in a larger one: so there are no circles.
  private static func task(
    _ number: Int, of count: Int, _ random: inout SeededNumbers
  ) -> String {
    var text = "task \"t\(number)\" { to = \"\(random.pick(["acme", "contoso", "integrator"]))\""
    switch random.below(4) {
    case 0: text += ", within = hours(\(1 + random.below(30)))"
    case 1: text += ", within = business_hours(\(1 + random.below(20))), calendar = \"office\""
    case 2: text += ", within = business_days(\(1 + random.below(3))), calendar = \"office\""
    default: break
    }
    let before = (0..<number).filter { _ in random.isOne(in: 3) }.map { "\"t\($0)\"" }
    if !before.isEmpty { text += ", after = { \(before.joined(separator: ", ")) }" }
    if random.isOne(in: 3) { text += ", any = true" }
    if random.isOne(in: 5) { text += ", optional = true" }
    let later = number + 1 + random.below(3)
    switch random.below(4) {
    case 0: text += ", if_failed = \"continue\""
    case 1: text += ", if_failed = \"skip\""
    case 2 where later < count: text += ", if_failed = \"t\(later)\""
    default: break
    }
    return text + " }"
  }

  private static func opening(_ plan: Int) throws -> (request: Request, at: Instant) {
    let opened = try #require(ISO8601.parse("2026-03-27T15:00:00+01:00")).instant
    return (
      Request([
        ("id", .text("R-\(plan)")), ("kind", .text("service_request")), ("priority", .integer(3)),
        ("category", .text("p\(plan)")), ("opened_at", .text("2026-03-27T15:00:00+01:00")),
      ]), opened
    )
  }

  private static func event(
    _ name: CaseEvent.Name, _ task: String, at instant: Instant
  ) -> CaseEvent {
    CaseEvent(
      name.rawValue, at: instant, reason: "so it is", details: Members([("task", .text(task))]))
  }

  @Test("a plan whose tasks are done when they are due is done when the decision said")
  func onTime() throws {
    var random = SeededNumbers()
    let engine = try Self.engine(&random)
    for plan in 0..<Self.count {
      let comment: Comment = "seed \(random.seed), plan \(plan)"
      let (request, opened) = try Self.opening(plan)
      let decision = engine.decide(request)
      var state = engine.open(request, at: opened).case
      while let next = state.plan?.tasks.filter(\.state.isActive).min(by: {
        ($0.due ?? state.now) < ($1.due ?? state.now)
      }) {
        let at = next.due ?? state.now
        let forecast = try #require(engine.plan(of: state, at: at))
        if state.plan?.state == .active {
          #expect(forecast.expected == decision.plan?.expected, comment)
        }
        state = engine.advance(state, with: Self.event(.taskDone, next.name, at: at), at: at).case
      }
      let lived = try #require(state.plan, comment)
      #expect(lived.state == .done, comment)
      #expect(lived.endedAt == decision.plan?.expected, comment)
      #expect(lived.tasks.map(\.begunAt) == decision.tasks.map(\.begins), comment)
      #expect(lived.tasks.map(\.due) == decision.tasks.map(\.due), comment)
      #expect(lived.tasks.filter(\.isLate).isEmpty, comment)
    }
  }

  @Test("a case is the same whether its events are taken in at once or with looks in between")
  func prefixes() throws {
    var random = SeededNumbers()
    let engine = try Self.engine(&random)
    for plan in 0..<Self.count {
      let comment: Comment = "seed \(random.seed), plan \(plan)"
      let (request, opened) = try Self.opening(plan)
      let first = engine.open(request, at: opened)
      var (whole, split) = (first.case, first.case)
      var (ofWhole, ofSplit): ([Action], [Action]) = ([], [])
      var now = opened
      for _ in 0..<12 {
        let before = now
        now = Instant(milliseconds: now.milliseconds + Int64(random.below(20)) * 3_600_000)
        let name = random.pick([
          CaseEvent.Name.taskDone, .taskDone, .taskFailed, .taskAccepted, .pause, .close, .reopen,
        ])
        let event = Self.event(name, "t\(random.below(6))", at: now)
        let step = engine.advance(whole, with: event, at: now)
        (whole, ofWhole) = (step.case, ofWhole + step.actions)
        for _ in 0..<random.below(3) {
          let length = Int(now.milliseconds - before.milliseconds) + 1
          let look = engine.advance(
            split, to: Instant(milliseconds: before.milliseconds + Int64(random.below(length))))
          (split, ofSplit) = (look.case, ofSplit + look.actions)
        }
        let other = engine.advance(split, with: event, at: now)
        (split, ofSplit) = (other.case, ofSplit + other.actions)
        let lived = try #require(whole.plan, comment)
        Self.expectOrder(lived, comment)
      }
      #expect(whole == split, comment)
      #expect(Self.withoutTimers(ofWhole) == Self.withoutTimers(ofSplit), comment)
    }
  }

  private static func withoutTimers(_ actions: [Action]) -> [Action] {
    actions.filter { if case .timer = $0.kind { false } else { true } }
  }

  /// No task began before what it waits for had ended, and none that waits could begin.
  private static func expectOrder(_ plan: CasePlan, _ comment: Comment) {
    for (number, task) in plan.tasks.enumerated() {
      if task.state == .waiting, plan.state == .active {
        #expect(plan.turn(of: number) == nil, comment)
      }
      guard let begun = task.begunAt, !task.after.isEmpty else { continue }
      let counted = task.after.filter { plan.standing(of: $0) == .counts }.map { other in
        plan.tasks[plan.whoDoes(other)].endedAt
      }
      #expect(!counted.isEmpty, comment)
      let inTime = counted.filter { $0.map { $0 <= begun } ?? false }
      #expect(task.anyIsEnough ? !inTime.isEmpty : inTime.count == counted.count, comment)
    }
  }

  @Test("what ends at one instant may end in any order")
  func order() throws {
    var random = SeededNumbers()
    let engine = try Self.engine(&random)
    for plan in 0..<Self.count {
      let comment: Comment = "seed \(random.seed), plan \(plan)"
      let (request, opened) = try Self.opening(plan)
      var one = engine.open(request, at: opened).case
      var other = one
      var now = opened
      for _ in 0..<8 {
        now = Instant(milliseconds: now.milliseconds + Int64(random.below(20)) * 3_600_000)
        var events: [CaseEvent] = []
        for task in one.plan?.tasks ?? [] where task.state.isActive && !random.isOne(in: 4) {
          // A failure that stops the plan is meant to come before or after.
          let fails = task.ifFailed != .stop && random.isOne(in: 3)
          events.append(Self.event(fails ? .taskFailed : .taskDone, task.name, at: now))
        }
        for event in events { one = engine.advance(one, with: event, at: now).case }
        for event in events.shuffled(using: &random) {
          other = engine.advance(other, with: event, at: now).case
        }
        #expect(one.plan == other.plan, comment)
      }
    }
  }
}
