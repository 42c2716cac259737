// What changes between two versions of a rule base, and for whom.

import Foundation
import Testing

@Suite struct DiffTests {
  private static let majors = """
    route "Majors" { when = { kind = "incident", priority = 1 }, to = "acme/major",
      because = "one team leads" }
    """

  /// Runs `diff` on the small rule base and one in which texts are replaced.
  private func diff(
    _ changes: [(String, String)], _ options: String..., input: String = SmallRules.requests
  ) throws -> Run {
    var main = SmallRules.main
    for (before, after) in changes {
      #expect(main.contains(before))
      main = main.replacing(before, with: after)
    }
    let old = try SmallRules.folder()
    let new = try Folder(["main.lua": main])
    return try Tool.run(["diff", old.path, new.path] + options, input: input)
  }

  private func document(_ run: Run) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }

  private func titles(_ run: Run, _ kind: String) throws -> [String] {
    let declarations = try #require(try document(run)["declarations"] as? [String: Any])
    let changes = try #require(declarations[kind] as? [[String: Any]])
    return changes.compactMap { $0["declaration"] as? String }
  }

  @Test func aRequestThatGoesElsewhereIsToldWithTheRulesThatSendIt() throws {
    let run = try diff(
      [("to = \"acme/major\"", "to = \"acme/night\"")], "--on", "-", "--now", "2026-06-01")
    #expect(run.status == 1)
    #expect(run.output.contains("  1 of 3 requests decided otherwise (33.3 %)\n"))
    #expect(
      run.lines.contains {
        $0.hasPrefix("1         acme/major  acme/night  Majors (main.lua:13)  Majors (main.lua:13)")
          && $0.hasSuffix("R-1")
      })
    #expect(
      run.output.contains("route \"Majors\"  main.lua:13  to: \"acme/major\" → \"acme/night\""))
  }

  @Test func layoutOrderOfKeysAndCommentsAreNoChange() throws {
    let run = try diff([
      (
        Self.majors,
        """
        -- who leads
        route "Majors" {
          because = "one team leads",
          to   = "acme/major",
          when = { priority = 1, kind = "incident" } }
        """
      )
    ])
    #expect(run.output.contains("  nothing is declared otherwise\n"))
    #expect(run.status == 0)
  }

  @Test func whatIsNewGoneChangedAndMoved() throws {
    let rest = "route \"The rest\" { to = \"acme/desk\" }"
    let run = try diff(
      [
        (Self.majors, ""), (rest, Self.majors + "\n" + rest),
        ("role \"owner\" {", "role \"reader\" { party = \"customer\" }\nrole \"owner\" {"),
        ("route \"In winter\" {", "route \"In summer\" {"),
        ("contains \"basket\"", "contains \"cart\""),
      ], "--format", "json")
    #expect(try titles(run, "added") == ["role \"reader\"", "route \"In summer\""])
    #expect(try titles(run, "removed") == ["route \"In winter\""])
    #expect(try titles(run, "changed") == ["classify \"Shop words\""])
    // The one rule that went behind the others, not the others that are now before it.
    #expect(try titles(run, "moved") == ["route \"Majors\""])
  }

  @Test func aFunctionChangesWithWhatItCaptured() throws {
    let function = "function(request) return request.amount.x end"
    let captured = "function(request) return request.amount > limit end"
    let old = try Folder([
      "main.lua": "local limit = 5\n" + SmallRules.main.replacing(function, with: captured)
    ])
    let new = try Folder([
      "main.lua": "local limit = 6\n" + SmallRules.main.replacing(function, with: captured)
    ])
    let run = try Tool.run("diff", old.path, new.path, "--format", "json")
    #expect(try titles(run, "changed") == ["route \"Odd amounts\""])
  }

  @Test func aDueDateMovesByItsAgreement() throws {
    func rules(_ hours: Int) -> String {
      SmallRules.main + """

        sla "Answered soon" { when = { kind = "incident" }, metric = "time_to_resolve",
          within = hours(\(hours)) }
        """
    }
    let old = try Folder(["main.lua": rules(4)])
    let new = try Folder(["main.lua": rules(1)])
    let run = try Tool.run(
      ["diff", old.path, new.path, "--on", "-", "--now", "2026-06-01", "--format", "json"],
      input: SmallRules.requests)
    let changes = try #require(try document(run)["changes"] as? [[String: Any]])
    let due = try #require(changes.first { $0["aspect"] as? String == "due" })
    #expect(due["requests"] as? Int == 3)
    let group = try #require((due["groups"] as? [[String: Any]])?.first)
    #expect(group["before"] as? String == "Answered soon")
    #expect(group["after"] as? String == "sooner")
    #expect(group["later_by_seconds"] as? Double == -10_800.0)
    #expect(group["samples"] as? [String] == ["R-1", "R-2", "R-3"])
  }

  @Test func whatOnlyOneVersionCanReadIsTold() throws {
    func rules(_ fields: String) throws -> Folder {
      try Folder([
        "main.lua": SmallRules.main + "\nsource \"tickets\" { fields = { \(fields) } }\n"
      ])
    }
    let old = try rules("id = \"number\"")
    let new = try rules("id = \"ticket\", summary = \"text\"")
    let input = "{\"number\":\"T-1\"}\nno JSON\n"
    let lost = try Tool.run(["diff", old.path, new.path, "--on", "-"], input: input)
    #expect(lost.output.contains("1 request can no longer be read, such as T-1\n"))
    #expect(lost.output.contains("1 record could not be read by either\n"))
    let won = try Tool.run(["diff", new.path, old.path, "--on", "-"], input: input)
    #expect(won.output.contains("1 request could not be read before, such as T-1\n"))
    #expect([lost.status, won.status] == [1, 1])
  }

  @Test func aSourceThatOneVersionLacksIsNamed() throws {
    let old = try SmallRules.folder()
    let run = try Tool.run(
      ["diff", old.path, old.path, "--on", "-", "--source", "tickets"],
      input: SmallRules.requests)
    #expect(run.status == 2)
    #expect(run.errors.contains("tickets"))
  }

  /// Counted by itself: what `decide` says by each version, line beside line.
  @Test func theCountsAreThoseOfTwoRunsOfDecide() throws {
    let requests = (0..<500).map { number in
      let kind = ["incident", "service_request", "change"][number % 3]
      let impact = ["high", "medium", "low"][number / 3 % 3]
      return "{\"id\":\"R-\(number)\",\"kind\":\"\(kind)\",\"impact\":\"\(impact)\","
        + "\"urgency\":\"high\",\"summary\":\"\(number % 7 == 0 ? "cold" : "x")\"}"
    }.joined(separator: "\n")
    let old = try SmallRules.folder()
    let new = try Folder([
      "main.lua": SmallRules.main.replacing("priority = 1 }", with: "priority = 2 }")
        .replacing("from_date = \"2026-12-01\", ", with: "")
    ])
    func decided(_ rules: Folder) throws -> [String] {
      try Tool.run(
        [
          "decide", rules.path, "--format", "csv", "--fields", "request,to,priority", "--now",
          "2026-06-01",
        ], input: requests
      ).lines
    }
    let moved = zip(try decided(old), try decided(new)).count { $0 != $1 }
    #expect(moved > 100)
    var outputs: Set<String> = []
    for jobs in ["1", "4"] {
      let run = try Tool.run(
        [
          "diff", old.path, new.path, "--on", "-", "--now", "2026-06-01", "--format", "json",
          "--jobs", jobs,
        ], input: requests)
      #expect(try document(run)["moved"] as? Int == moved)
      outputs.insert(run.output)
    }
    #expect(outputs.count == 1)
  }

  @Test func namesCannotBreakMarkdownNorHTML() throws {
    let change = [("\"Majors\"", "\"<b>|[x](y)\""), ("acme/major", "acme/night")]
    let markdown = try diff(change, "--on", "-", "--now", "2026-06-01", "--format", "markdown")
    #expect(markdown.output.contains("&lt;b&gt;\\|\\[x\\](y)"))
    let html = try diff(change, "--on", "-", "--now", "2026-06-01", "--format", "html")
    #expect(html.output.contains("&lt;b&gt;|[x](y)"))
    #expect(!html.output.contains("<b>"))
    #expect(!html.output.contains("http:") && !html.output.contains("https:"))
  }

  @Test func aVersionThatCannotBeLoadedIsToldWithItsMistakes() throws {
    let run = try diff([("provider = \"acme\" }", "provider = \"acmee\" }")])
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean \"acme\"?"))
  }
}
