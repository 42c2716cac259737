import Baton
import BatonModel
import BatonRecords
import BatonTime
import TestSupport
import Testing

@testable import BatonWorkbench

/// Cases that live side by side find the world as the others have left it.
@Suite struct KeptWorldTests {
  private static let groups = """
    provider "shop" { default = "first", groups = { first = { wip_limit = 1 },
      second = { wip_limit = 2 }, third = {} } }

    """

  private static func opening(_ id: String, _ time: String) -> String {
    #"{"id":"\#(id)","kind":"service_request","opened_at":"2026-05-08T\#(time):00+02:00"}"#
  }

  private static func event(_ id: String, _ time: String, _ rest: String) -> String {
    #"{"case":"\#(id)","at":"2026-05-08T\#(time):00+02:00",\#(rest)}"#
  }

  /// Where each case went first.
  private func routed(_ route: String, _ lines: [String], world: World = World()) throws
    -> [String?]
  {
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Requests\" { when = { kind = \"service_request\" }, to = \(route) }\n")
    let result = try SmallLandscape.simulate(lines, by: engine, in: world)
    #expect(result.faults.isEmpty)
    return result.simulation.cases.map {
      result.simulation[life: $0].state.handoffs.first?.to.unit
    }
  }

  private let firstFree = #"first_free { "shop/first", "shop/second", "shop/third" }"#

  @Test("who is full is passed over, and gets work again when a case is done")
  func limits() throws {
    let routed = try routed(
      firstFree,
      [
        Self.opening("A", "10:00"), Self.opening("B", "10:01"), Self.opening("C", "10:02"),
        Self.opening("D", "10:03"), Self.event("A", "10:04", #""event":"resolve""#),
        Self.opening("E", "10:05"), Self.opening("F", "10:06"),
      ])
    let expected = ["first", "second", "second", "third", "first", "third"].map { "shop/\($0)" }
    #expect(routed == expected)
  }

  @Test("what is open already counts as well, and what is handed on makes room")
  func toldLoad() throws {
    let routed = try routed(
      firstFree,
      [
        Self.opening("A", "10:00"), Self.opening("B", "10:01"), Self.opening("C", "10:02"),
        Self.event("A", "10:03", #""event":"assign","to":"fuji/desk""#), Self.opening("D", "10:04"),
      ], world: World(load: ["shop/first": 1, "shop/second": 1]))
    #expect(
      routed.map { $0?.split(separator: "/").last } == ["second", "third", "third", "second"])
  }

  @Test func theLeastLoadedIsWhoHasLeastThen() throws {
    let routed = try routed(
      #"least_loaded { "shop/second", "shop/third" }"#,
      [
        Self.opening("A", "10:00"), Self.opening("B", "10:01"),
        Self.event("A", "10:02", #""event":"close""#), Self.opening("C", "10:03"),
        Self.opening("D", "10:04"), Self.opening("E", "10:05"),
      ])
    // B is open at the third when C comes, both have one when D comes, and then the second has two.
    let expected = ["second", "third", "second", "second", "third"].map { "shop/\($0)" }
    #expect(routed == expected)
  }

  @Test("turns go on from those that were taken, and one that is told alone has its own")
  func turns() throws {
    let route = #"round_robin { "shop/third", "acme/l3", "fuji" }"#
    let lines = [
      Self.opening("A", "10:00"), Self.opening("B", "10:01"), Self.opening("C", "10:02"),
    ]
    let names = try routed(route, lines, world: World(counters: ["Requests": 1]))
    #expect(names == ["acme/l3", "fuji/desk", "shop/third"])
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Requests\" { when = { kind = \"service_request\" }, to = \(route) }\n")
    let alone = try SmallLandscape.simulate(lines, by: engine, case: "B")
    #expect(alone.simulation[life: 0].state.routed == "acme/l3")
  }

  @Test("a case goes nowhere else because the world has changed")
  func chosenOnce() throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Requests\" { when = { kind = \"service_request\" }, to = \(firstFree) }\n")
    let result = try SmallLandscape.simulate(
      [
        Self.opening("A", "10:00"), Self.opening("B", "10:01"),
        Self.event("A", "10:02", #""event":"close""#),
        Self.event("B", "10:03", #""event":"accept""#),
        Self.event("B", "10:04", #""event":"update","set":{"impact":"high"}"#),
      ], by: engine)
    let state = result.simulation[life: 1].state
    #expect(state.routed == "shop/second" && state.holder.unit == "shop/second")
    // The second is what the ladder does two hours later.
    #expect(state.handoffs.map(\.to.unit) == ["shop/second", "acme/l3"])
  }

  @Test("a step says which turn was taken")
  func effects() throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Turns\" { when = { kind = \"service_request\" }, to = round_robin { \"shop/third\", \"fuji\" } }\n"
    )
    let at = Instant(milliseconds: 0)
    let request = Request([("id", .text("A")), ("kind", .text("service_request"))])
    let step = engine.open(request, at: at)
    #expect(step.effects == [.counter("Turns")])
    var world = World()
    world.apply(step.effects)
    #expect(engine.open(request, at: at, in: world).case.routed == "fuji/desk")
    let event = CaseEvent("update", at: Instant(milliseconds: 1000))
    #expect(engine.advance(step.case, with: event, at: event.at, in: world).effects.isEmpty)
  }

  /// The rule that takes turns comes to hold where the case is already, or while somebody sends it elsewhere.
  @Test("what would be chosen later moves nobody", arguments: ["", #","to":"shop/second""#])
  func chosenWhereItIs(sentTo: String) throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups + """
        route "Turns" { when = { kind = "change" }, to = round_robin { "shop/third", "acme/l3" } }
        route "Others" { when = { kind = "service_request" }, to = "shop/third" }

        """)
    let event = sentTo.isEmpty ? "update" : "assign"
    let result = try SmallLandscape.simulate(
      [
        Self.opening("A", "08:00"),
        Self.event("A", "08:10", #""event":"\#(event)","set":{"kind":"change"}\#(sentTo)"#),
        Self.opening("B", "08:20").replacing("service_request", with: "change"),
        Self.event("A", "08:30", #""event":"update","set":{"impact":"low"}"#),
      ], by: engine, until: .sinceOpening(3_600_000))
    let units = result.simulation[life: 0].state.handoffs.map(\.to.unit)
    #expect(units == (sentTo.isEmpty ? ["shop/third"] : ["shop/third", "shop/second"]))
    // Whoever was sent elsewhere took no turn; whoever was there already did.
    #expect(
      result.simulation[life: 1].state.routed == (sentTo.isEmpty ? "acme/l3" : "shop/third"))
  }

  @Test("a case whose time has ended has nothing open")
  func ended() throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Requests\" { when = { kind = \"service_request\" }, to = \(firstFree) }\n")
    let result = try SmallLandscape.simulate(
      [Self.opening("A", "08:00"), Self.opening("B", "08:59"), Self.opening("C", "09:01")],
      by: engine, until: .sinceOpening(3_600_000))
    let routed = result.simulation.cases.map { result.simulation[life: $0].state.routed }
    #expect(routed == ["shop/first", "shop/second", "shop/first"])
  }

  @Test("records that come too late for others are counted, and a full number stays full")
  func disorder() throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Requests\" { when = { kind = \"service_request\" }, to = \(firstFree) }\n")
    let result = try SmallLandscape.simulate(
      [
        Self.opening("A", "10:00"), Self.opening("B", "11:00"),
        Self.event("A", "10:30", #""event":"resolve""#), Self.opening("C", "12:00"),
      ], by: engine, in: World(load: ["shop/first": .max]))
    #expect(result.simulation.count.disordered == 1)
    #expect(result.simulation.count.words.contains("1 out of order"))
    #expect(result.simulation[life: 2].state.routed == "shop/second")
    let lines = [
      Self.opening("A", "10:00"), Self.opening("B", "11:00"),
      Self.event("A", "10:30", #""event":"resolve""#),
    ]
    let measured = try MeasuredLog.lived(engine, lines.joined(separator: "\n"))
    let foot = Report(of: measured, by: engine, named: "cases").foot
    #expect(foot.contains { $0.hasPrefix("1 record behind later ones of other cases") })
    // What happened is measured as it happened: A was done after half an hour, not after an hour.
    #expect(measured.cases[0].resolved - measured.cases[0].opened == 1_800_000)
  }

  @Test("of a case without a time nobody knows when it was open, and shadows ask for nothing")
  func undated() throws {
    let route = "route \"Requests\" { when = { kind = \"service_request\" }, to = \(firstFree) }\n"
    let measured = try MeasuredLog.lived(
      SmallLandscape.engine(adding: Self.groups + route),
      [#"{"id":"A","kind":"service_request"}"#, Self.opening("B", "10:00")]
        .joined(separator: "\n"))
    let ruled = measured.cases.map { measured.names[$0.ruled] }
    #expect(ruled == ["shop/first", "shop/first"])
    let shadow = try SmallLandscape.engine(
      adding: Self.groups
        + "route \"Trial\" { mode = \"shadow\", when = { kind = \"change\" }, to = \(firstFree) }\n"
    )
    #expect(shadow.groupsAskedForLoad.isEmpty && !shadow.takesTurns)
  }

  // MARK: Against moving all cases by hand

  /// Cases that are moved on one by one, with all that is open counted anew before each move.
  private struct ByHand {
    let engine: Engine
    var cases: [Case] = []
    var timers: [Instant?] = []
    var turns: [String: Int] = [:]

    /// What the others have open, and whose turn it is.
    private func world(for index: Int) -> World {
      var world = World(counters: turns)
      for (other, one) in cases.enumerated() where other != index && one.phase == .open {
        let (party, group) =
          one.offer.map { ($0.to.party, $0.to.group) } ?? (one.holder.party, one.holder.group)
        if let group { world.load["\(party.name)/\(group)", default: 0] += 1 }
      }
      return world
    }

    private mutating func keep(_ step: CaseStep, _ index: Int) {
      for case .counter(let name) in step.effects { turns[name, default: 0] += 1 }
      if index == cases.count {
        cases.append(step.case)
        timers.append(nil)
      }
      cases[index] = step.case
      for action in step.actions { if case .timer(let at) = action.kind { timers[index] = at } }
    }

    mutating func wait(until end: Instant?) {
      while let at = timers.compactMap(\.self).min(), end.map({ at < $0 }) ?? true,
        let index = timers.firstIndex(of: at)
      {
        keep(engine.advance(cases[index], to: at, in: world(for: index)), index)
      }
    }

    mutating func open(_ request: Request, at instant: Instant) {
      wait(until: instant)
      keep(engine.open(request, at: instant, in: world(for: cases.count)), cases.count)
    }

    mutating func take(_ event: CaseEvent, _ index: Int) {
      wait(until: event.at)
      keep(engine.advance(cases[index], with: event, at: event.at, in: world(for: index)), index)
    }
  }

  @Test("any histories live as if all cases were moved on by hand, one after the other")
  func byHand() throws {
    let engine = try SmallLandscape.engine(
      adding: Self.groups + """
        route "Free" { when = { kind = "service_request", service = absent }, to = \(firstFree) }
        route "Turns" { when = { kind = "change" }, to = round_robin { "shop/first", "acme", "fuji" } }
        route "Least" { when = { kind = "problem" }, to = least_loaded { "acme/l3", "shop/third" } }

        """)
    var random = SeededNumbers()
    var places: Set<String?> = []
    for _ in 0..<40 {
      var hand = ByHand(engine: engine)
      var simulation = try Simulation(engine)
      var now: Int64 = 1_778_227_200_000
      for number in 0..<60 {
        now += Int64(random.below(40)) * 60_000
        let at = Instant(milliseconds: now)
        if number < 4 || random.below(3) == 0 {
          var pairs: [(String, Value)] = [
            ("id", .text("R-\(number)")),
            ("kind", .text(random.pick(["service_request", "change", "problem", "incident"]))),
            ("opened_at", .instant(at)), ("priority", .integer(1 + random.below(4))),
          ]
          // With a ladder that gives it to somebody else by itself.
          if random.below(3) == 0 { pairs.append(("service", .text("mail"))) }
          hand.open(Request(pairs), at: at)
          _ = simulation.take(Self.record(Members(pairs)), isTabular: false)
        } else {
          let index = random.below(hand.cases.count)
          var event = CaseEvent(
            random.pick([
              "accept", "resolve", "close", "reopen", "assign", "pause", "resume", "update",
            ]),
            at: at)
          if event.name == "assign" {
            event.details = Members([
              ("to", .text(random.pick(["shop/first", "shop/second", "acme/l3", "fuji/desk"])))
            ])
          }
          if event.name == "pause" { event.reason = "customer" }
          hand.take(event, index)
          var pairs: [(String, Value)] = [
            ("case", .text(hand.cases[index].id)), ("at", .instant(at)),
            ("event", .text(event.name)),
          ]
          pairs += event.details.compactMap { name, value in value.map { (name, $0) } }
          if let reason = event.reason { pairs.append(("reason", .text(reason))) }
          _ = simulation.take(Self.record(Members(pairs)), isTabular: false)
        }
      }
      hand.wait(until: nil)
      for index in simulation.cases { _ = simulation.finish(index) }
      try #require(simulation.cases.count == hand.cases.count)
      for index in simulation.cases {
        let state = simulation[life: index].state
        #expect(state == hand.cases[index], "seed \(random.seed)")
        places.insert(state.routed)
      }
    }
    // All of them were chosen once.
    #expect(
      places.isSuperset(of: ["shop/first", "shop/second", "shop/third", "acme/l3", "fuji/desk"]))
  }

  private static func record(_ members: Members) -> RecordOutcome {
    .record(Record(value: members, line: 1, number: 1, repeated: []))
  }
}
