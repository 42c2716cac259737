import BatonModel
import Testing

@testable import Baton

/// What is told of tables that set fields.
@Suite struct DecisionTableTests {
  private static let rules = """
    field "tier" { type = "text" }
    field "fee" { type = "number" }
    classify "Words" { when = { summary = contains "gold" }, set = { tier = "gold" } }
    decision_table "Tiers" { hit = "first", when = { kind = "incident" },
      columns = { "category", "effort", "-> tier" },
      { "till", "> 5", "silver" },
      { "menu", "> 9", "bronze" } }
    decision_table "Fees" { columns = { "tier", "-> fee" }, { "silver", 5 }, { "bronze", 1 } }
    route "rest" { to = "acme" }
    """

  private func engine(_ more: String = "") throws -> Engine {
    let rules = MarkedRules(Self.rules + "\n" + more)
    return try #require(rules.load.engine, "\(rules.load.diagnostics)")
  }

  private func request(_ members: [(String, Value)]) -> Request {
    Request([("kind", .text("incident")), ("priority", .integer(3))] + members)
  }

  private func verdict(_ decision: Decision, _ rule: String) -> Verdict.Outcome? {
    decision.verdicts.first { $0.rule == rule }?.outcome
  }

  @Test func theTableAndTheRowAreTold() throws {
    let decision = try engine().decide(
      request([("category", .text("till")), ("effort", .integer(6))]), explain: .full)
    #expect(decision.classified.map(\.field) == ["tier", "fee"])
    #expect(decision.classified.map(\.reason.rule) == ["Tiers", "Fees"])
    #expect(decision.classified.map(\.reason.place?.line) == [7, 9])
    #expect(decision.classified.map(\.reason.notes) == [["row 1"], ["row 1"]])
    #expect(decision.why[.classify]?.notes == ["row 1", "fee by \"Fees\" (main.lua:9), row 1"])
    #expect(verdict(decision, "Tiers") == .won)
    #expect(verdict(decision, "Fees") == .won)
  }

  @Test func whyATableSetsNothingIsTold() throws {
    let engine = try engine()
    let near = request([("category", .text("menu")), ("effort", .integer(4))])
    let failed = Verdict.FailedCondition(field: "row 2: effort", wanted: "above 9", found: "4")
    #expect(verdict(engine.decide(near, explain: .full), "Tiers") == .failed([failed]))
    let nearest = engine.decide(near, explain: .nearest(3)).nearest.first { $0.rule == "Tiers" }
    #expect(nearest?.outcome == .failed([failed]))
    // Each is told of what it saw: no tier.
    let fees = engine.decide(near, explain: .nearest(3)).nearest.first { $0.rule == "Fees" }
    #expect(
      fees?.outcome
        == .failed([
          Verdict.FailedCondition(field: "row 1: tier", wanted: "\"silver\"", found: nil)
        ]))

    let other = Request([("kind", .text("change")), ("priority", .integer(3))])
    #expect(
      verdict(engine.decide(other, explain: .full), "Tiers")
        == .failed([
          Verdict.FailedCondition(field: "kind", wanted: "\"incident\"", found: "\"change\"")
        ]))
  }

  @Test func whoCameBeforeATableIsTold() throws {
    let engine = try engine(
      "decision_table \"More\" { columns = { \"kind\", \"-> fee\" }, { \"incident\", 7 } }")
    let till = [("category", Value.text("till")), ("effort", .integer(6))]
    let words = request(till + [("summary", .text("gold"))])
    let own = request(till + [("tier", .text("mine")), ("fee", .integer(1))])
    for (request, rule, winner) in [
      (words, "Tiers", "Words"), (request(till), "More", "Fees"),
      (own, "Tiers", Reason.ofRequest), (own, "More", Reason.ofRequest),
    ] {
      #expect(
        verdict(engine.decide(request, explain: .full), rule) == .outranked(by: winner), "\(rule)")
      let outranked = engine.decide(request, explain: .nearest(3)).outranked
      #expect(outranked.first { $0.rule == rule }?.outcome == .outranked(by: winner), "\(rule)")
    }
  }

  @Test func whatIsDoubtfulAboutAnItemIsToldBesideTables() throws {
    let engine = try engine(
      """
      configuration_item "old" { service = "payroll", fallback = "network", confidence = 0.4 }
      decision_table "Places" { columns = { "service", "-> location" }, { "network", "here" } }
      """)
    let decision = engine.decide(request([("configuration_item", .text("old"))]))
    #expect(decision.classified.map(\.value) == [.text("network"), .text("here")])
    let notes = try #require(decision.why[.classify]).notes
    #expect(notes.count == 2)
    #expect(notes.first?.contains("\"old\" is not trusted") == true)
    #expect(notes.last?.hasPrefix("location by \"Places\"") == true)
  }

  @Test func aFunctionThatFailsLeavesItsRowOut() throws {
    let engine = try engine(
      """
      decision_table "Made" { hit = "first", columns = { "effort", "-> location" },
        { "> 5", function(request) return request.summary .. "x" end },
        { "> 4", function(request) return nil end },
        { "-", "here" } }
      decision_table "Wrong" { columns = { "effort", "-> cost" },
        { "-", function(request) return request.effort > 5 and "much" or 3 end } }
      """)
    let large = engine.decide(request([("effort", .integer(6))]))
    #expect(large.errors.map(\.rule) == ["Made", "Wrong"])
    // Row 2 matches and says nothing.
    #expect(large.classified.isEmpty)
    let small = engine.decide(request([("effort", .integer(1))]))
    #expect(small.classified.map(\.value) == [.text("here"), .integer(3)])
    #expect(small.errors.isEmpty)
  }

  /// The sum of whole numbers can be none that the field takes.
  @Test func whatIsWorkedOutMustFitItsField() throws {
    let engine = try engine(
      """
      decision_table "Many" { hit = "sum", columns = { "effort", "-> reopened" },
        { "-", 9223372036854775807 }, { "> 5", 1 } }
      """)
    #expect(
      engine.decide(request([("effort", .integer(1))])).classified.map(\.value) == [.integer(.max)])
    let decision = engine.decide(request([("effort", .integer(6))]))
    #expect(decision.classified.isEmpty)
    #expect(decision.errors.map(\.rule) == ["Many"])
  }

  @Test func valuesOfFunctionsMustBeAllowed() throws {
    let engine = try engine(
      """
      decision_table "Ranked" { hit = "priority", columns = { "-> location" },
        values = { location = { "here", "there" } },
        { function(request) return request.category end }, { "there" } }
      """)
    let here = engine.decide(request([("category", .text("here"))]))
    #expect(here.classified.map(\.value) == [.text("here")])
    let other = engine.decide(request([("category", .text("theer"))]))
    #expect(other.classified.map(\.value) == [.text("there")])
    #expect(other.errors.count == 1)
    #expect(other.errors.first?.message.contains("did you mean \"there\"?") == true)
  }
}
