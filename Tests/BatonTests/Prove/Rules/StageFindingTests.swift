import BatonModel
import BatonTime
import Testing

@testable import Baton

/// What is found of stages that see what others made of a request, and the requests that show it.
@Suite struct StageFindingTests {
  private static func found(_ rules: String, _ code: String) throws -> [CheckedRules.Finding] {
    try RuleFindingTests.checked(rules).0.findings.filter { $0.diagnostic.code == code }
  }

  private static let never = "is about no request: what the rules before it make of"

  @Test(
    "what the stages before never leave is found",
    arguments: [
      // All get a priority from rules, and none gives this one.
      (
        """
        priority "Vital" { when = { service = { criticality = "vital" } }, set = 1 }
        priority "Others" { set = 3 }
        route "Slow lane" { when = { priority = 5 }, to = "acme/l3" }
        """, "\"Slow lane\" \(never) \"priority\" never meets its conditions"
      ),
      // The floor keeps it more urgent.
      (
        """
        priority "Vital" { when = { service = { criticality = "vital" } }, not_below = 2 }
        route "Calm" { when = { service = "payroll", priority = less_urgent_than(2) },
          to = "acme/l3" }
        """, "\"Calm\" \(never) \"priority\" and \"service\" never meets its conditions"
      ),
      // The matrix gives P1 for these.
      (
        """
        route "Odd" { when = { impact = "high", urgency = "high", priority = 3 }, to = "acme/l3" }
        """, "\"Odd\" \(never) \"priority\" never meets its conditions"
      ),
      // A table sets it for every request, whatever the request says.
      (
        """
        decision_table "Tier" { hit = "first", overwrite = true, columns = { "size", "-> category" },
          { "> 10", "large" }, { "-", "small" } }
        route "Large" { when = { category = "large", size = below(5) }, to = "acme/l3" }
        """, "\"Large\" \(never) \"category\" never meets its conditions"
      ),
      // A later table is about what an earlier one cannot have left.
      (
        """
        decision_table "Tier" { hit = "first", overwrite = true, columns = { "size", "-> category" },
          { "> 10", "large" }, { "-", "small" } }
        decision_table "Site" { hit = "first", columns = { "category", "-> location" },
          { "large", "a" }, { "middle", "b" }, { "-", "c" } }
        """, "row 2 of \"Site\" \(never) \"category\" never meets its conditions"
      ),
      // Outputs that one row sets go together.
      (
        """
        decision_table "Both" { hit = "first", overwrite = true,
          columns = { "size", "-> category", "-> location" },
          { "> 10", "large", "a" }, { "-", "small", "b" } }
        route "Mixed" { when = { category = "large", location = "b" }, to = "acme/l3" }
        """, "\"Mixed\" \(never) \"category\" and \"location\" never meets its conditions"
      ),
    ])
  func neverComes(_ rules: String, _ message: String) throws {
    #expect(try Self.found(rules, "never-holds").map(\.diagnostic.message) == [message])
  }

  @Test(
    "what a request or a day may still bring is not",
    arguments: [
      // The request's own priority counts where nothing else gives one.
      "route \"a\" { when = { priority = 5, impact = absent }, to = \"acme/l3\" }",
      // So does its own category, which no rule overwrites.
      """
      classify "c" { when = { size = above(3) }, set = { category = "x" } }
      route "a" { when = { size = 4, category = "y" }, to = "acme/l3" }
      """,
      // The rule that sets it is in force for some days only.
      """
      priority "c" { set = 3, until_date = "2026-12-01" }
      route "a" { when = { priority = 5 }, to = "acme/l3" }
      """,
      // A function may set anything.
      """
      classify "c" { set = { category = function(request) return request.summary end },
        overwrite = true }
      route "a" { when = { category = "y" }, to = "acme/l3" }
      """,
      // The route says who has it, whatever the request says.
      """
      classify "c" { set = { provider = "acme" }, overwrite = true }
      plan "p" { when = { provider = "fuji" }, task "a" { to = "fuji" } }
      """,
      // An item may say its service.
      """
      classify "c" { when = { service = "mail" }, set = { service = "payroll" }, overwrite = true }
      route "a" { when = { service = "mail" }, to = "acme/l3" }
      """,
      // A row that sets only one of two fields leaves the other as it was.
      """
      decision_table "t" { hit = "first", columns = { "size", "-> category", "-> location" },
        { "> 10", "large", "" }, { "-", "small", "b" } }
      route "a" { when = { category = "large", location = absent }, to = "acme/l3" }
      """,
    ])
  func mayCome(_ rules: String) throws {
    let checked = try RuleFindingTests.checked(rules).0
    let told = checked.diagnostics.map(\.code).filter { $0 == "never-holds" || $0 == "unreachable" }
    #expect(told == [])
  }

  @Test func aRouteIsShownByARequestThatBecomesSo() throws {
    let rules = """
      priority "Vital" { when = { service = { criticality = "vital" } }, set = 1 }
      route "All urgent" { when = { priority = 1 }, to = "acme/l3" }
      route "Payroll" { when = { priority = 1, service = "payroll" }, to = "acme/desk" }
      """
    let finding = try #require(try Self.found(rules, "unreachable").first)
    let witness = try #require(finding.witness)
    #expect(witness.title == "All urgent before Payroll")
    let load = MarkedRules(
      ["main.lua": RuleFindingTests.landscape + rules + RuleFindingTests.end]
    ).load
    let decision = try #require(load.engine).decide(witness.request)
    #expect(decision.reason(of: .route)?.rule == "All urgent")
    #expect(decision.priority == 1)
    #expect(witness.request.members["service"] == .text("payroll"))
    #expect(finding.diagnostic.help?.contains("service = \"payroll\"") == true)
  }

  @Test func whatAListSetsIsFollowedWithoutLeavingIt() throws {
    let checked = try RuleFindingTests.checked(
      """
      field "marks" { type = "list", of = "request" }
      classify "c0" { when = any_of { { marks = "p" }, { marks = present } },
        set = { marks = { "p" } }, overwrite = true }
      classify "c1" { when = { priority = { 3, 2 }, impact = "medium" },
        set = { marks = { "p", "q" } }, overwrite = true }
      priority "p2" { when = { marks = "q" }, set = 6 }
      """
    ).0
    #expect(checked.diagnostics.allSatisfy { $0.severity != .error })
  }

  @Test func whatIsSoAsTheCatalogueSaysIsToldSo() throws {
    let finding = try #require(
      try Self.found(
        """
        decision_table "t" { hit = "first", overwrite = true, columns = { "service", "-> category" },
          { "mail", "ml" }, { "-", "other" } }
        route "a" { when = { service = { criticality = "vital" }, category = "ml" }, to = "acme/l3" }
        """, "never-holds"
      ).first)
    #expect(finding.diagnostic.help?.contains("as the catalogue declares it") == true)
  }

  @Test func whatIsNotNeededIsShownByWhatItDecides() throws {
    let rules = "route \"a\" { when = { service = \"mail\" }, to = \"fuji/desk\" }"
    let witness = try #require(try Self.found(rules, "redundant").first?.witness)
    #expect(witness.title == "a is not needed")
    #expect(witness.request.members["service"] == .text("mail"))
  }

  @Test func whatFillsNothingIsShownByARequestThatItIsAbout() throws {
    let rules = "classify \"a\" { when = { category = \"x\" }, set = { category = \"y\" } }"
    let witness = try #require(try Self.found(rules, "fills-nothing").first?.witness)
    #expect(witness.request.members["category"] == .text("x"))
  }
}
