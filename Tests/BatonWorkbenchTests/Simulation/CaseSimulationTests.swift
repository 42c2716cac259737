import Baton
import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import BatonWorkbench

/// A case's life: what happens when, as a reader is told it.
@Suite struct CaseSimulationTests {
  @Test func ifNothingHappensAllThatIsPendingDoes() throws {
    let result = try SmallLandscape.simulate([SmallLandscape.opening])
    #expect(
      result.lines() == [
        "10:00 the case opens with priority 2; owner is accountable",
        "10:00 offered to acme/desk by service_integrator",
        "10:00 clock \"four hours\" begins: 4 h, due 14:00",
        "10:00 ladder \"ladder\" begins",
        "12:00 escalated to acme/l3 (functional, step 1 of \"ladder\")",
        "12:00 offered to acme/l3 by service_integrator",
        "13:00 warning, 75% of \"four hours\": 3 h of 4 h used, 1 h left, due 14:00",
        "14:00 BREACH: \"four hours\" is not kept: all of its 4 h are used up",
        "14:00 escalated to cio (hierarchical, step 2 of \"ladder\")",
        "14:00 customer is told: ladder, step 2",
      ])
    let summary = result.simulation[life: 0].summary
    #expect(summary.next.isEmpty && summary.total == 4 * 3_600_000)
  }

  @Test func reasonsAreThoseOfTheRules() throws {
    let entries = try #require(try SmallLandscape.simulate([SmallLandscape.opening]).entries[0])
    let offer = try #require(entries.first { $0.handoff != nil })
    #expect(offer.why.rule == "Mail" && offer.why.because == "contract 1")
    #expect(offer.why.place?.description == "main.lua:12")
    let late = try #require(entries.last)
    #expect(late.why.rule == "ladder" && late.why.because == "it is late")
  }

  @Test func aPauseForTheCustomerIsNobodysTime() throws {
    let result = try SmallLandscape.simulate([
      SmallLandscape.opening,
      #"{"case":"R-1","at":"+30m","event":"accept","by":"acme"}"#,
      #"{"case":"R-1","at":"+1h","event":"pause","by":"acme","reason":"customer"}"#,
      #"{"case":"R-1","at":"+2h","event":"resume","by":"customer"}"#,
      #"{"case":"R-1","at":"+4h","event":"resolve","by":"acme"}"#,
    ])
    let lines = result.lines()
    #expect(lines.contains("11:00 clock \"four hours\" pauses: 1 h of 4 h used, 3 h left"))
    #expect(
      lines.contains(
        "12:00 clock \"four hours\" goes on: 1 h of 4 h used, 3 h left, due 15:00"))
    #expect(lines.contains("13:00 escalated to acme/l3 (functional, step 1 of \"ladder\")"))
    #expect(lines.contains("14:00 clock \"four hours\" ends: kept, 3 h of 4 h used"))
    let summary = result.simulation[life: 0].summary
    #expect(summary.customer == 3 * 3_600_000)
    #expect(summary.shares.map(\.milliseconds).reduce(0, +) == summary.total)
  }

  @Test func theEndCutsOffWhatComesLater() throws {
    let event = #"{"case":"R-1","at":"+3h","event":"accept","by":"acme"}"#
    let result = try SmallLandscape.simulate(
      [SmallLandscape.opening, event], until: .sinceOpening(2 * 3_600_000))
    #expect(result.simulation.count.late == 1 && result.simulation.count.events == 0)
    let summary = result.simulation[life: 0].summary
    #expect(summary.total == 2 * 3_600_000)
    // What is due at the end itself has happened.
    #expect(result.lines().contains { $0.hasPrefix("12:00 escalated") })
    #expect(
      summary.next.map { SummaryWording.words($0.what) } == ["75% of \"four hours\" are used up"])
  }

  /// Two, three and four hours after the opening something happens by itself.
  @Test func rulesThatGoOnForEverAreTold() throws {
    let record = try Request(json: SmallLandscape.opening)
    var life = CaseSimulation(
      record, in: CaseSimulation.Surroundings(try SmallLandscape.engine(), World()), mostSteps: 2)
    life.run(until: nil)
    let last = try #require(life.take().last)
    #expect(last.isError)
    guard case .action(.error(let text)) = last.what else { return }
    #expect(text.hasPrefix("the simulation ends here: 2 things happened one after the other"))
    life.run(until: nil)
    #expect(life.take().allSatisfy { !$0.isError })
  }

  private static func opening(_ id: String, _ time: String, customer: String = "c-1") -> String {
    #"{"id":"\#(id)","kind":"incident","service":"mail","priority":2,"customer":"\#(customer)","#
      + #""opened_at":"2026-05-08T\#(time):00+02:00"}"#
  }

  /// R-1 is due at 14:00, and nothing else is broken before 17:59.
  @Test func laterCasesKnowOfPromisesThatWereBrokenBefore() throws {
    let engine = try SmallLandscape.engine(
      adding: """
        trust_period "kept waiting" { after_breach_of = "four hours", of = "customer",
          lasts = hours(3) }

        """)
    let result = try SmallLandscape.simulate(
      [
        Self.opening("R-1", "10:00"), Self.opening("R-2", "13:59"), Self.opening("R-3", "14:00"),
        Self.opening("R-4", "14:01"), Self.opening("R-5", "14:02", customer: "c-2"),
        Self.opening("R-6", "17:00"), Self.opening("R-7", "17:01"),
      ], by: engine)
    let isInForce = result.simulation.cases.map {
      result.simulation[life: $0].state.trustPeriods == ["kept waiting"]
    }
    #expect(isInForce == [false, false, false, true, false, true, false])
    #expect(
      result.lines(3).contains("14:01 \"kept waiting\" is in force: a promise was not kept before"))
    // One that is told alone is the same.
    let alone = try SmallLandscape.simulate(
      [Self.opening("R-1", "10:00"), Self.opening("R-4", "14:01")], by: engine, case: "R-4")
    #expect(alone.simulation.count.cases == 1 && alone.simulation.count.skipped == 1)
    #expect(alone.simulation[life: 0].state.trustPeriods == ["kept waiting"])
    #expect(alone.lines(0) == result.lines(3))
    // What happened to the first meanwhile is told all the same, once and in order.
    #expect(result.lines(0).count == 10 && result.lines(0).last?.hasPrefix("14:00") == true)
  }

  @Test func recordsThatFollowAreOpenedAndLinked() throws {
    let engine = try SmallLandscape.engine(
      adding: """
        follow_up "cause" { when = { kind = "incident", event = "workaround" }, opens = "problem",
          led_by = "owner", same = { "service" } }

        """)
    let result = try SmallLandscape.simulate(
      [
        Self.opening("R-1", "10:00"), Self.opening("R-2", "10:30"),
        #"{"case":"R-1","at":"+1h","event":"accept","by":"acme"}"#,
        #"{"case":"R-1","at":"+2h","event":"workaround","by":"acme"}"#,
        #"{"case":"problem/mail","at":"2026-05-08T12:10:00+02:00","event":"close"}"#,
        #"{"case":"R-2","at":"+2h","event":"workaround"}"#,
      ], by: engine)
    #expect(result.faults.isEmpty && result.simulation.count.cases == 3)
    let problem = result.simulation[life: 2]
    #expect(problem.id == "problem/mail" && problem.state.phase == .open)
    #expect(problem.state.links.map(\.record) == ["R-1", "R-2"])
    #expect(problem.state.links.map(\.units) == [["acme/desk"], []])
    #expect(
      result.lines(0).contains("12:00 goes on in problem \"problem/mail\", led by owner"))
    #expect(
      result.lines(2).filter { $0.contains("somebody") || $0.contains("linked") } == [
        "12:00 record \"R-1\" is linked to it", "12:10 somebody closes it",
        "12:30 somebody reopens it", "12:30 record \"R-2\" is linked to it",
      ])
  }

  @Test func recordsThatOpenRecordsComeToAnEnd() throws {
    // A rule that would follow itself is stopped by the engine.
    let again = try SmallLandscape.engine(
      adding: "follow_up \"again\" { opens = \"problem\", set = { priority = 3 } }\n")
    let first = try SmallLandscape.simulate([SmallLandscape.opening], by: again)
    #expect(first.simulation.count.cases == 2)
    // Rules that follow each other are not, and there is an end to those as well.
    let rules = (0..<6).map { number in
      let condition = number == 0 ? "kind = \"incident\"" : "category = \"c\(number)\""
      return "follow_up \"r\(number)\" { when = { \(condition) }, opens = \"problem\", "
        + "set = { category = \"c\(number + 1)\" } }\n"
    }
    let engine = try SmallLandscape.engine(adding: rules.joined())
    let result = try SmallLandscape.simulate([SmallLandscape.opening], by: engine)
    #expect(result.simulation.count.cases == 6)
    #expect(
      result.lines(5).contains {
        $0.contains("5 records led to one another before it; does a follow_up open records")
      })
  }

  @Test func oneOfManyCases() throws {
    let other = SmallLandscape.opening.replacing("R-1", with: "R-2")
    let result = try SmallLandscape.simulate(
      [SmallLandscape.opening, other, #"{"case":"R-1","at":"+1h","event":"note"}"#], case: "R-2")
    #expect(result.simulation.count.cases == 1 && result.simulation.count.skipped == 2)
    #expect(result.simulation[life: 0].id == "R-2")
  }

  /// The rule base's clocks are believed where they show what the request says.
  @Test(arguments: [
    ("2026-03-28T10:00:00+01:00", "Europe/Paris"), ("2026-05-08T10:00:00+02:00", "Europe/Paris"),
    ("2026-05-08T10:00:00", "Europe/Paris"), ("2026-05-08T10:00:00+01:00", "+01:00"),
    ("2026-05-08T08:00:00Z", "UTC"),
  ])
  func theZoneInWhichTimesAreTold(_ opened: String, _ zone: String) throws {
    let request = Request([("id", .text("R")), ("opened_at", .text(opened))])
    #expect(CaseSimulation(request, by: try SmallLandscape.engine()).zone.name == zone)
  }

  /// Moved from one thing to the next or at once, a case is the same in the end.
  @Test func stepsMakeNoDifference() throws {
    let seed = SeededNumbers.anySeed()
    var numbers = SeededNumbers(seed: seed)
    let engine = try SmallLandscape.engine()
    let names = ["accept", "pause", "resume", "respond", "resolve", "reopen", "note", "close"]
    let opening = Instant(seconds: 1_778_227_200)
    let request = Request([
      ("id", .text("R-1")), ("kind", .text("incident")), ("service", .text("mail")),
      ("priority", .integer(2)), ("opened_at", .instant(opening)),
    ])
    for _ in 0..<20 {
      var simulation = CaseSimulation(request, by: engine)
      var state = engine.open(request, at: opening).case
      var minute: Int64 = 0
      for _ in 0..<8 {
        minute += Int64.random(in: 0...60, using: &numbers)
        let at = Instant(milliseconds: opening.milliseconds + minute * 60_000)
        let event = CaseEvent(
          names.randomElement(using: &numbers) ?? "note", at: at,
          by: CaseEvent.Actor(party: .provider("acme")), reason: "customer")
        simulation.take(event)
        state = engine.advance(state, with: event, at: at).case
      }
      #expect(simulation.state == state, "seed \(seed)")
    }
  }
}
