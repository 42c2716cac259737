// Why a request is decided so: as a page and as JSON.

import Foundation
import Testing

@Suite struct ExplainTests {
  private func explain(_ options: String...) throws -> Run {
    let rules = try SmallRules.folder()
    return try Tool.run(["explain", rules.path] + options, input: SmallRules.requests)
  }

  @Test func aPageSaysWhoWonAndWhoDidNot() throws {
    let run = try explain("--request", "R-1", "--now", "2026-06-01")
    #expect(
      run.output == """
        R-1: to acme/major, priority 1, accountable: owner
          classify
            service = "shop", by "Shop words" (main.lua:10)
          priority
            priority 1, by priority matrix
          route
            to acme/major, by "Majors" (main.lua:13)
              because one team leads
            "In winter" (main.lua:19) is not in force on this day
            "The rest" (main.lua:20) matches, but "Majors" comes first
            not matched:
              "Orders are shared" (main.lua:15): kind is "incident", wanted "service_request"
              "Odd amounts" (main.lua:17): kind is "incident", wanted "change"
          policy
            nothing
            not matched:
              "Says what it is about" (main.lua:21): summary is "basket", wanted no value

        """)
    #expect(run.status == 0)
  }

  @Test func everyRequestHasAPageAndErrorsAreFindings() throws {
    let run = try explain()
    #expect(run.output.split(separator: "\n\n").count == 3)
    #expect(run.output.contains("\n  errors\n    impact: "))
    #expect(run.status == 1)
  }

  @Test func asJSONTheVerdictsComeWithTheDecision() throws {
    let run = try explain("--format", "json", "--request", "R-2")
    let decision = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let verdicts = try #require(decision["explain"] as? [[String: Any]])
    let majors = try #require(verdicts.first { $0["rule"] as? String == "Majors" })
    #expect(majors["outcome"] as? String == "failed")
    #expect((majors["failed"] as? [[String: String]])?.first?["field"] == "priority")
  }

  @Test func aRequestThatIsNotThere() throws {
    let run = try explain("--request", "R-9")
    #expect(run.status == 2)
    #expect(run.errors.contains("no request has the id \"R-9\""))
  }
}
