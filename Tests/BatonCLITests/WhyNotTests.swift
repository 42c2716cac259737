// Why a request is not decided otherwise, and what would have to change.

import Foundation
import Testing

@Suite struct WhyNotTests {
  private func whyNot(_ wanted: String, _ options: String...) throws -> Run {
    let rules = try SmallRules.folder()
    return try Tool.run(
      ["explain", rules.path, "--now", "2026-06-01", "--why-not", wanted] + options,
      input: SmallRules.requests)
  }

  @Test func thePageTellsWhatFailedAndWhatWouldHelp() throws {
    let run = try whyNot("acme/major", "--request", "R-2")
    #expect(
      run.output
        == """
        R-2: not to acme/major, but to acme/desk, by "The rest" (main.lua:20)
          what could have led there:
            "Majors" (main.lua:13) does not match: priority is "5", wanted 1
          it would be so with:
            impact = "high" instead of "low"
            urgency = "high" instead of "low"
            then by "Majors" (main.lua:13)

        """.replacing("\"5\"", with: "5"))
    #expect(run.status == 0)
  }

  @Test func whatIsSoIsSaidToBeSo() throws {
    let run = try whyNot("acme/major", "--request", "R-1")
    #expect(run.output == "R-1: to acme/major, to acme/major, by \"Majors\" (main.lua:13)\n")
  }

  @Test func aRuleThatIsNotInForceCannotBeReached() throws {
    let run = try whyNot("In winter", "--request", "R-2")
    #expect(run.output.contains("\"In winter\" (main.lua:19) is not in force on this day"))
    #expect(run.output.contains("no change of at most"))
  }

  @Test func aNameThatNothingLeadsToIsToldWithTheNearest() throws {
    let run = try whyNot("acme/majors")
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean \"acme/major\"?"))
  }

  @Test func theChangeAsJSONDoesWhatItSays() throws {
    let rules = try SmallRules.folder()
    let run = try whyNot("acme/major", "--request", "R-2", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let change = try #require(document["change"] as? [String: Any])
    let fields = try #require(change["fields"] as? [[String: Any]])
    var request: [String: Any] = [
      "id": "R-2", "kind": "incident", "impact": "low", "urgency": "low", "summary": "x",
    ]
    for field in fields {
      let name = try #require(field["field"] as? String)
      request[name] = field["after"] is NSNull ? nil : field["after"]
    }
    let text = String(decoding: try JSONSerialization.data(withJSONObject: request), as: UTF8.self)
    let decided = try Tool.run(
      ["decide", rules.path, "--now", "2026-06-01", "--format", "csv", "--fields", "to"],
      input: text + "\n")
    #expect(decided.lines.last == change["to"] as? String)
    #expect(change["to"] as? String == "acme/major")
  }
}
