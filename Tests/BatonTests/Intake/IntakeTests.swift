import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct IntakeTests {
  private static let tickets = """
    field "logged_group" { type = "text" }
    source "tickets" {
      timezone = "Europe/London", dates = { "d/m/Y H:M", "Y-m-d H:M:S" }, missing = { "?", "" },
      fields = {
        id = "number", opened_at = "opened", kind = constant("incident"),
        impact = translate("impact", { ["1 - High"] = "high", ["3 - Low"] = "low" }),
        urgency = translate(optional("urgency"), { high = "high" }, "low"),
        handoffs = optional("moves"), vip = optional("vip"), tags = optional("tags"),
        logged_group = path("group.name"), resolution = optional(path("notes.2")),
        summary = function(record) return record.title .. "!" end,
      } }

    """
  private static let fallback = "route \"rest\" { to = \"acme\" }\n"

  private func engine(_ rules: String) throws -> Engine {
    let load = MarkedRules(rules + Self.fallback).load
    return try #require(load.engine, "\(load.diagnostics.map(\.message))")
  }

  private func members(_ pairs: (String, Value)...) -> Members { Members(pairs) }

  private var ticket: [(String, Value)] {
    [
      ("number", .text("T-1")), ("opened", .text("1/7/2026 09:05")), ("impact", .text("1 - High")),
      ("title", .text("printer")), ("group", .object(members(("name", .text("desk"))))),
    ]
  }

  @Test func mapsARecord() throws {
    var intake = try engine(Self.tickets).intake()
    let request = try #require(
      try intake.requests(
        from: Members(
          ticket + [
            ("moves", .text("3")), ("vip", .text("true")), ("tags", .text("a")),
            ("notes", .list([.text("first"), .text("second")])), ("other", .text("kept")),
          ]), isTabular: false
      ).first)
    #expect(request.faults == [])
    #expect(request.id == "T-1")
    #expect(request.members["kind"] == .text("incident"))
    #expect(request.members["impact"] == .text("high"))
    #expect(request.members["urgency"] == nil)
    #expect(request.members["handoffs"] == .integer(3))
    #expect(request.members["vip"] == .yesNo(true))
    #expect(request.members["tags"] == .list([.text("a")]))
    #expect(request.members["logged_group"] == .text("desk"))
    #expect(request.members["resolution"] == .text("second"))
    #expect(request.members["summary"] == .text("printer!"))
    #expect(request.attributes["other"] == .text("kept"))
    // 09:05 in London is 08:05 UTC in July: 2026-07-01T08:05:00Z.
    #expect(request.members["opened_at"] == .instant(.init(seconds: 1_782_893_100)))
  }

  @Test func saysWhatCouldNotBeTranslated() throws {
    var intake = try engine(Self.tickets).intake()
    var record = ticket
    record[2].1 = .text("huge")
    record[1].1 = .text("yesterday")
    let request = try #require(
      try intake.requests(from: Members(record + [("moves", .text("many"))]), isTabular: true).first
    )
    #expect(Set(request.faults.map(\.field)) == ["impact", "opened_at", "handoffs"])
    #expect(request.members["impact"] == nil)
    #expect(request.id == "T-1")
  }

  @Test func takesMissingTextsAsMissing() throws {
    var intake = try engine(Self.tickets).intake()
    var record = ticket
    record[2].1 = .text("?")
    let request = try #require(try intake.requests(from: Members(record), isTabular: true).first)
    #expect(request.members["impact"] == nil)
    #expect(request.faults == [])
  }

  @Test func recognisesTheSourceByItsMembers() throws {
    let other = """
      source "alarms" { records = "alarms", fields = { id = "key", summary = "text" } }

      """
    let engine = try engine(Self.tickets + other)
    var intake = try engine.intake()
    let alarms = Value.list([
      .object(members(("key", .text("A")), ("text", .text("x")))),
      .object(members(("key", .text("B")), ("text", .text("y")))),
    ])
    let requests = try intake.requests(from: members(("alarms", alarms)), isTabular: false)
    #expect(requests.map(\.id) == ["A", "B"])
    #expect(throws: Intake.Failure.self) {
      try intake.requests(from: members(("unknown", .text("x"))), isTabular: false)
    }
    #expect(throws: Intake.Failure.noSuchSource("ticket", nearest: "tickets")) {
      try engine.intake(source: "ticket")
    }
  }

  @Test func readsOurOwnWordsWithoutASource() throws {
    var intake = try engine(Self.tickets).intake()
    let own = members(("id", .text("R-1")), ("kind", .text("incident")), ("handoffs", .text("2")))
    let typed = try #require(try intake.requests(from: own, isTabular: true).first)
    #expect(typed.members["handoffs"] == .integer(2))
    let plain = try #require(try intake.requests(from: own, isTabular: false).first)
    #expect(plain.members["handoffs"] == .text("2"))
  }

  /// Sources of logs require nothing; a request in our own words is none of theirs.
  @Test func whatRequiresNothingFitsNoRequestOfOurs() throws {
    let logs = """
      source "a" { fields = { state = optional("status") } }
      source "b" { fields = { state = optional("Zustand") } }

      """
    var intake = try engine(logs).intake()
    let own = members(("kind", .text("incident")), ("state", .text("new")))
    let request = try #require(try intake.requests(from: own, isTabular: false).first)
    #expect(request.members["state"] == .text("new"))
    #expect(throws: Intake.Failure.severalSources(["a", "b"])) {
      try intake.requests(from: members(("status", .text("x"))), isTabular: false)
    }
  }

  @Test func oneBadMemberOfAListCostsOnlyItself() throws {
    let source = "source \"alarms\" { records = \"alarms\", fields = { id = \"key\" } }\n"
    var intake = try engine(source).intake()
    let alarms = Value.list([
      .integer(5), .object(members(("key", .text("A")))), .object(members(("key", .text("B")))),
    ])
    let outcomes = try intake.outcomes(of: members(("alarms", alarms)), isTabular: false)
    #expect(outcomes.map { (try? $0.get())?.id } == [nil, "A", "B"])
    guard case .failure(.notARecord(source: "alarms", number: 1, typeName: "number")) = outcomes[0]
    else {
      Issue.record("unexpected \(outcomes[0])")
      return
    }
  }

  @Test func aPathCannotLeaveItsList() throws {
    let source = """
      source "s" { fields = { id = "id", summary = path("l.-9223372036854775808"),
        description = path("l.9223372036854775807") } }

      """
    var intake = try engine(source).intake(source: "s")
    let record = members(("id", .text("1")), ("l", .list([.text("x")])))
    let request = try #require(try intake.requests(from: record, isTabular: false).first)
    #expect(request.members["summary"] == nil)
    #expect(request.members["description"] == nil)
  }
}
