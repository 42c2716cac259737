import BatonModel
import Testing

@testable import Baton

/// Constraints that can each be kept and not together: told by the event after which it is so.
@Suite struct ConflictTests {
  private static func process(_ constraints: [String]) -> String {
    "process \"p\" { of = { kind = \"incident\" }, "
      + constraints.enumerated().map { "constraint \"c\($0)\" \($1)" }.joined(separator: ", ")
      + " }\n"
  }

  struct Found: Sendable {
    let constraints: [String]
    let events: [String]
    /// The event and the names.
    var conflicts: [String] = []
  }

  static let cases: [Found] = [
    // After a there must be a b, which may not be with c.
    Found(
      constraints: ["{ \"a\", followed_by = \"b\" }", "{ never = \"b\", with = \"c\" }"],
      events: ["c", "x", "a", "x"], conflicts: ["a: c0 c1"]),
    Found(
      constraints: ["{ \"a\", followed_by = \"b\" }", "{ never = \"b\", with = \"c\" }"],
      events: ["a", "b", "x"]),
    Found(
      constraints: ["{ \"a\", followed_by = \"b\" }", "{ never = \"b\", with = \"c\" }"],
      events: ["a", "c"], conflicts: ["c: c0 c1"]),
    // Each is answered by the other, for ever: no end is left.
    Found(
      constraints: ["{ \"a\", followed_by = \"b\" }", "{ \"b\", followed_by = \"a\" }"],
      events: ["x", "b", "a"], conflicts: ["b: c0 c1"]),
    // Any two of the three can be kept. What has no part in it is not named.
    Found(
      constraints: [
        "{ \"a\", followed_by = { \"b\", \"c\" } }", "{ never = \"b\", after = \"x\" }",
        "{ never = \"c\", after = \"y\" }", "{ \"d\", before = \"b\" }",
      ],
      events: ["x", "y", "a"], conflicts: ["a: c0 c1 c2"]),
    // What is broken already is told as that, and is in no conflict.
    Found(
      constraints: ["{ \"a\", followed_by = \"b\" }", "{ \"b\", at_most = 0 }"],
      events: ["b", "a"]),
    // Time may let both be kept.
    Found(
      constraints: [
        "{ \"a\", followed_by = \"b\" }", "{ never = \"b\", after = \"c\", within = hours(1) }",
      ],
      events: ["c", "a"]),
    // What follows only sometimes may be kept by a request that changes.
    Found(
      constraints: [
        "{ \"a\", followed_by = \"b\", when = { priority = 1 } }",
        "{ never = \"b\", with = \"c\" }",
      ],
      events: ["c", "a"]),
    Found(
      constraints: [
        "{ \"a\", followed_by = \"b\", when = { priority = 3 } }",
        "{ never = \"b\", with = \"c\" }",
      ],
      events: ["c", "a"], conflicts: ["a: c0 c1"]),
  ]

  @Test("a conflict is told once, by its event", arguments: cases)
  func conflicts(_ found: Found) throws {
    var script = try CaseScript(
      Self.process(found.constraints), at: "2026-05-04T09:00",
      [("service", .text("payroll")), ("priority", .integer(3))])
    for (minute, event) in found.events.enumerated() {
      try script.take(event, at: "2026-05-04T09:\(10 + minute)", by: "acme")
    }
    let told = script.actions.compactMap { action -> String? in
      guard case .deviation(let deviation) = action.kind,
        case .conflict(let names) = deviation.kind
      else { return nil }
      #expect(!deviation.isViolation)
      return "\(deviation.event ?? ""): \(names.joined(separator: " "))"
    }
    #expect(told == found.conflicts)
  }

  @Test("what can get into conflict, and what cannot be decided, is told beforehand")
  func beforehand() throws {
    let rules = try ProvenRules(
      "process \"p\" { states = { n = { to = { \"d\" } }, d = { final = true } }, "
        + "constraint ⌖\"x\" { \"a\", followed_by = \"b\" }, "
        + "constraint \"y\" { never = \"b\", with = \"c\" } }")
    #expect(rules.findings.map(\.code) == ["may-conflict"])
    // Both ways there are as short, and events are tried as they are named.
    #expect(
      rules.findings.map(\.message) == [
        "\"x\" and \"y\" can get into conflict: after \"a\" (enter \"n\") → \"c\" not all can be kept"
      ])
    #expect(rules.places == rules.marked)

    // So many states as no product can number.
    let many = (0..<60).map {
      "constraint \"c\($0)\" { \"hub\", followed_by = \"e\($0)\", alternating = true }"
    }
    let large = try ProvenRules("process \"p\" { \(many.joined(separator: ", ")) }")
    #expect(large.findings.map(\.code) == ["conflicts-not-decided"])
    #expect(large.findings.first?.message.contains("100000 states of a product") == true)
  }
}
