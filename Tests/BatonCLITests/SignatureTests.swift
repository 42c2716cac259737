// Who agreed before rules go live: exactly to this version, and as a change from the one that is live.

import Foundation
import Testing

@Suite struct SignatureTests {
  private static func rules(
    _ version: Int, agreedBy: String = "\"boss\", \"lead\""
  ) -> String {
    """
    rulebase { name = "small", version = "\(version)", timezone = "Europe/Berlin" }
    provider "acme" { default = "desk", groups = { desk = {}, night = {} } }
    role "boss" { party = "customer" }
    role "lead" { party = "service_integrator" }
    route "All" { to = "acme/desk" }
    gate { agreed_by = { \(agreedBy) } }
    """
  }

  private static let test = """
    scenario "One" { given = { kind = "incident" }, expect = { to = "acme/desk" } }
    """

  /// A rule base with tests, which are no part of what is agreed to.
  private func folder(_ version: Int) throws -> Folder {
    try Folder(["main.lua": Self.rules(version), "tests/one.lua": Self.test])
  }

  private struct Judged {
    let isOpen: Bool
    let verdict: [String: Any]
    let says: [String: String]
    let unreadable: [String]
    let errors: String

    init(_ run: Run) throws {
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
        "\(run.errors)")
      isOpen = document["open"] as? Bool ?? false
      #expect(run.status == (isOpen ? 0 : 1))
      let conditions = document["conditions"] as? [[String: Any]] ?? []
      verdict = try #require(conditions.first { $0["condition"] as? String == "agreed_by" })
      let signatures = document["signatures"] as? [[String: Any]] ?? []
      says = Dictionary(
        signatures.compactMap { one in
          (one["role"] as? String).map { ($0, one["says"] as? String ?? "") }
        }, uniquingKeysWith: { first, _ in first })
      unreadable = document["unreadable_signatures"] as? [String] ?? []
      errors = run.errors
    }

    var found: String { verdict["found"] as? String ?? "" }
    var samples: [String] { verdict["samples"] as? [String] ?? [] }
  }

  private func judge(_ rules: Folder, against live: Folder?, _ lines: String?) throws -> Judged {
    let file = try Folder(["signatures.ndjson": lines ?? ""])
    return try withExtendedLifetime((rules, live, file)) {
      try Judged(
        Tool.run(
          ["gate", rules.path, "--format", "json"] + (live.map { ["--against", $0.path] } ?? [])
            + (lines == nil ? [] : ["--signatures", file.path("signatures.ndjson")])))
    }
  }

  private func sign(
    _ rules: Folder, against live: Folder? = nil, _ role: String, _ more: String...
  ) throws -> String {
    let run = try withExtendedLifetime((rules, live)) {
      try Tool.run(
        ["gate", rules.path, "--sign", role, "--by", "R. Weiss", "--now", "2026-11-20T23:30:00Z"]
          + (live.map { ["--against", $0.path] } ?? []) + more)
    }
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  @Test func theGateOpensWhenAllHaveAgreedToThisChange() throws {
    let (live, new) = (try folder(1), try folder(2))
    let boss = try sign(new, against: live, "boss")
    // Half past eleven in London is the next day in Berlin, where the rules are at home.
    #expect(
      boss.contains("\"role\":\"boss\",\"name\":\"R. Weiss\",\"day\":\"2026-11-21\",\"rules\":\""))
    #expect(boss.hasSuffix("\"}\n") && boss.split(separator: "\n").count == 1)
    let half = try judge(new, against: live, boss)
    #expect(!half.isOpen && half.found == "1 of 2" && half.samples == ["lead has not signed"])
    #expect(half.says == ["boss": "agrees", "lead": "silent"])
    let whole = try judge(new, against: live, boss + sign(new, against: live, "lead"))
    #expect(whole.isOpen && whole.found == "2 of 2")
  }

  /// What is signed is what `decide` names in each decision, whatever tests stand beside it.
  @Test func whatIsSignedIsTheVersionThatDecides() throws {
    let rules = try folder(2)
    let line = try sign(rules, "boss")
    let decided = try Tool.run(["decide", rules.path], input: "{\"kind\":\"incident\"}\n")
    let hash = try #require(decided.output.firstMatch(of: /"hash":"([0-9a-f]{64})"/)).output.1
    #expect(line.contains("\"rules\":\"\(hash)\""))
    #expect(!line.contains("against"))
    let plain = try Folder(["main.lua": Self.rules(2)])
    #expect(try sign(plain, "boss") == line)
  }

  /// The hash names neither what tests declare nor what they do to tables of the rules.
  @Test func testsChangeNothingThatTheGateJudges() throws {
    let main = """
      local parts = include "parts"
      gate(parts.gate)

      """
    let files = [
      "main.lua": main + Self.rules(2).replacing("gate {", with: "-- {"),
      "parts.lua": "return { gate = { at_most = { findings = 0 } } }",
    ]
    let shared = "include(\"parts\").gate.at_most.findings = 99\n" + Self.test
    let folder = try Folder(files.merging(["tests/one.lua": shared]) { $1 })
    let judged = try Tool.run(["gate", folder.path])
    #expect(judged.output.contains("at most 0") && !judged.output.contains("at most 99"))
    let route = "route \"Night\" { when = { vip = true }, to = \"acme/night\" }\n" + Self.test
    let other = try Folder(files.merging(["tests/one.lua": route]) { $1 })
    let refused = try Tool.run(["gate", other.path])
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.errors.contains("route \"Night\" is no test"), "\(refused.errors)")
  }

  @Test func whoAgreedToAnotherVersionIsNamedWithIt() throws {
    let (live, old, new) = (try folder(1), try folder(2), try folder(3))
    let earlier = try sign(old, against: live, "boss") + sign(old, against: live, "lead")
    let judged = try judge(new, against: live, earlier)
    #expect(!judged.isOpen && judged.says == ["boss": "other_version", "lead": "other_version"])
    let hash = try #require(earlier.firstMatch(of: /"rules":"([0-9a-f]{8})/)).output.1
    #expect(judged.samples.first == "boss agreed to version \(hash), not to this one")
    // Agreed to these rules, as a change of others than those that are live.
    let other = try sign(new, against: old, "boss") + sign(new, "lead")
    let changed = try judge(new, against: live, other)
    #expect(changed.says == ["boss": "other_change", "lead": "other_change"])
    #expect(changed.samples.last == "lead agreed without saying from which rules")
    // Where nobody says what is live, the version alone counts.
    #expect(try judge(new, against: nil, other).isOpen)
  }

  @Test func aRefusalClosesTheGateUntilTheRoleAgrees() throws {
    let (live, new) = (try folder(1), try folder(2))
    let agreed = try sign(new, against: live, "boss") + sign(new, against: live, "lead")
    let refusal = try sign(new, against: live, "boss", "--disagree")
    #expect(refusal.contains("\"agrees\":false"))
    let judged = try judge(new, against: live, agreed + refusal)
    #expect(!judged.isOpen && judged.samples == ["boss does not agree"])
    #expect(try judge(new, against: live, refusal + agreed).isOpen, "the last line counts")
  }

  /// Who refuses a version refuses it, whatever it is compared with.
  @Test func aRefusalCountsWhateverTheRulesAreComparedWith() throws {
    let (live, old, new) = (try folder(1), try folder(3), try folder(2))
    let agreed = try sign(new, against: live, "boss") + sign(new, against: live, "lead")
    let refusals = [
      try sign(new, "boss", "--disagree"), try sign(new, against: old, "boss", "--disagree"),
    ]
    for refusal in refusals {
      let judged = try judge(new, against: live, agreed + refusal)
      #expect(!judged.isOpen && judged.found == "1 of 2")
      #expect(judged.says == ["boss": "refuses", "lead": "agrees"])
      #expect(try judge(new, against: live, refusal + agreed).isOpen, "the last line counts")
    }
    // To agree to another change takes the refusal back, and agrees to nothing that is asked.
    let other = try sign(new, against: old, "boss")
    let judged = try judge(new, against: live, agreed + refusals[0] + other)
    #expect(!judged.isOpen && judged.says["boss"] == "other_change")
    #expect(try judge(new, against: live, agreed + other).isOpen, "it takes nothing back")
  }

  @Test func withoutAFileItIsNotJudged() throws {
    let judged = try judge(folder(2), against: folder(1), nil)
    #expect(!judged.isOpen)
    let why = judged.verdict["not_judged"] as? String
    #expect(why == "nobody's signatures are known: name their file with --signatures")
  }

  @Test func aLineThatCannotBeReadIsNamedAndMayBeARefusal() throws {
    let (live, new) = (try folder(1), try folder(2))
    let good = try [sign(new, against: live, "boss"), sign(new, against: live, "lead")]
    let hash = String(repeating: "a", count: 64)
    let head = "{\"role\":\"boss\",\"name\":\"W\",\"day\":\"2026-11-20\""
    let bad = [
      "not json", "[1]", "\(head)}", "\(head),\"rules\":\"\(hash.dropLast())\"}",
      "{\"role\":\"\",\"name\":\"W\",\"day\":\"2026-11-20\",\"rules\":\"\(hash)\"}",
      "\(head),\"rules\":\"\(hash)\",\"agree\":false}",
      "\(head),\"rules\":\"\(hash)\",\"agrees\":\"no\"}",
      "\(head),\"rules\":\"\(hash)\",\"role\":\"lead\"}",
      "{\"role\":\"boss\",\"name\":7,\"day\":\"2026-11-20\",\"rules\":\"\(hash)\"}",
      "{\"role\":\"boss\",\"name\":\"W\",\"day\":\"2026-13-01\",\"rules\":\"\(hash)\"}",
      "{\"role\":\"boss\",\"name\":\" \",\"day\":\"2026-11-20\",\"rules\":\"\(hash)\"}",
      "{\"role\":\"bosss\",\"name\":\"W\",\"day\":\"2026-11-20\",\"rules\":\"\(hash)\"}",
      "{\"role\":\"nobody else\",\"name\":\"W\",\"day\":\"2026-11-20\",\"rules\":\"\(hash)\"}",
    ]
    let judged = try judge(
      new, against: live, good[0] + bad.joined(separator: "\n") + "\n" + good[1])
    #expect(!judged.isOpen && judged.found == "2 of 2", "the others count")
    #expect(
      judged.verdict["not_judged"] as? String
        == "13 lines of the signatures cannot be read: who wrote them may not agree")
    let words = [
      "not JSON", "an object", "\"rules\" is missing", "takes a whole hash", "\"role\" is empty",
      "there is no \"agree\", did you mean \"agrees\"?", "\"agrees\" takes true or false",
      "\"role\" stands there twice", "\"name\" takes a text", "\"day\" takes a date",
      "\"name\" is empty", "there is no role \"bosss\", did you mean \"boss\"?",
      "there is no role \"nobody else\"",
    ]
    #expect(judged.unreadable.count == bad.count)
    for (index, word) in words.enumerated() {
      let line = judged.unreadable[index]
      #expect(line.hasPrefix("line \(index + 2): ") && line.contains(word), "\(line)")
    }
    #expect(judged.errors.contains("signatures.ndjson: line 2: not JSON"))
  }

  /// A misspelt role may be somebody's no; a role that is not asked says nothing to the gate.
  @Test func aRoleThatIsNotAskedDoesNotKeepTheGateClosed() throws {
    let (one, both) = (
      try Folder(["main.lua": Self.rules(2, agreedBy: "\"boss\"")]), try folder(2)
    )
    let boss = try sign(one, "boss")
    let lead = try sign(both, "lead", "--disagree")
    let tests = try Folder([
      "main.lua": Self.rules(2, agreedBy: "\"boss\""), "tests/one.lua": Self.test,
    ])
    #expect(try judge(tests, against: nil, boss + lead).isOpen)
    let misspelt = boss.replacing("\"boss\"", with: "\"bos\"").replacing(
      "\"}\n", with: "\",\"agrees\":false}\n")
    let judged = try judge(tests, against: nil, boss + misspelt)
    #expect(!judged.isOpen && judged.unreadable.count == 1)
  }

  @Test func thePageNamesWhoIsAskedAndWhatIsSigned() throws {
    let (live, new) = (try folder(1), try folder(2))
    let file = try Folder(["s.ndjson": sign(new, against: live, "boss")])
    let run = try Tool.run([
      "gate", new.path, "--against", live.path, "--signatures", file.path("s.ndjson"), "--format",
      "html",
    ])
    let cells = run.output.matches(of: /<td[^>]*>([^<]*)</).map { String($0.output.1) }
    #expect(
      cells.suffix(8) == [
        "R. Weiss", "boss", "2026-11-21", "signed", "&nbsp;", "lead", "&nbsp;", "&nbsp;",
      ])
    let diff = try Tool.run(["diff", live.path, new.path, "--format", "html"])
    #expect(diff.output.contains(">boss<") && diff.output.contains(">lead<"))
    let line = try String(contentsOfFile: file.path("s.ndjson"), encoding: .utf8)
    let hash = try #require(line.firstMatch(of: /"rules":"([0-9a-f]{64})"/))
    #expect(diff.output.contains("of the rules with the hash \(hash.output.1), after those with"))
    let text = try Tool.run([
      "gate", new.path, "--against", live.path, "--signatures", file.path("s.ndjson"),
    ])
    #expect(
      text.lines.contains { $0.hasPrefix("boss  customer            agrees") }, "\(text.output)")
  }

  @Test func whatIsWronglyAskedIsSaid() throws {
    let rules = try folder(2)
    func errors(_ options: String...) throws -> String {
      let run = try Tool.run(["gate", rules.path] + options)
      #expect(run.status != 0 && run.output.isEmpty, "\(options)")
      return run.errors
    }
    #expect(try errors("--sign", "bos", "--by", "W").contains("did you mean \"boss\"?"))
    #expect(try errors("--sign", "boss").contains("say with --by who signs"))
    #expect(try errors("--sign", "boss", "--by", " ").contains("say with --by who signs"))
    #expect(try errors("--by", "W").contains("--by is for --sign"))
    #expect(try errors("--disagree").contains("--disagree is for --sign"))
    #expect(
      try errors("--sign", "boss", "--by", "W", "--signatures", "f").contains("judges nothing"))
    #expect(try errors("--signatures", "none.ndjson").contains("none.ndjson"))
    let nobody = try Folder(["main.lua": Self.rules(1).replacing("agreed_by", with: "--") + "\n}"])
    let run = try Tool.run(["gate", nobody.path, "--sign", "boss", "--by", "W"])
    #expect(run.errors.contains("the gate asks nobody"), "\(run.errors)")
  }

  @Test func checkSaysWhereNoCustomerAgrees() throws {
    func check(_ roles: String) throws -> String {
      let rules = try Folder(["main.lua": Self.rules(1, agreedBy: roles)])
      return try Tool.run(["check", rules.path]).output
    }
    #expect(
      try check("\"lead\"").contains(
        "warning: rules go live without any customer: \"lead\" is no role of a customer"))
    #expect(try !check("\"lead\", \"boss\"").contains("without any customer"))
    let accepted = try check(
      "\"lead\" }, accept = { [\"no-customer-agrees\"] = \"there is none yet\"")
    #expect(
      !accepted.contains("without any customer") && accepted.contains("1 accepted"), "\(accepted)")
  }
}
