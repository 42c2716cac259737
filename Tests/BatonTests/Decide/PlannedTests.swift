import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What a decision says of plans.
@Suite struct PlannedTests {
  private static func decide(
    _ rules: String, _ members: [(String, Value)], opened: String? = "2026-05-22T15:00:00+02:00",
    in world: World = World(), explain: Explanation = .winners
  ) throws -> Decision {
    var all: [(String, Value)] = [("id", .text("R-1")), ("priority", .integer(3))] + members
    if let opened { all.append(("opened_at", .text(opened))) }
    return try CaseScript.engine(rules).decide(Request(all), in: world, explain: explain)
  }

  private static func time(_ instant: Instant?) -> String? {
    instant.map { ISO8601.format($0, offsetSeconds: 7200) }
  }

  private static let hour: Int64 = 3_600_000

  @Test("the tasks of a plan have the times that they have by hand")
  func times() throws {
    let decision = try Self.decide(NewStarter.rules, NewStarter.request)
    #expect(decision.why[.plan]?.rule == "New starter")
    #expect(decision.plan?.reason.because == "everybody starts alike")
    #expect(decision.tasks.map(\.name) == ["account", "laptop", "payroll", "welcome"])
    #expect(
      decision.tasks.map(\.to) == ["acme/desk", "fuji/depot", "contoso/desk", "integrator/desk"])
    #expect(
      decision.tasks.map(\.after) == [[], [], ["account"], ["account", "laptop", "payroll"]])
    // Two hours are left on Friday, two more pass on Monday. London is closed on Monday, so that its
    // third working day is Thursday, at the same time there: an hour later in Paris.
    #expect(
      decision.tasks.map { Self.time($0.begins) } == [
        "2026-05-22T15:00:00+02:00", "2026-05-22T15:00:00+02:00", "2026-05-25T11:00:00+02:00",
        "2026-05-28T15:00:00+02:00",
      ])
    #expect(
      decision.tasks.map { Self.time($0.due) } == [
        "2026-05-25T11:00:00+02:00", "2026-05-28T15:00:00+02:00", "2026-05-26T11:00:00+02:00", nil,
      ])
    // Payroll may be done on Thursday at 15:00 instead of Tuesday at 11:00, and so begin on Wednesday
    // at 15:00 instead of Monday at 11:00.
    #expect(decision.tasks.map(\.slack) == [52 * Self.hour, 0, 52 * Self.hour, 0])
    #expect(decision.tasks.map(\.isCritical) == [false, true, false, true])
    #expect(Self.time(decision.plan?.expected) == "2026-05-28T15:00:00+02:00")
    #expect(decision.plan?.criticalPath == ["laptop", "welcome"])
    let json = decision.json
    #expect(
      json.contains(
        "\"plan\":{\"rule\":\"New starter\",\"begins\":\"2026-05-22T15:00:00+02:00\","
          + "\"expected\":\"2026-05-28T15:00:00+02:00\",\"critical_path\":[\"laptop\",\"welcome\"]}"
      ))
    #expect(
      json.contains(
        "\"because\":\"pay day\",\"to\":\"contoso/desk\",\"after\":[\"account\"],"
          + "\"begins\":\"2026-05-25T11:00:00+02:00\",\"due\":\"2026-05-26T11:00:00+02:00\","
          + "\"slack\":187200000}"))
  }

  @Test("closed time before the next task is slack, even of a task that the end waits for")
  func closedTime() throws {
    // A is done on Friday at 17:00, and B's eight hours are those of Monday.
    let decision = try Self.decide(
      """
      plan "p" { task "a" { to = "contoso", within = hours(2) },
        task "b" { to = "acme", within = business_hours(8), after = "a" } }
      """, [])
    #expect(Self.time(decision.plan?.expected) == "2026-05-25T17:00:00+02:00")
    #expect(decision.tasks.map(\.slack) == [64 * Self.hour, 0])
    #expect(decision.plan?.criticalPath == ["a", "b"])
  }

  @Test("where any is enough, the quickest counts and the others may take as long as they like")
  func any() throws {
    let decision = try Self.decide(
      """
      plan "p" { task "a" { to = "contoso", within = hours(2) },
        task "b" { to = "contoso", within = hours(5), optional = true },
        task "c" { to = "contoso", within = hours(4), after = { "a", "b" }, any = true } }
      """, [])
    #expect(Self.time(decision.plan?.expected) == "2026-05-22T21:00:00+02:00")
    #expect(decision.tasks.map(\.slack) == [0, nil, 0])
    #expect(decision.plan?.criticalPath == ["a", "c"])
  }

  @Test("what only stands in has no times, and is said to stand in")
  func standIns() throws {
    let decision = try Self.decide(
      """
      plan "p" { task "a" { to = "contoso", within = hours(2), if_failed = "b" },
        task "b" { to = "contoso", within = hours(9) },
        task "c" { to = "contoso", within = hours(9), after = "b" },
        task "d" { to = "contoso", within = hours(1), after = { "a", "c" } } }
      """, [])
    #expect(decision.tasks.map(\.insteadOf) == [[], ["a"], [], []])
    #expect(decision.tasks.map { $0.begins == nil } == [false, true, true, false])
    #expect(Self.time(decision.plan?.expected) == "2026-05-22T18:00:00+02:00")
  }

  @Test("the first plan that matches counts, the most specific level first; shadows are told")
  func levels() throws {
    let rules = """
      plan "general" { task "a" { to = "contoso" } }
      plan "try" { mode = "shadow", level = "service", task "x" { to = "acme" },
        task "y" { to = "acme", after = "x" } }
      plan "of payroll" { level = "service", when = { service = "payroll" },
        task "b" { to = "acme" } }
      plan "old" { level = "service", until_date = "2026-01-01", task "c" { to = "acme" } }
      """
    let payroll = try Self.decide(rules, [("service", .text("payroll"))], explain: .full)
    #expect(payroll.why[.plan]?.rule == "of payroll")
    #expect(payroll.why[.plan]?.level == "service")
    #expect(payroll.shadows.map(\.would) == ["plan x, y"])
    #expect(
      payroll.verdicts.filter { $0.stage == .plan }.map(\.outcome) == [
        .shadow(matched: true), .won, .notInForce, .outranked(by: "of payroll"),
      ])
    let other = try Self.decide(rules, [], explain: .nearest(3))
    #expect(other.tasks.map(\.name) == ["a"])
    #expect(other.nearest.filter { $0.stage == .plan }.map(\.rule) == ["of payroll"])
  }

  @Test("who is on call when a task begins does it, by their hours")
  func onCall() throws {
    let decision = try Self.decide(
      """
      rota "line" { timezone = "Europe/Paris", layers = { { people = { "contoso", "acme/desk" },
        handover = "00:00", every = days(1), from_date = "2026-05-22" } } }
      plan "p" { task "a" { to = on_call "line", within = hours(12) },
        task "b" { to = on_call "line", within = business_hours(4), after = "a" } }
      """, [])
    #expect(decision.tasks.map(\.to) == ["contoso", "acme/desk"])
    // It begins on Saturday, and Acme works from Monday on.
    #expect(Self.time(decision.plan?.expected) == "2026-05-25T13:00:00+02:00")
  }

  @Test("what cannot be told is said")
  func unknown() throws {
    let unknown = try Self.decide(
      "plan \"p\" { task \"a\" { to = \"contoso\", within = hours(2) } }", [], opened: nil)
    #expect(unknown.plan?.begins == nil && unknown.tasks[0].due == nil)
    #expect(unknown.notes.contains { $0.contains("nobody knows when plan \"p\" begins") })
    let nobody = try Self.decide(
      """
      rota "line" { layers = { { people = "x", hours = "office" } } }
      plan "p" { task "a" { to = on_call "line", within = business_hours(2) } }
      """, [], opened: "2026-05-23T15:00:00+02:00")
    #expect(nobody.tasks[0].to == nil && nobody.tasks[0].due == nil)
    #expect(nobody.notes.count == 1)
  }

  @Test("fields of plans can be asked for")
  func fields() throws {
    let decision = try Self.decide(NewStarter.rules, NewStarter.request)
    let request = Request(NewStarter.request)
    #expect(decision.value(of: .own(.plan), request: request) == .text("New starter"))
    #expect(
      decision.value(of: .own(.tasks), request: request)
        == .list(["account", "laptop", "payroll", "welcome"].map { .text($0) }))
  }

  @Test(
    "lines of some fields say what whole decisions say",
    arguments: [
      [DecisionField.own(.request), .own(.plan)],
      [.own(.plan), .own(.tasks), .own(.targets), .own(.escalations)],
    ])
  func lines(fields: [DecisionField]) throws {
    let engine = try CaseScript.engine(
      NewStarter.rules + "\nsla \"s\" { metric = \"time_to_resolve\", within = hours(4) }"
        + "\nescalation \"e\" { on = \"s\", at(\"100%\", { hierarchical = \"cio\" }) }")
    let request = Request(
      NewStarter.request + [
        ("id", .text("R-1")), ("opened_at", .text("2026-05-22T15:00:00+02:00")),
      ])
    var worker = engine.makeWorker()
    var writer = worker.makeWriter(fields: fields)
    worker.decide(request, writing: &writer)
    let line = String(decoding: writer.bytes, as: UTF8.self)
    for field in fields { #expect(line.contains("\"\(field.name)\":"), "\(line)") }
    // The next request has no plan, and is told of none.
    writer.bytes = []
    worker.decide(Request([("id", .text("R-2"))]), writing: &writer)
    #expect(!String(decoding: writer.bytes, as: UTF8.self).contains("New starter"))
  }
}
