import BatonModel
import Testing

@testable import Baton

/// Adaptations that keep to their process, and others with the shortest path that does not.
///
/// The paths are worked out by hand from the process below. A path counts if it can go on to an end with
/// all rules kept that the adaptation keeps; it is printed up to the step at which the process no longer
/// takes it.
@Suite struct RefinementTests {
  /// Resolving needs a diagnosis before it, or with it. Building needs an approval, that a plan.
  private static let process = """
    process "p" {
      states = {
        new       = { to = { assigned = true, cancelled = "cancel" } },
        assigned  = { to = { "working" } },
        working   = { to = { "waiting", "resolved" } },
        waiting   = { to = { "working" } },
        resolved  = { to = { "closed", "working" } },
        closed    = { final = true },
        cancelled = { final = true } },
      variation "direct" { allows = { assigned = { to = { "resolved" } } } },
      variation "early wait" {
        allows = { new = { to = { "waiting" } }, assigned = { to = { waiting = "hold" } } } },
      variation "password" {
        allows = { new = { to = { "resolved" } } }, when = { category = "password" } },
      variation "own hands" {
        allows = { waiting = { to = { resolved = { by = { "provider", "customer" } } } } } },
      variation "undiagnosed" { skips = "Diagnosed first" },
      variation "no review" { skips = { "Reviewed", "Signed once" } },
      constraint "Diagnosed first" { "diagnose", before = enter "resolved" },
      constraint "Closed in order" { enter "resolved", before = enter "closed" },
      constraint "Reviewed" { "implement", followed_by = "review" },
      constraint "Signed once" { "sign", at_most = 1 },
      constraint "Built after a yes" { "approve", before = "implement" },
      constraint "A yes to a plan" { "plan", before = "approve" },
      constraint "Built by a plan" { "plan", before = "implement" },
      constraint "Begun in time" { "accept", followed_by = "work", within = hours(1) },
      constraint "Answered" { "escalate", followed_by = "answer", when = { priority = 1 } },
      limit "Reopened twice" { events_of = "reopen", at_most = 2 },
      limit "Three handoffs" { handoffs_of = "provider", at_most = 3 },
      four_eyes "Two people" { "approve", "implement", differ_in = "person" },
    }

    """

  struct Adaptation: Sendable, CustomTestStringConvertible {
    let name: String
    let uses: String
    let parts: String
    var verdict = RefinementProof.Verdict.proven
    var path: [String] = []
    /// A part of what helps.
    var help = ""
    var testDescription: String { name }

    var rule: String {
      "adaptation \"\(name)\" { process = \"p\", provider = \"acme\", uses = { \(uses) }, "
        + "until_date = \"2027-06-30\", because = \"annex C\""
        + (parts.isEmpty ? "" : ", \(parts)") + " }\n"
    }
  }

  private static func keeps(_ name: String, _ uses: String, _ parts: String = "") -> Adaptation {
    Adaptation(name: name, uses: uses, parts: parts)
  }

  private static func leaves(
    _ name: String, _ uses: String, _ parts: String, _ path: [String], help: String = ""
  ) -> Adaptation {
    Adaptation(
      name: name, uses: uses, parts: parts, verdict: .refuted, path: path, help: help)
  }

  private static func mayLeave(
    _ name: String, _ uses: String, _ parts: String, _ path: [String], help: String = ""
  ) -> Adaptation {
    Adaptation(
      name: name, uses: uses, parts: parts, verdict: .possible, path: path, help: help)
  }

  static let adaptations: [Adaptation] = [
    keeps("only opens", "\"direct\""),
    keeps("says what it opens", "\"direct\"", "allows = { assigned = { to = { \"resolved\" } } }"),
    keeps(
      "forbids the other way", "\"direct\"", "forbids = { assigned = { to = { \"working\" } } }"),
    keeps("waits early", "\"early wait\"", "allows = { new = { to = { \"waiting\" } } }"),
    keeps(
      "the same event", "\"early wait\"", "allows = { assigned = { to = { waiting = \"hold\" } } }"),
    keeps(
      "the same event, fewer people", "\"early wait\"",
      "allows = { assigned = { to = { waiting = { event = \"hold\", by = \"provider\" } } } }"),
    keeps(
      "fewer events", "\"direct\"",
      "allows = { assigned = { to = { resolved = { \"fix\", \"repair\" } } } }"),
    keeps("a way there is", "\"early wait\"", "allows = { new = { to = { \"assigned\" } } }"),
    keeps(
      "a way there is, by its event", "\"direct\"",
      "allows = { new = { to = { cancelled = \"cancel\" } } }"),
    keeps(
      "the same condition", "\"password\"",
      "allows = { new = { to = { resolved = { when = { category = \"password\" } } } } }"),
    keeps(
      "a narrower condition", "\"password\"",
      "allows = { new = { to = { resolved = { "
        + "when = { category = \"password\", kind = \"incident\" } } } } }"),
    keeps("skips what is open", "\"undiagnosed\"", "skips = \"Diagnosed first\""),
    keeps("skips one of two", "\"no review\"", "skips = \"Reviewed\""),
    keeps("skips what others imply", "\"direct\"", "skips = \"Built by a plan\""),
    keeps("skips what the states imply", "\"direct\"", "skips = \"Closed in order\""),
    keeps(
      "two variations", "\"direct\", \"undiagnosed\"",
      "allows = { assigned = { to = { \"resolved\" } } }, skips = \"Diagnosed first\""),
    keeps(
      "allows and forbids it", "\"direct\"",
      "allows = { new = { to = { \"closed\" } } }, forbids = { new = { to = { \"closed\" } } }"),
    keeps(
      "from where nobody comes", "\"direct\"",
      "allows = { waiting = { to = { \"closed\" } } }, "
        + "forbids = { working = { to = { \"waiting\" } } }"),
    keeps(
      "to where nobody gets out", "\"direct\"",
      "allows = { new = { to = { \"waiting\" } } }, "
        + "forbids = { waiting = { to = { \"working\" } } }"),
    keeps(
      "one of those who may", "\"own hands\"",
      "allows = { waiting = { to = { resolved = { by = \"customer\" } } } }"),

    leaves(
      "waits without leave", "\"direct\"", "allows = { new = { to = { \"waiting\" } } }",
      ["enter \"new\"", "enter \"waiting\""], help: "the variation \"early wait\" opens it"),
    leaves(
      "solves at once", "\"direct\"", "allows = { new = { to = { \"resolved\" } } }",
      ["enter \"new\"", "\"diagnose\" (enter \"resolved\")"],
      help: "the variation \"password\" opens it"),
    leaves(
      "cancels late", "\"direct\"", "allows = { assigned = { to = { \"cancelled\" } } }",
      ["enter \"new\"", "enter \"assigned\"", "enter \"cancelled\""]),
    leaves(
      "cancels while it waits", "\"early wait\"",
      "allows = { waiting = { to = { \"cancelled\" } } }",
      ["enter \"new\"", "enter \"waiting\"", "enter \"cancelled\""]),
    leaves(
      "cancels while it waits, later", "\"direct\"",
      "allows = { waiting = { to = { \"cancelled\" } } }",
      [
        "enter \"new\"", "enter \"assigned\"", "enter \"working\"", "enter \"waiting\"",
        "enter \"cancelled\"",
      ]),
    leaves(
      "waits when it is done", "\"direct\"", "allows = { resolved = { to = { \"waiting\" } } }",
      [
        "enter \"new\"", "enter \"assigned\"", "\"diagnose\" (enter \"resolved\")",
        "enter \"waiting\"",
      ]),
    leaves(
      "any event", "\"early wait\"", "allows = { assigned = { to = { \"waiting\" } } }",
      ["enter \"new\"", "enter \"assigned\"", "enter \"waiting\""]),
    leaves(
      "another event", "\"early wait\"",
      "allows = { assigned = { to = { waiting = { \"hold\", \"park\" } } } }",
      ["enter \"new\"", "enter \"assigned\"", "\"park\" (enter \"waiting\")"]),
    leaves(
      "any event where the process has one", "\"direct\"",
      "allows = { new = { to = { \"cancelled\" } } }", ["enter \"new\"", "enter \"cancelled\""]),
    leaves(
      "skips the diagnosis", "\"direct\"", "skips = \"Diagnosed first\"",
      ["enter \"new\"", "enter \"assigned\"", "enter \"resolved\""],
      help: "the variation \"undiagnosed\" opens it"),
    leaves(
      "skips the diagnosis the long way", "\"no review\"", "skips = \"Diagnosed first\"",
      ["enter \"new\"", "enter \"assigned\"", "enter \"working\"", "enter \"resolved\""]),
    leaves(
      "skips the review", "\"direct\"", "skips = \"Reviewed\"",
      [
        "\"plan\" (enter \"new\")", "\"approve\"", "\"implement\"",
        "\"cancel\" (enter \"cancelled\")",
      ]),
    leaves(
      "signs as often as it likes", "\"direct\"", "skips = \"Signed once\"",
      ["\"sign\" (enter \"new\")", "\"sign\""], help: "the variation \"no review\" opens it"),
    leaves(
      "builds without a yes", "\"direct\"", "skips = \"Built after a yes\"",
      ["\"plan\" (enter \"new\")", "\"implement\""]),
    leaves(
      "a yes to nothing", "\"direct\"", "skips = \"A yes to a plan\"",
      ["\"approve\" (enter \"new\")"], help: "let a variation skip it, or keep it"),
    leaves(
      "reopens", "\"direct\"", "skips = \"Reopened twice\"",
      ["\"reopen\" (enter \"new\")", "\"reopen\"", "\"reopen\""]),
    leaves(
      "never begins", "\"direct\"", "skips = \"Begun in time\"",
      ["\"accept\" (enter \"new\")", "\"cancel\" (enter \"cancelled\")"]),
    mayLeave(
      "answers nobody", "\"direct\"", "skips = \"Answered\"",
      ["\"escalate\" (enter \"new\")", "\"cancel\" (enter \"cancelled\")"]),
    mayLeave("hands on", "\"direct\"", "skips = \"Three handoffs\"", []),
    mayLeave("alone", "\"direct\"", "skips = \"Two people\"", []),
    mayLeave(
      "every request", "\"password\"", "allows = { new = { to = { \"resolved\" } } }",
      ["enter \"new\"", "\"diagnose\" (enter \"resolved\")"],
      help: "it depends on `when` or `by`"),
    mayLeave(
      "a wider condition", "\"password\"",
      "allows = { new = { to = { resolved = { "
        + "when = { category = { \"password\", \"access\" } } } } } }",
      ["enter \"new\"", "\"diagnose\" (enter \"resolved\")"]),
    mayLeave(
      "anybody", "\"own hands\"", "allows = { waiting = { to = { \"resolved\" } } }",
      [
        "enter \"new\"", "enter \"assigned\"", "enter \"working\"", "enter \"waiting\"",
        "\"diagnose\" (enter \"resolved\")",
      ]),
  ]

  private static let proven = Result { try ProvenRules(rules) }
  private static let rules =
    "provider \"acme\" { default = \"desk\", groups = { desk = {} } }\n" + process
    + adaptations.map(\.rule).joined() + "route \"All\" { to = \"acme\" }\n"

  @Test("proven, or the shortest path that leaves the process", arguments: adaptations)
  func adaptation(_ adaptation: Adaptation) throws {
    let proven = try Self.proven.get()
    let proof = try #require(
      proven.proofs.refinements.first { $0.adaptation == adaptation.name })
    #expect(proof.verdict == adaptation.verdict)
    #expect(proof.path == adaptation.path)
    let found = proven.proofs.findings.filter {
      $0.code.hasSuffix("-not-refine") && $0.message.hasPrefix("\"\(adaptation.name)\"")
    }
    switch adaptation.verdict {
    case .proven: #expect(found.isEmpty)
    case .refuted: #expect(found.map(\.severity) == [.error])
    default: #expect(found.map(\.severity) == [.warning])
    }
    if !adaptation.path.isEmpty {
      #expect(found.first?.message.contains(adaptation.path.joined(separator: " → ")) == true)
    }
    if !adaptation.help.isEmpty {
      #expect(found.first?.help?.contains(adaptation.help) == true, "\(found.first?.help ?? "")")
    }
  }

  @Test("what an adaptation shuts")
  func forbidden() throws {
    let found = try Self.proven.get().proofs.findings.filter {
      $0.code.hasPrefix("state-") && $0.message.hasPrefix("with")
    }
    #expect(
      found.map(\.message).sorted() == [
        "with \"from where nobody comes\" no case comes to \"waiting\"",
        "with \"to where nobody gets out\" a case in \"waiting\" never ends",
      ])
    #expect(Set(found.map(\.severity)) == [.note, .warning])
  }

  @Test("as many of both as were promised")
  func count() {
    #expect(Self.adaptations.count { $0.verdict == .proven } == 20)
    #expect(Self.adaptations.count { $0.verdict != .proven } >= 20)
  }
}
