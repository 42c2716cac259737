import BatonModel
import BatonTime
import Testing

@testable import Baton

/// Swarms that come back, records that are told apart, and the service integrator under its own
/// provider's name.
@Suite struct CaseTogetherEdgeTests {
  private static func take(
    _ script: inout CaseScript, _ name: String, _ time: String, by party: String? = nil,
    set: [(String, Value)] = []
  ) throws {
    try script.take(name, at: "2026-05-22T\(time)", by: party, set: set)
  }

  private static func begun(_ script: CaseScript) -> [String] {
    script.state.swarms.map { swarm in
      let until = swarm.until.flatMap { script.local($0)?.suffix(5) } ?? ""
      return "\(swarm.rule) \(script.local(swarm.from)?.suffix(5) ?? "")-\(until)"
    }
  }

  // MARK: Swarms

  @Test("a swarm that ends as its condition does comes back with it")
  func pair() throws {
    var script = try CaseScript(
      """
      swarm "A" { when = { major = true }, coordinator = "lead", invites = { "contoso" },
        stop_when = { major = false } }
      """, at: "2026-05-22T10:00", [("major", .yesNo(true))])
    try Self.take(&script, "update", "10:10", set: [("major", .yesNo(false))])
    try Self.take(&script, "update", "10:20", set: [("major", .yesNo(true))])
    #expect(Self.begun(script) == ["A 10:00-10:10", "A 10:20-"])
  }

  private static let two = """
    swarm "A" { when = { major = true }, coordinator = "lead", invites = { "contoso" },
      stop_when = { event = "stand_down" } }
    swarm "B" { when = { category = "sec" }, coordinator = "lead", invites = { "acme/l3" },
      stop_when = { event = "stand_down" } }
    """

  @Test("what ceases to hold while another swarm works is noted, too")
  func lapsesMeanwhile() throws {
    var script = try CaseScript(Self.two, at: "2026-05-22T10:00", [("major", .yesNo(true))])
    try Self.take(&script, "stand_down", "10:10")
    try Self.take(&script, "update", "10:20", set: [("category", .text("sec"))])
    try Self.take(&script, "update", "10:30", set: [("major", .yesNo(false))])
    try Self.take(&script, "stand_down", "10:40")
    try Self.take(&script, "update", "10:50", set: [("category", .text("none"))])
    try Self.take(&script, "update", "11:00", set: [("major", .yesNo(true))])
    #expect(Self.begun(script) == ["A 10:00-10:10", "B 10:20-10:40", "A 11:00-"])
  }

  @Test("the next begins as one ends, and reopening lets all come again")
  func oneAfterTheOther() throws {
    var script = try CaseScript(
      Self.two, at: "2026-05-22T10:00", [("major", .yesNo(true)), ("category", .text("sec"))])
    try Self.take(&script, "stand_down", "10:10")
    #expect(Self.begun(script) == ["A 10:00-10:10", "B 10:10-"])
    try Self.take(&script, "resolve", "10:30")
    try Self.take(&script, "reopen", "10:40")
    #expect(Self.begun(script).dropFirst() == ["B 10:10-10:30", "A 10:40-"])
  }

  @Test("a ladder's step brings about swarms and records as an event does")
  func timer() throws {
    var script = try CaseScript(
      """
      sla "four" { metric = "time_to_restore", within = hours(4) }
      escalation "up" { on = "four", at("50%", { functional = "acme/l3" }) }
      swarm "L3" { when = { group = "acme/l3" }, coordinator = "lead", invites = { "contoso" } }
      follow_up "p" { when = { group = "acme/l3" }, opens = "problem" }
      """, at: "2026-05-22T10:00", [("service", .text("payroll"))])
    try Self.take(&script, "accept", "10:10", by: "acme")
    try script.wait(until: "2026-05-22T13:00")
    #expect(script.state.holder.unit == "acme/l3")
    #expect(Self.begun(script) == ["L3 12:00-"])
    #expect(script.state.followUps.map { script.local($0.at) } == ["2026-05-22 12:00"])
  }

  // MARK: Records

  private static func ids(
    _ rules: String, _ members: [(String, Value)]
  ) throws -> [String] {
    try CaseScript(rules, at: "2026-05-22T10:00", members).state.followUps.map(\.id)
  }

  @Test("records of different values, rules and cases are told apart")
  func toldApart() throws {
    let rules = """
      follow_up "cause" { when = { kind = "incident" }, opens = "problem",
        same = { "category", "service" } }
      """
    #expect(
      try Self.ids(rules, [("category", .text("net/lan")), ("service", .text("mail"))])
        == ["problem/net%2Flan/mail"])
    // Nobody knows what it is about: it shares nothing with others of which nobody does.
    #expect(try Self.ids(rules, [("service", .text("mail"))]) == ["R-1/problem"])
    // A second rule for a kind has its name, and what it asks for happens as well.
    let second = """
      follow_up "one" { when = { kind = "incident" }, opens = "change" }
      follow_up "two" { when = { kind = "incident" }, opens = "change", same = { "service" } }
      """
    #expect(
      try Self.ids(second, [("service", .text("mail"))]) == ["R-1/change", "change:two/mail"])
  }

  @Test("a record is not linked to itself, and does not lead to itself without end")
  func itself() throws {
    let shared = """
      follow_up "same" { opens = "problem", same = { "service" } }
      """
    #expect(
      try Self.ids(
        shared,
        [
          ("id", .text("problem/mail")), ("kind", .text("problem")), ("service", .text("mail")),
        ]) == [])
    let own = try CaseScript.engine("follow_up \"self\" { opens = \"problem\" }\n")
    let first = try CaseScript(own, at: "2026-05-22T10:00", [])
    #expect(first.state.followUps.map(\.id) == ["R-1/problem"])
    let next = try CaseScript(
      own, at: "2026-05-22T10:00",
      [("id", .text("R-1/problem")), ("kind", .text("problem")), ("parent", .text("R-1"))])
    #expect(next.state.followUps == [])
    #expect(
      next.errors == [
        "\"R-1/problem/problem\" is not opened: follow_up \"self\" would follow what it opened "
          + "itself, without end"
      ])
  }

  @Test("a record names the group that took the case")
  func taken() throws {
    var script = try CaseScript(
      """
      follow_up "cause" { when = { event = "workaround" }, opens = "problem" }
      """, at: "2026-05-22T10:00", [("service", .text("payroll"))])
    let at = try script.instant("2026-05-22T10:10")
    script.take(
      CaseEvent(
        "accept", at: at, by: CaseEvent.Actor(party: .provider("acme"), group: "l3")))
    try Self.take(&script, "workaround", "10:30", by: "acme")
    let units = script.actions.compactMap { action -> [String]? in
      if case .followUp(let record) = action.kind { record.units } else { nil }
    }
    #expect(units == [["acme/l3"]])
  }

  // MARK: The service integrator

  @Test("the service integrator is known under its own provider's name")
  func integrator() throws {
    var script = try CaseScript(
      """
      reply "all" { sender = "integrator/desk", template = "plain" }
      swarm "A" { when = { major = true }, coordinator = "lead", invites = { "integrator/desk" } }
      """, at: "2026-05-22T10:00", [("service", .text("payroll")), ("major", .yesNo(true))])
    try Self.take(&script, "respond", "10:01", by: "integrator")
    try Self.take(&script, "join", "10:02", by: "integrator")
    #expect(script.state.swarm?.members.map(\.isIn) == [true])
    // It has the case itself: that is no help from others.
    #expect(script.state.assists == [])
    try Self.take(&script, "accept", "10:05", by: "acme")
    try script.take("assign", at: "2026-05-22T10:10", by: "acme", to: "integrator/desk")
    try Self.take(&script, "accept", "10:15", by: "integrator")
    #expect(script.state.holder.party == .integrator && script.doubts == [])
  }
}
