import BatonModel
import BatonTime
import Foundation
import Testing

@testable import Baton

@Suite struct CasePlanTests {
  private static func script(_ tasks: String) throws -> CaseScript {
    try CaseScript("plan \"p\" { \(tasks) }", at: "2026-05-22T09:00", [])
  }

  @Test("a case's tasks begin when what they wait for is done, and are late when they are due")
  func life() throws {
    var script = try CaseScript(NewStarter.rules, at: NewStarter.opened, NewStarter.request)
    try script.take("task_accepted", at: "2026-05-22T16:00", by: "acme", task: "account")
    #expect(try script.task("account").state == .inProgress)
    try script.take("task_done", at: "2026-05-25T10:00", by: "acme", person: "u", task: "account")
    try script.wait(until: "2026-05-28T16:00")
    try script.take("task_done", at: "2026-05-28T17:00", by: "fuji", task: "laptop")
    try script.take("task_done", at: "2026-05-28T18:00", by: "contoso", task: "payroll")
    try script.take(
      "task_done", at: "2026-05-29T09:00", by: "service_integrator", task: "welcome")
    #expect(
      script.tasks == [
        "2026-05-22 15:00 plan began", "2026-05-22 15:00 account offered",
        "2026-05-22 15:00 laptop offered", "2026-05-22 16:00 account accepted",
        "2026-05-25 10:00 account done", "2026-05-25 10:00 payroll offered",
        // Payroll is due a working day after it began, on Tuesday at 10:00.
        "2026-05-26 10:00 payroll late", "2026-05-28 15:00 laptop late",
        "2026-05-28 17:00 laptop done", "2026-05-28 18:00 payroll done",
        "2026-05-28 18:00 welcome offered", "2026-05-29 09:00 welcome done",
        "2026-05-29 09:00 plan done",
      ])
    #expect(script.state.plan?.tasks.map(\.isLate) == [false, true, true, false])
    #expect(try script.task("account").by?.person == "u")
    #expect(script.state.plan?.state == .done)
    #expect(script.local(script.state.plan?.endedAt) == "2026-05-29 09:00")
    #expect(script.doubts.isEmpty && script.errors.isEmpty)
    // Whoever has the case still has it: a task is not the case.
    #expect(script.state.holder.party == .integrator && script.state.holder.person == nil)
  }

  @Test("an action about a task says whom it is for, until when, and which rule wants it")
  func actions() throws {
    let script = try CaseScript(NewStarter.rules, at: NewStarter.opened, NewStarter.request)
    let action = try #require(
      script.actions.first { if case .task = $0.kind { true } else { false } })
    #expect(
      action.kind
        == .task(
          Action.Task(
            plan: "New starter", id: "account", name: "account", to: "acme/desk",
            due: try script.instant("2026-05-25T11:00")), .offered))
    #expect(action.rule == "New starter" && action.because == "everybody starts alike")
    #expect(action.place == script.state.plan?.tasks[0].place)
  }

  @Test("done exactly when it is due is not late, and timers follow")
  func exact() throws {
    var script = try Self.script("task \"a\" { to = \"contoso\", within = hours(2) }")
    #expect(script.actions.last?.kind == .timer(try script.instant("2026-05-22T11:00")))
    try script.take("task_done", at: "2026-05-22T11:00", task: "a")
    #expect(try !script.task("a").isLate)
    #expect(script.actions.last?.kind == .timer(nil))
  }

  @Test("how a plan goes on is told from what happened")
  func forecast() throws {
    var script = try CaseScript(NewStarter.rules, at: NewStarter.opened, NewStarter.request)
    func forecast(_ time: String) throws -> PlanForecast {
      try #require(script.engine.plan(of: script.state, at: try script.instant(time)))
    }
    let first = try forecast("2026-05-22T15:00")
    #expect(script.local(first.expected) == "2026-05-28 15:00")
    #expect(first.criticalPath == ["laptop", "welcome"])
    #expect(first.tasks.map(\.isOpenEnded) == [false, false, false, true])
    // The account is three days late and goes on: payroll is due a working day after it is done.
    let late = try forecast("2026-05-28T12:00")
    #expect(script.local(late.expected) == "2026-05-29 12:00")
    #expect(late.criticalPath == ["account", "payroll", "welcome"])
    #expect(late.tasks[1].slack == Int64(21 * 3_600_000))
    try script.take("task_done", at: "2026-05-25T10:00", task: "account")
    let after = try forecast("2026-05-25T10:00")
    #expect(script.local(after.expected) == "2026-05-28 15:00")
    #expect(after.tasks[0].slack == nil && script.local(after.tasks[0].ends) == "2026-05-25 10:00")
    #expect(script.local(after.tasks[2].begins) == "2026-05-25 10:00")
    // Asked of what was: of what is known by now.
    #expect(try forecast("2026-05-22T15:00") == after)
    try script.take("close", at: "2026-05-26T10:00")
    let closed = try forecast("2026-05-26T12:00")
    #expect(closed.state == .stopped && script.local(closed.expected) == "2026-05-26 10:00")
    #expect(closed.criticalPath.isEmpty)
  }

  // MARK: What fails

  private static let two = """
    , task "b" { to = "acme", after = "a" }, task "c" { to = "acme" }, task "d" { to = "acme", after = "c" }
    """

  @Test(
    "what becomes of the others when a task fails",
    arguments: [
      ("", "failed stopped offered stopped", "failed"),
      (", if_failed = \"stop\"", "failed stopped offered stopped", "failed"),
      (", if_failed = \"continue\"", "failed offered offered waiting", "active"),
      (", if_failed = \"skip\"", "failed skipped offered waiting", "active"),
      (", optional = true", "failed offered offered waiting", "active"),
      (", optional = true, if_failed = \"stop\"", "failed stopped offered stopped", "failed"),
    ])
  func consequences(said: String, states: String, plan: String) throws {
    var script = try Self.script("task \"a\" { to = \"contoso\"\(said) }" + Self.two)
    try script.take("task_failed", at: "2026-05-22T10:00", reason: "no parts", task: "a")
    #expect(
      script.state.plan?.tasks.map(\.state.rawValue).joined(separator: " ") == states)
    #expect(script.state.plan?.state.rawValue == plan)
    #expect(try script.task("a").reason == "no parts")
  }

  @Test("what was begun when a plan failed may still be done")
  func failedPlan() throws {
    var script = try Self.script("task \"a\" { to = \"contoso\" }" + Self.two)
    try script.take("task_failed", at: "2026-05-22T10:00", reason: "no parts", task: "a")
    try script.take("task_done", at: "2026-05-22T11:00", by: "acme", task: "c")
    #expect(
      script.tasks.suffix(5) == [
        "2026-05-22 10:00 a failed", "2026-05-22 10:00 b stopped", "2026-05-22 10:00 d stopped",
        "2026-05-22 10:00 plan failed", "2026-05-22 11:00 c done",
      ])
    #expect(script.state.plan?.state == .failed)
  }

  private static let loan = """
    task "laptop" { to = "contoso", if_failed = "loan" },
    task "loan" { to = "contoso", within = hours(1) },
    task "return" { to = "contoso", after = "loan" },
    task "welcome" { to = "acme", after = "laptop" }
    """

  @Test("what stands in is done instead, and whoever waits waits for it")
  func standIn() throws {
    var script = try Self.script(Self.loan)
    try script.take("task_failed", at: "2026-05-22T10:00", reason: "none left", task: "laptop")
    try script.take("task_done", at: "2026-05-22T10:30", task: "loan")
    try script.take("task_done", at: "2026-05-22T11:00", task: "welcome")
    try script.take("task_done", at: "2026-05-22T12:00", task: "return")
    #expect(
      script.tasks == [
        "2026-05-22 09:00 plan began", "2026-05-22 09:00 laptop offered",
        "2026-05-22 10:00 laptop failed", "2026-05-22 10:00 loan offered",
        "2026-05-22 10:30 loan done", "2026-05-22 10:30 return offered",
        "2026-05-22 10:30 welcome offered", "2026-05-22 11:00 welcome done",
        "2026-05-22 12:00 return done", "2026-05-22 12:00 plan done",
      ])
  }

  @Test("what stands in for what is done is not needed, nor is what waits for it alone")
  func unneeded() throws {
    var script = try Self.script(Self.loan)
    try script.take("task_done", at: "2026-05-22T10:00", task: "laptop")
    #expect(script.state.plan?.tasks.map(\.state) == [.done, .unneeded, .unneeded, .offered])
    try script.take("task_done", at: "2026-05-22T11:00", task: "welcome")
    #expect(script.state.plan?.state == .done)
  }

  @Test("a plan is done without what is optional, which goes on")
  func optional() throws {
    var script = try Self.script(
      """
      task "a" { to = "contoso" }, task "b" { to = "contoso", optional = true, if_failed = "c" },
      task "c" { to = "contoso" }, task "d" { to = "contoso", after = { "a", "c" }, optional = true }
      """)
    try script.take("task_done", at: "2026-05-22T10:00", task: "a")
    // What stands in for something optional is as optional.
    #expect(script.state.plan?.state == .done)
    try script.take("task_failed", at: "2026-05-22T11:00", reason: "x", task: "b")
    #expect(script.state.plan?.tasks.map(\.state) == [.done, .failed, .offered, .waiting])
  }

  @Test("where any is enough the first counts, and none is none")
  func anyJoin() throws {
    let tasks = """
      task "a" { to = "contoso", if_failed = "skip" }, task "b" { to = "contoso", if_failed = "skip" },
      task "c" { to = "contoso", after = { "a", "b" }, any = true }
      """
    var first = try Self.script(tasks)
    try first.take("task_failed", at: "2026-05-22T10:00", reason: "x", task: "a")
    #expect(try first.task("c").state == .waiting)
    try first.take("task_done", at: "2026-05-22T10:30", task: "b")
    #expect(try first.task("c").state == .offered)
    var none = try Self.script(tasks)
    for name in ["a", "b"] {
      try none.take("task_failed", at: "2026-05-22T10:00", reason: "x", task: name)
    }
    #expect(try none.task("c").state == .skipped)
    #expect(none.state.plan?.state == .done)
  }

  // MARK: The case

  @Test("closing a case stops its tasks, and opening it again offers them once more")
  func closing() throws {
    var script = try Self.script(
      """
      task "a" { to = "contoso" }, task "b" { to = "contoso", within = hours(2) },
      task "c" { to = "contoso", after = { "a", "b" } }
      """)
    try script.take("task_done", at: "2026-05-22T10:00", task: "a")
    try script.take("cancel", at: "2026-05-22T10:30")
    #expect(script.state.plan?.tasks.map(\.state) == [.done, .stopped, .stopped])
    try script.wait(until: "2026-05-22T20:00")
    try script.take("task_done", at: "2026-05-22T20:00", task: "b")
    #expect(script.doubts == ["task \"b\" has ended already: it is stopped"])
    try script.take("reopen", at: "2026-05-23T09:00")
    #expect(try script.task("b").id == "b#2")
    #expect(script.local(try script.task("b").due) == "2026-05-23 11:00")
    try script.wait(until: "2026-05-24T09:00")
    #expect(
      script.tasks.suffix(7) == [
        "2026-05-22 10:00 a done", "2026-05-22 10:30 b stopped", "2026-05-22 10:30 c stopped",
        "2026-05-22 10:30 plan stopped", "2026-05-23 09:00 plan resumed",
        "2026-05-23 09:00 b#2 offered", "2026-05-23 11:00 b#2 late",
      ])
  }

  @Test("tasks go on while the case waits, and after it is resolved")
  func waiting() throws {
    var script = try Self.script("task \"a\" { to = \"contoso\", within = hours(2) }")
    try script.take("pause", at: "2026-05-22T09:30", reason: "customer")
    try script.take("resolve", at: "2026-05-22T10:30")
    try script.wait(until: "2026-05-22T12:00")
    #expect(script.tasks.last == "2026-05-22 11:00 a late")
  }

  @Test("a plan begins when it first comes to hold, and stays")
  func comingToHold() throws {
    let rules = """
      plan "big" { when = { major = true }, task "a" { to = "contoso" } }
      plan "asked" { when = { event = "plan_it" }, task "b" { to = "contoso" } }
      """
    var script = try CaseScript(rules, at: "2026-05-22T09:00", [])
    #expect(script.state.plan == nil)
    var asked = script
    try script.take("update", at: "2026-05-22T10:00", set: [("major", .yesNo(true))])
    #expect(script.state.plan?.rule == "big")
    try script.take("update", at: "2026-05-22T11:00", set: [("major", .yesNo(false))])
    try script.take("plan_it", at: "2026-05-22T12:00")
    #expect(script.state.plan?.rule == "big" && script.tasks.count == 2)
    try asked.take("plan_it", at: "2026-05-22T12:00")
    #expect(asked.state.plan?.rule == "asked")
  }

  @Test("what is wrong with an event about a task is told, and changes nothing")
  func doubts() throws {
    var script = try Self.script(
      "task \"laptop\" { to = \"contoso\" }, "
        + "task \"welcome\" { to = \"acme\", after = \"laptop\" }")
    let before = script.state.plan
    try script.take("task_done", at: "2026-05-22T10:00")
    try script.take("task_done", at: "2026-05-22T10:00", task: "latop")
    try script.take("task_failed", at: "2026-05-22T10:00", task: "welcome")
    #expect(script.state.plan == before)
    try script.take("task_accepted", at: "2026-05-22T10:00", task: "laptop")
    try script.take("task_accepted", at: "2026-05-22T10:00", task: "laptop")
    try script.take("task_failed", at: "2026-05-22T10:00", by: "acme", task: "laptop")
    try script.take("task_done", at: "2026-05-22T10:00", by: "contoso", task: "laptop")
    #expect(
      script.doubts == [
        "\"task_done\" does not say which task: give `task`",
        "plan \"p\" has no task \"latop\", did you mean \"laptop\"?",
        "task \"welcome\" has not begun: it waits for \"laptop\"",
        "task \"laptop\" was accepted already",
        "task \"laptop\" is with contoso, and acme says what became of it",
        "task \"laptop\" failed without a reason",
        "task \"laptop\" has ended already: it is failed",
      ])
    var none = try CaseScript("", at: "2026-05-22T09:00", [])
    try none.take("task_done", at: "2026-05-22T10:00", task: "a")
    #expect(none.doubts == ["\"task_done\" is about a task, and the case has no plan"])
  }

  @Test("a task that nobody is on call for is told, and so is one without a calendar")
  func nobody() throws {
    let rules = """
      rota "line" { layers = { { people = "acme", hours = "office" } } }
      plan "p" { task "a" { to = on_call "line", within = business_hours(2) } }
      """
    let script = try CaseScript(rules, at: "2026-05-23T09:00", [])
    #expect(
      script.errors == [
        "nobody is on call by rota \"line\"",
        "task \"a\" is in business time and there is no calendar for it: it is never due",
      ])
    #expect(try script.task("a").state == .offered)
  }

  @Test("a case with a plan is written and read, and one from before plans is read")
  func coding() throws {
    let script = try CaseScript(NewStarter.rules, at: NewStarter.opened, NewStarter.request)
    let written = try JSONEncoder().encode(script.state)
    #expect(try JSONDecoder().decode(Case.self, from: written) == script.state)
    var object = try #require(
      try JSONSerialization.jsonObject(with: written) as? [String: Any])
    object["plan"] = nil
    let old = try JSONDecoder().decode(
      Case.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(old.plan == nil && old.id == script.state.id)
  }

  @Test("an optional task that only closing the case stopped is offered again on reopening")
  func optionalAfterReopening() throws {
    var script = try Self.script(
      "task \"a\" { to = \"contoso\" }, task \"b\" { to = \"acme\", optional = true }")
    try script.take("task_done", at: "2026-05-22T10:00", task: "a")
    #expect(script.state.plan?.state == .done)
    try script.take("close", at: "2026-05-22T11:00")
    try script.take("reopen", at: "2026-05-22T12:00")
    #expect(
      script.tasks == [
        "2026-05-22 09:00 plan began", "2026-05-22 09:00 a offered", "2026-05-22 09:00 b offered",
        "2026-05-22 10:00 a done", "2026-05-22 10:00 plan done", "2026-05-22 11:00 b stopped",
        "2026-05-22 12:00 b#2 offered",
      ])
    #expect(script.state.plan?.state == .done)
    #expect(try script.task("b").state == .offered)
  }
}
