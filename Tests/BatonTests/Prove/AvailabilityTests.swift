import BatonModel
import TestSupport
import Testing

@testable import Baton

/// What services give from end to end, and promises that their parts do not make sure.
@Suite struct AvailabilityTests {
  private static let landscape = """
    provider "acme" { default = "a", groups = { a = {}, b = {} } }
    route "All" { to = round_robin { "acme/a", "acme/b" } }

    """

  // MARK: Findings

  @Test("more is promised than the parts make sure")
  func short() throws {
    let rules = try ProvenRules(
      Self.landscape + """
        service "network" { availability = "99.5%" }
        service "records" { availability = "99.5%", depends_on = { "network" } }
        service "door" { availability = "100%" }
        service ⌖"ward" { availability = "99.9%", promised_availability = "99.5%",
          depends_on = { "network", "records", "door" } }
        """)
    #expect(rules.places == rules.marked)
    let found = try #require(rules.findings.first)
    #expect(found.code == "availability-short" && found.severity == .warning)
    // 0.1 + 0.5 + 0.5 % of 720 hours are 7 h 55.2 min, 0.5 % are 3 h 36 min.
    #expect(
      found.message
        == "\"ward\" is promised for 99.5 % of the time, and its parts make only 98.9 % sure: if each "
        + "keeps its word and they fail one after another, it is down for 7 h 55 min in 30 days, and "
        + "3 h 36 min would be allowed")
    #expect(
      found.help
        == "of these \"network\" 3 h 36 min (99.5 %), \"records\" 3 h 36 min (99.5 %), "
        + "\"ward\" 43 min 12 s (99.9 %)")
    #expect(
      found.related.map(\.message) == ["\"network\" gives 99.5 %", "\"records\" gives 99.5 %"])
  }

  @Test(
    "what is not declared breaks no promise, and is told",
    arguments: [
      ("service ⌖\"a\" { promised_availability = \"99%\" }", "not-decided", "available \"a\" is"),
      (
        "service \"n\" {} service ⌖\"a\" { availability = \"99.5%\", "
          + "promised_availability = \"99.5%\", depends_on = { \"n\" } }",
        "not-decided", "available \"n\" is"
      ),
      (
        "service \"n\" {} service ⌖\"a\" { availability = \"99.4%\", "
          + "promised_availability = \"99.5%\", depends_on = { \"n\" } }",
        "availability-short", "99.4 % sure"
      ),
    ])
  func undeclared(_ text: String, _ code: String, _ words: String) throws {
    let rules = try ProvenRules(Self.landscape + text)
    #expect(rules.places == rules.marked)
    let found = try #require(rules.findings.first)
    #expect(found.code == code && found.message.contains(words), "\(found)")
    #expect(found.severity == (code == "not-decided" ? .note : .warning))
  }

  @Test(
    "a promise that is just kept is in order, on every day",
    arguments: ["2026-11-20", "2031-01-01"])
  func kept(_ now: String) throws {
    let rules = try ProvenRules(
      Self.landscape + """
        service "n" { availability = "99.7%" }
        service "a" { availability = "99.8%", promised_availability = "99.5%", depends_on = { "n" } }
        service "b" { availability = "99%" }
        """, now: now)
    #expect(rules.findings.isEmpty, "\(rules.findings)")
  }

  @Test("who knows better accepts the finding")
  func accepted() throws {
    let (checked, _) = try ProvenRules.checked(
      Self.landscape + """
        service "n" { availability = "99%" }
        service "a" { availability = "99%", promised_availability = "99%", depends_on = { "n" },
          accept = { ["availability-short"] = "both stand in one room" } }
        """)
    #expect(!checked.diagnostics.contains { $0.code == "availability-short" })
    #expect(!checked.diagnostics.contains { $0.code == "unused-acceptance" })
  }

  // MARK: What a service gives

  private func whole(_ rules: String, of service: String = "a") throws -> EndToEnd {
    let rules = MarkedRules(["main.lua": Self.landscape + rules])
    #expect(rules.load.diagnostics.isEmpty, "\(rules.load.diagnostics)")
    return try #require(rules.load.engine?.account(ofService: service)).endToEnd
  }

  @Test func eachPartCountsOnce() throws {
    let whole = try whole(
      """
      service "n" { availability = "99%", monthly_cost = 0.1 }
      service "x" { availability = "99.9%", monthly_cost = 0.2, depends_on = { "n" } }
      service "y" { availability = "100%", monthly_cost = 1000, depends_on = { "n", "x" } }
      service "a" { availability = "99.5%", monthly_cost = 0, depends_on = { "x", "y", "n" } }
      """)
    #expect(whole.parts.map(\.service) == ["a", "x", "y", "n"])
    #expect(whole.atLeast?.percent == "98.4 %")
    #expect(whole.atMost?.percent == "99 %")
    // 0.99 × 0.999 × 0.995 = 0.98406495
    #expect(whole.ifIndependent?.percent == "98.406495 %")
    #expect(whole.monthlyCost == 1000.3)
    #expect(whole.withoutAvailability.isEmpty && whole.withoutCost.isEmpty)
  }

  @Test func whatIsNotKnownIsNamedAndNotGuessed() throws {
    let whole = try whole(
      """
      service "n" { monthly_cost = 5 }
      service "x" { availability = "90%" }
      service "a" { depends_on = { "x", "n" } }
      """)
    #expect(whole.withoutAvailability == ["a", "n"] && whole.withoutCost == ["a", "x"])
    #expect(whole.atLeast == nil && whole.ifIndependent == nil)
    #expect(whole.atMost?.percent == "90 %" && whole.monthlyCost == 5)
  }

  @Test("parts that are down for longer than there is time leave nothing")
  func nothingIsLeft() throws {
    let whole = try whole(
      """
      service "n" { availability = "40%" }
      service "a" { availability = "50%", depends_on = { "n" } }
      """)
    #expect(whole.atLeast == Share(billionths: 0) && whole.ifIndependent?.percent == "20 %")
  }

  @Test("a chain of ten thousand services is walked")
  func longChain() throws {
    var rules = "service \"s0\" { availability = \"99.9999999%\" }\n"
    for number in 1..<10_000 {
      rules +=
        "service \"s\(number)\" { availability = \"99.9999999%\", depends_on = { \"s\(number - 1)\" } }\n"
    }
    let whole = try whole(rules, of: "s9999")
    #expect(whole.parts.count == 10_000)
    #expect(whole.atLeast?.percent == "99.999 %")
  }

  /// Any minutes of being down that keep to each part's word keep to what is told of the whole.
  @Test func boundsHoldWhateverFails() throws {
    var random = SeededNumbers()
    for _ in 0..<40 {
      let count = 1 + random.below(5)
      let slots = 1000
      var rules = ""
      var down: [Set<Int>] = []
      for number in 0..<count {
        let lost = random.below(60)
        var failed: Set<Int> = []
        while failed.count < lost { failed.insert(random.below(slots)) }
        down.append(failed)
        let share = "\((slots - lost) / 10).\((slots - lost) % 10)%"
        let parts = (0..<number).filter { _ in random.isOne(in: 2) }.map { "\"s\($0)\"" }
        rules += "service \"s\(number)\" { availability = \"\(share)\", depends_on = { "
        rules +=
          (number == count - 1 ? (0..<number).map { "\"s\($0)\"" } : parts)
          .joined(separator: ", ") + " } }\n"
      }
      if count == 1 { rules = rules.replacing("depends_on = {  } ", with: "") }
      rules = rules.replacing(", depends_on = {  }", with: "")
      let whole = try whole(rules, of: "s\(count - 1)")
      let all = down.reduce(into: Set<Int>()) { $0.formUnion($1) }
      let there = Share(billionths: (slots - all.count) * 1_000_000)
      let (least, most) = try (#require(whole.atLeast), #require(whole.atMost))
      #expect(least <= there && there <= most, "seed \(random.seed)\n\(rules)")
      let independent = try #require(whole.ifIndependent)
      #expect(least <= independent && independent <= most, "seed \(random.seed)\n\(rules)")
    }
  }

  // MARK: How it is written

  @Test(
    "a share is written as a percentage, and nothing else",
    arguments: [
      ("availability = ⌖99.9", "found 99.9"), ("availability = ⌖0.999", "found 0.999"),
      ("availability = ⌖\"99,9%\"", "found \"99,9%\""),
      ("promised_availability = ⌖\"101%\"", "found \"101%\""),
      ("availability = ⌖\"99.99999999%\"", "takes at most 7 digits behind the point"),
      ("monthly_cost = ⌖-1", "takes a number from 0 up, found -1"),
      ("monthly_cost = ⌖\"12\"", "takes a number, found \"12\""),
    ])
  func mistakes(_ attribute: String, _ words: String) {
    let rules = MarkedRules([
      "main.lua": Self.landscape + "service \"a\" { \(attribute) }"
    ])
    #expect(rules.found == rules.marked)
    #expect(rules.load.diagnostics.first?.message.contains(words) == true)
  }

  @Test(
    "a rule base that declares such a field itself is told so",
    arguments: ["availability", "promised_availability", "monthly_cost"])
  func ownField(_ name: String) {
    let rules = MarkedRules([
      "main.lua": Self.landscape + "field ⌖\"\(name)\" { type = \"number\", of = \"service\" }"
    ])
    #expect(rules.found == rules.marked)
    #expect(
      rules.load.diagnostics.first?.message == "\"\(name)\" is a built-in field of a service")
    // Of other records, where it has no meaning of its own, it is any field.
    let other = MarkedRules([
      "main.lua": Self.landscape + """
        field "\(name)" { type = "number", of = "customer" }
        customer "c" { \(name) = -99.9 }
        """
    ])
    #expect(other.load.diagnostics.isEmpty, "\(other.load.diagnostics)")
  }

  @Test("conditions and functions ask for it")
  func conditions() throws {
    let rules = MarkedRules([
      "main.lua": Self.landscape + """
        service "a" { promised_availability = "99.9%" }
        service "b" { promised_availability = "99%" }
        priority "High promises" {
          when = { service = { promised_availability = at_least("99.5%") } }, set = 1 }
        priority "A function" {
          when = { kind = "incident", function(request, its)
            return its.service.promised_availability == 0.99 end }, set = 3 }
        """
    ])
    let engine = try #require(rules.load.engine, "\(rules.load.diagnostics)")
    func priority(_ service: String) -> Int? {
      engine.decide(
        Request(Members([("service", .text(service)), ("kind", .text("incident"))])), in: World()
      ).priority
    }
    #expect(priority("a") == 1 && priority("b") == 3)
    let bare = MarkedRules([
      "main.lua": Self.landscape
        + "priority \"p\" { when = { service = { availability = above(⌖99.9) } }, set = 1 }"
    ])
    #expect(bare.found == bare.marked)
  }
}
