// The pack for a talk with a provider: beside its figures the rules that they come from, word by word.

import Foundation
import Testing

@Suite struct ReportPackTests {
  private static let acme = """
    provider "acme" {
      default = "desk", -- the payroll desk
      groups = { desk = {} },
    }
    """
  private static let underpinning = """
    underpinning_contract "Acme resolves" {
      with = "acme", metric = "time_to_resolve",
      within = hours(2), because = "annex B, </details> ``` of the contract",
    }
    """
  private static let loop = """
    for _, service in ipairs({ "mail", "print" }) do
      route("Of " .. service) { when = { service = service }, to = "acme/desk" }
    end
    """
  private static let main = """
    rulebase { name = "pack", version = "7", timezone = "UTC" }
    include "contracts"
    \(acme)
    provider "fuji" { default = "depot", groups = { depot = {} } }
    service "mail" { provider = "acme" }
    service "print" { provider = "acme" }
    measure "Times" { of = "time_to_resolve", as = "median" }
    \(loop)
    route "Rest" { to = "fuji/depot" }
    """
  private static let contracts = """
    -- What was agreed.
    \(underpinning)
    ola "Fuji resolves" { with = "fuji", metric = "time_to_resolve", within = hours(1) }
    credit "Acme gives back" { with = "acme", agreements = "Acme resolves", fee = 100,
      steps = { { below = "90%", share = "10%" } } }
    credit "Fuji gives back" { with = "fuji", agreements = "Fuji resolves", fee = 100,
      steps = { { below = "90%", share = "10%" } } }
    """

  private static let history = """
    {"id":"R-1","kind":"incident","service":"mail","opened_at":"2026-05-04T08:00:00Z"}
    {"case":"R-1","at":"+30m","event":"accept","by":"acme"}
    {"case":"R-1","at":"+1h","event":"resolve","by":"acme"}
    {"case":"R-1","at":"+2h","event":"close","by":"customer"}

    """

  private func pack(_ options: String..., provider: String = "acme") throws -> Run {
    let folder = try Folder(["main.lua": Self.main, "contracts.lua": Self.contracts])
    defer { withExtendedLifetime(folder) {} }
    return try Tool.run(
      ["report", folder.path, "--for", "provider:\(provider)"] + options, input: Self.history)
  }

  private func quotes(_ run: Run) throws -> [[String: Any]] {
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    return document["rule_texts"] as? [[String: Any]] ?? []
  }

  @Test("word by word, with file and line, and nothing about others")
  func json() throws {
    let run = try pack("--format", "json")
    #expect(run.status == 0, "\(run.errors)")
    let quotes = try quotes(run)
    #expect(
      quotes.map { $0["text"] as? String } == [
        Self.underpinning,
        """
        credit "Acme gives back" { with = "acme", agreements = "Acme resolves", fee = 100,
          steps = { { below = "90%", share = "10%" } } }
        """,
        Self.acme, "service \"mail\" { provider = \"acme\" }",
        "service \"print\" { provider = \"acme\" }",
        "measure \"Times\" { of = \"time_to_resolve\", as = \"median\" }", Self.loop,
      ])
    #expect(
      quotes.map { $0["at"] as? String } == [
        "contracts.lua:2", "contracts.lua:7", "main.lua:3", "main.lua:8", "main.lua:9",
        "main.lua:10",
        "main.lua:12",
      ])
    #expect(
      quotes.last?["declares"] as? [String] == ["route \"Of mail\"", "route \"Of print\""])
  }

  @Test("the hash of a file is that of its bytes")
  func hashes() throws {
    let folder = try Folder(["contracts.lua": Self.contracts])
    let sum = try Tool.shell("sha256sum \"$1\"/contracts.lua", folder.path).output
    let own = try #require(try quotes(pack("--format", "json")).first?["file_hash"] as? String)
    #expect(sum.hasPrefix(own + " "))
  }

  @Test("on the page each can be folded, and what it says is text")
  func page() throws {
    let page = try pack("--format", "html").output
    #expect(page.contains("<h2>The rules behind it</h2>"))
    #expect(page.contains("<a href=\"#rules\">the rules behind it</a>"))
    #expect(
      page.contains(
        "<details open><summary>contracts.lua:2: underpinning_contract &quot;Acme resolves&quot;</summary>"
      ))
    #expect(page.contains("annex B, &lt;/details&gt; ``` of the contract"))
    #expect(page.ranges(of: "</details>").count == 7)
    #expect(!page.contains("ola &quot;Fuji resolves&quot;"))
  }

  @Test("in Markdown a block that nothing inside of it ends")
  func markdown() throws {
    let text = try pack("--format", "markdown").output
    #expect(text.contains("````lua\n\(Self.underpinning)\n````\n"))
    #expect(text.contains("```lua\n\(Self.loop)\n```\n"))
    let plain = try pack().output
    #expect(plain.contains("\n  for _, service in ipairs({ \"mail\", \"print\" }) do\n"))
  }

  @Test("a report for everybody quotes nothing, nor does one for a board")
  func others() throws {
    let folder = try Folder(["main.lua": Self.main, "contracts.lua": Self.contracts])
    for options in [["--format", "json"], ["--format", "html", "--for", "board"]] {
      let run = try Tool.run(["report", folder.path] + options, input: Self.history)
      #expect(run.status == 0 && !run.output.contains("annex B"), "\(options)")
    }
    let nobody = try pack("--format", "json", provider: "nobody")
    #expect(try quotes(nobody).isEmpty)
  }

  @Test("what comes from the library is quoted as well")
  func library() throws {
    let rules = """
      rulebase { name = "pack", timezone = "UTC" }
      include "standard/targets"
      provider "acme" { default = "desk", groups = { desk = { hours = "always" } } }
      service "mail" { provider = "acme", hours = "always" }
      route "Rest" { to = "acme" }
      """
    let folder = try Folder(["main.lua": rules])
    let run = try Tool.run(
      ["report", folder.path, "--for", "provider:acme", "--format", "json"],
      input: Self.history.replacing("\"service\"", with: "\"priority\":1,\"service\""))
    #expect(run.status == 0, "\(run.errors)")
    let places = try quotes(run).compactMap { $0["at"] as? String }
    #expect(places.contains { $0.hasPrefix("standard/targets.lua:") }, "\(places)")
  }
}
