import BatonModel
import BatonTime
import Foundation
import Testing

@testable import Baton

/// How people are answered, what helps, who is certified, and what a broken promise means afterwards.
@Suite struct AnswerTests {
  private static func decide(
    _ rules: String, _ members: [(String, Value)] = [], at time: String = "2026-05-22T10:00:00Z",
    breaches: [Breach] = [], explain: Explanation = .winners
  ) throws -> Decision {
    let engine = try CaseScript.engine(rules)
    return engine.decide(
      Request(
        [("id", .text("R-1")), ("kind", .text("incident")), ("priority", .integer(3))] + members),
      in: World(now: try #require(ISO8601.parse(time)).instant, breaches: BreachHistory(breaches)),
      explain: explain)
  }

  // MARK: Replies

  private static let replies = """
    reply "standard" { template = "plain", tone = "friendly", sender = "integrator/desk",
      compliance = { "gdpr" } }
    reply "chat" { when = { channel = "chat" }, level = "service", template = "short" }
    reply "payroll" { when = { service = "payroll" }, tone = "formal", compliance = { "tax", "gdpr" } }
    """

  @Test("each part is said by the first rule that says it, what is to be observed by all")
  func reply() throws {
    let reply = try #require(
      try Self.decide(Self.replies, [("channel", .text("chat")), ("service", .text("payroll"))])
        .reply)
    // The narrower level first; "standard" stands above "payroll", so its tone counts.
    #expect(
      reply.terms
        == ReplyTerms(
          template: "short", tone: "friendly", sender: "integrator/desk",
          compliance: ["gdpr", "tax"]))
    #expect(reply.by.map(\.reason.rule) == ["chat", "standard", "payroll"])
    #expect(
      reply.by.map(\.gives) == [["template"], ["tone", "sender", "compliance"], ["compliance"]])
  }

  @Test("the decision's JSON has the reply and the knowledge, and says which rules want it")
  func json() throws {
    let rules = """
      reply "chat" { when = { channel = "chat" }, template = "short", because = "who chats is in a hurry" }
      knowledge "old" { link = "https://kb/1", owner = "ann", review_by = "2026-05-21" }
      knowledge "new" { link = "https://kb/2", review_by = "2026-05-22" }
      """
    let json = try Self.decide(rules, [("channel", .text("chat"))]).json
    let line = CaseScript.landscape.split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(
      json.contains(
        #""reply":{"template":"short","by":[{"rule":"chat","at":"main.lua:\#(line)","#
          + #""because":"who chats is in a hurry","gives":["template"]}]}"#))
    // What was to be reviewed by the day before comes last, and is said to be overdue.
    #expect(
      json.contains(
        #""knowledge":[{"article":"new","at":"main.lua:\#(line + 2)","link":"https://kb/2","#
          + #""review_by":"2026-05-22"},{"article":"old","at":"main.lua:\#(line + 1)","#
          + #""link":"https://kb/1","owner":"ann","review_by":"2026-05-21","overdue":true}]"#))
    #expect(try !Self.decide("").json.contains("reply"))
  }

  @Test("a reply in shadow says what it would have done, and does nothing")
  func shadow() throws {
    let decision = try Self.decide("reply \"s\" { template = \"new\", mode = \"shadow\" }")
    #expect(decision.reply == nil)
    #expect(decision.shadows.map(\.would) == ["answer by template \"new\""])
  }

  // MARK: Certificates

  private static let certified = """
    provider "bank" { groups = {
      cards = { skills = { "cards" }, certified = { pci = "2026-05-22" } },
      vault = { skills = { "cards" }, certified = { pci = "2026-12-31", iso = true } },
      hall  = { skills = { "cards" }, certified = { "iso" } } } }
    route "cards" { when = { category = "card" }, to = skilled { "cards", certified = "pci" } }
    """

  @Test(
    "a certificate holds until the end of its last day in the rule base's zone",
    arguments: [
      ("2026-05-22T21:59:59Z", "bank/cards"), ("2026-05-22T22:00:00Z", "bank/vault"),
      ("2026-12-31T22:59:59Z", "bank/vault"), ("2026-12-31T23:00:00Z", "integrator/desk"),
    ])
  func certificate(_ time: String, _ to: String) throws {
    let decision = try Self.decide(Self.certified, [("category", .text("card"))], at: time)
    #expect(decision.to?.name == to)
    let isOver = to == "integrator/desk"
    #expect(
      decision.errors.map(\.message)
        == (isOver
          ? ["nobody has a valid certificate \"pci\" any more, the last until 2026-12-31"] : []))
    if to == "bank/cards" {
      #expect(
        decision.why[.route]?.notes == [
          "has the skills \"cards\"", "is certified for \"pci\" until 2026-05-22",
        ])
    }
  }

  @Test("who is certified for good needs no clock")
  func endless() throws {
    let rules = Self.certified.replacing(
      "certified = \"pci\"", with: "certified = \"iso\", among = { \"bank/vault\", \"bank/hall\" }")
    let engine = try CaseScript.engine(rules)
    let decision = engine.decide(Request([("category", .text("card"))]))
    #expect(decision.to?.name == "bank/vault")
    let asked = try CaseScript.engine(Self.certified).decide(Request([("category", .text("card"))]))
    #expect(asked.errors.map(\.message).contains { $0.hasPrefix("nobody can be chosen by cert") })
  }

  // MARK: Trust

  private static let trust = """
    sla "four" { metric = "time_to_restore", within = hours(4) }
    trust_period "kept waiting" { after_breach_of = "four", of = "customer", lasts = days(30) }
    trust_period "shaky service" { after_breach_of = "four", of = "service", lasts = days(1) }
    trust_period "shaky provider" { after_breach_of = "four", of = "provider", lasts = days(1) }
    priority "strict" { when = { trust_period = "kept waiting" }, not_below = 2 }
    approval "two look" { when = { trust_period = "shaky provider" }, by = { "lead" } }
    """

  private static func breach(
    _ time: String, customer: String? = nil, service: String? = nil, provider: String? = nil,
    of agreement: String = "four"
  ) throws -> Breach {
    Breach(
      agreement: agreement, at: try #require(ISO8601.parse(time)).instant, customer: customer,
      service: service, provider: provider)
  }

  @Test(
    "a time after a broken promise begins after it and lasts to its last instant",
    arguments: [
      ("2026-05-22T10:00:00Z", false), ("2026-05-22T09:59:59Z", true),
      ("2026-04-22T10:00:00Z", true), ("2026-04-22T09:59:59Z", false),
      ("2026-05-23T10:00:00Z", false),
    ])
  func period(_ brokenAt: String, _ isInForce: Bool) throws {
    let decision = try Self.decide(
      Self.trust, [("customer", .text("c-1"))],
      breaches: [try Self.breach(brokenAt, customer: "c-1")])
    #expect(decision.priority == (isInForce ? 2 : 3))
    #expect(decision.notes.count == (isInForce ? 1 : 0))
  }

  @Test("it is in force for whom the promise was broken, and for none else")
  func subjects() throws {
    let broken = try Self.breach(
      "2026-05-22T09:00:00Z", customer: "c-1", service: "payroll", provider: "acme")
    let other = try Self.decide(
      Self.trust, [("customer", .text("c-2")), ("service", .text("mail"))], breaches: [broken])
    #expect(other.priority == 3 && other.notes.isEmpty && other.approvals.isEmpty)
    // Acme gets it: what is known only after routing is known to what follows.
    let theirs = try Self.decide(
      Self.trust, [("customer", .text("c-2")), ("service", .text("payroll"))], breaches: [broken])
    #expect(theirs.priority == 3 && theirs.approvals.map(\.reason.rule) == ["two look"])
    #expect(theirs.notes.count == 2)
    let another = try Self.decide(
      Self.trust, [("customer", .text("c-1"))],
      breaches: [try Self.breach("2026-05-22T09:00:00Z", customer: "c-1", of: "five")])
    #expect(another.priority == 3)
  }

  @Test("what the request says of it counts")
  func said() throws {
    let said = try Self.decide(Self.trust, [("trust_period", .list([.text("kept waiting")]))])
    #expect(said.priority == 2)
    let none = try Self.decide(
      Self.trust, [("customer", .text("c-1")), ("trust_period", .list([]))],
      breaches: [try Self.breach("2026-05-22T09:00:00Z", customer: "c-1")])
    #expect(none.priority == 3)
  }
}
