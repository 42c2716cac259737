import BatonModel
import Testing

@testable import Baton

@Suite struct ChooserTests {
  static let targets = ["acme/l3", "contoso/desk", "acme/payroll-desk"].map(HandMade.target)

  @Test(
    "least loaded: unknown load is 0, ties go to the first",
    arguments: [
      ([:], 0), (["acme/l3": 1], 1), (["acme/l3": 1, "contoso/desk": 1], 2),
      (["acme/l3": 1, "contoso/desk": 1, "acme/payroll-desk": 1], 0),
    ] as [([String: Int], Int)])
  func leastLoaded(load: [String: Int], index: Int) throws {
    let choice = try Chooser.leastLoaded(Self.targets).choose(in: World(load: load))
    #expect(choice.target == Self.targets[index])
    #expect(choice.effects == [.load(Self.targets[index].name)])
  }

  @Test("round robin goes by the counter and moves it on")
  func roundRobin() throws {
    var world = World()
    var chosen: [String] = []
    for _ in 0..<5 {
      let choice = try Chooser.roundRobin(Self.targets).choose(
        in: world, Occasion(counter: "x"))
      chosen.append(choice.target.name)
      world.apply(choice.effects)
    }
    #expect(
      chosen == [
        "acme/l3", "contoso/desk", "acme/payroll-desk", "acme/l3", "contoso/desk",
      ])
    #expect(world.counters == ["x": 5])
  }

  @Test("the stable hash is SplitMix64's finaliser over FNV-1a")
  func hash() {
    // Worked out with an independent implementation of the two published functions.
    #expect(StableHash.of("") == 0xc381_7c01_6ba4_ff30)
    #expect(StableHash.of("R-1") == 0x4c9b_85fd_0e66_7717)
    #expect(StableHash.of("é") == 0x6e24_11eb_6850_90ba)
  }

  @Test("weights are shares of the requests, and one request always goes the same way")
  func weighted() throws {
    let chooser = Chooser.weighted([
      .init(target: Self.targets[0], weight: 3), .init(target: Self.targets[1], weight: 1),
    ])
    var first = 0
    for number in 0..<10_000 {
      let once = try chooser.choose(in: World(), Occasion(id: "R-\(number)"))
      let again = try chooser.choose(in: World(), Occasion(id: "R-\(number)"))
      #expect(once == again)
      if once.target == Self.targets[0] { first += 1 }
    }
    // Five standard deviations of a binomial with n = 10,000 and p = 0.75 are 217.
    #expect(abs(first - 7500) < 217)
  }

  @Test("best: scaled 0 to 1, less is better for a negative weight, missing is worst")
  func best() throws {
    let tradeoff = Chooser.Tradeoff(
      candidates: Self.targets, weights: [("cost", -1), ("satisfaction", 2)],
      values: [[10, 3], [30, 5], [20, nil]])
    let choice = try Chooser.best(tradeoff).choose(in: World())
    // cost: 1, 0, 0.5; satisfaction: 0, 1, missing: 1×1+0 = 1, 0+2×1 = 2, 0.5+0 = 0.5.
    #expect(choice.target == Self.targets[1])
    #expect(
      choice.notes == [
        "acme/l3 scores 1: cost 1 × 1, satisfaction 0 × 2",
        "contoso/desk scores 2: cost 0 × 1, satisfaction 1 × 2",
        "acme/payroll-desk scores 0.5: cost 0.5 × 1, satisfaction 0 × 2",
      ])
    #expect(choice.effects == [])
  }

  @Test("best: equal values are all best, ties go to the first, other weights choose another")
  func ties() throws {
    let equal = Chooser.Tradeoff(
      candidates: Self.targets, weights: [("cost", -1)], values: [[nil], [7], [7]])
    #expect(try Chooser.best(equal).choose(in: World()).target == Self.targets[1])
    let flipped = Chooser.Tradeoff(
      candidates: Self.targets, weights: [("cost", -5), ("satisfaction", 2)],
      values: [[10, 3], [30, 5], [20, nil]])
    #expect(try Chooser.best(flipped).choose(in: World()).target == Self.targets[0])
  }

  @Test("a route whose groups are at their limit is no error, and says in its verdict who is")
  func atTheLimit() throws {
    var rules = HandMade()
    rules.route(
      "chosen", .always,
      to: .chooser(
        .limited(
          .first(Array(Self.targets.prefix(2))), limits: [Self.targets[0]: 2, Self.targets[1]: 1])))
    rules.route("rest", .always, to: .target(Self.targets[2]))
    let busy = World(load: ["acme/l3": 2, "contoso/desk": 1])
    let decision = rules.decide([], in: busy, explain: .full)
    #expect(decision.to == Self.targets[2])
    #expect(!decision.errors.contains { $0.rule == "chosen" })
    let verdict = try #require(decision.verdicts.first { $0.rule == "chosen" })
    #expect(
      verdict.outcome
        == .failed([
          .init(
            field: "to", wanted: "a group below its wip_limit",
            found: "acme/l3 (2), contoso/desk (1)")
        ]))
    // One case less, and it is chosen again; what it takes counts.
    let free = rules.decide([], in: World(load: ["acme/l3": 1, "contoso/desk": 1]))
    #expect(free.to == Self.targets[0] && free.effects == [.load("acme/l3")])
  }

  @Test("a route's choice is explained, and its effects are the decision's")
  func inARoute() {
    var rules = HandMade()
    rules.route("chosen", .always, to: .chooser(.leastLoaded(Self.targets)))
    let decision = rules.decide([], in: World(load: ["acme/l3": 2]))
    #expect(decision.to == Self.targets[1])
    #expect(decision.effects == [.load("contoso/desk")])
    #expect(
      decision.why[.route]?.notes == [
        "load: acme/l3 2, contoso/desk 0, acme/payroll-desk 0"
      ])
  }
}
