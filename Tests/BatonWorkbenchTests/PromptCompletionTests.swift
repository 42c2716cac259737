// What Tab offers: by what stands before the cursor, for a rule base that is known.

import Baton
import BatonWorkbench
import Foundation
import Testing

@Suite struct PromptCompletionTests {
  private static let rules = """
    provider "acme" { default = "desk", groups = { ["desk"] = {}, ["night"] = {} } }
    service "payroll" { provider = "acme" }
    service "portal" { provider = "acme" }
    customer "north" { name = "North" }
    field "amount" { type = "number", of = "request" }
    field "limit" { type = "number", of = "customer" }
    route "Payroll goes to Acme" { when = { service = "payroll" }, to = "acme" }
    route "The rest" { to = "acme/desk" }
    """

  private func names() throws -> PromptNames {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).lua")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Self.rules.utf8).write(to: file)
    return PromptNames(
      commands: [
        .init("decide", .request, ""), .init("why", .rules, ""), .init("whynot", .rules, ""),
        .init("words", .word, ""), .init("load", .file, ""),
        .init("audience", .audience, ""), .init("quit", .nothing, ""),
      ], engine: try Engine(rules: file))
  }

  private func candidates(_ line: String, after: [String] = []) throws -> [String] {
    PromptCompletion.of(line, after: after, among: try names()).candidates
  }

  @Test func commands() throws {
    #expect(
      try candidates(":") == [
        "audience", "decide", "load", "quit", "why", "whynot", "words",
      ])
    #expect(try candidates(":audience p") == ["provider", "provider:acme"])
    #expect(try candidates(":why") == ["whynot"])
    #expect(try candidates("  :q") == ["quit"])
    #expect(try candidates(":quit ").isEmpty)
    #expect(try candidates(":nonsense x").isEmpty)
  }

  @Test func keysAndValuesOfARequest() throws {
    #expect(try candidates(":decide ") == ["{\""])
    #expect(try candidates(":decide {\"serv") == ["service\":"])
    #expect(try candidates(":decide {\"kind\":\"incident\",\"am") == ["amount\":"])
    #expect(try candidates(":decide {").contains("\"summary\":"))
    #expect(try candidates(":decide {\"service\":\"p") == ["payroll\"", "portal\""])
    #expect(try candidates(":decide {\"service\": ") == ["\"payroll\"", "\"portal\""])
    #expect(try candidates(":decide {\"major\":t") == ["true"])
    #expect(try candidates(":decide {\"kind\":\"c") == ["change\""])
    #expect(try candidates(":decide {\"summary\":\"p").isEmpty)
    #expect(try candidates(":decide {\"service\":\"payroll\"").isEmpty)
    #expect(try candidates(":decide {\"customer\":{\"li") == ["limit\":"])
    #expect(try candidates(":decide {\"customer\":{\"limit\":5},\"am") == ["amount\":"])
    #expect(try candidates(":decide {\"a \\\"b\":1,\"am") == ["amount\":"])
  }

  @Test func namesOfRulesAndTargets() throws {
    #expect(try candidates(":whynot acme/") == ["acme/desk", "acme/night"])
    #expect(try candidates(":why Pay") == ["Payroll goes to Acme"])
    #expect(try candidates(":words priority_") == ["priority_matrix"])
  }

  @Test func luaByItsPlace() throws {
    #expect(try candidates("classi") == ["classify"])
    #expect(try candidates("route \"x\" { overr") == ["overrides"])
    #expect(!(try candidates("route \"x\" { ").contains("route")))
    #expect(try candidates("plan \"x\" { tas") == ["task"])
    #expect(try candidates("route \"x\" { when = { amo") == ["amount"])
    #expect(try candidates("route \"x\" { when = { customer = { lim") == ["limit"])
    #expect(try candidates("route \"x\" { when = { service = \"p") == ["payroll", "portal"])
    #expect(try candidates("customer = {", after: ["route \"x\" {", "when = {"]).contains("limit"))
    #expect(try candidates("  to = \"acme/n", after: ["route \"x\" {"]) == ["acme/night"])
    #expect(try candidates("request.amo") == ["amount"])
    #expect(try candidates("its.cust") == ["customer"])
    #expect(try candidates("its.customer.lim") == ["limit"])
    #expect(try candidates("its.nothing.").isEmpty)
  }

  @Test func whatAllShareIsPutIn() throws {
    let completion = PromptCompletion.of(":decide {\"service\":\"", among: try names())
    #expect(completion.common == "p")
    #expect(PromptCompletion.of("", among: try names()).common == "")
    #expect(PromptCompletion.of(":load rul", among: try names()).isFile)
  }

  /// Whatever is typed, there is an answer, and candidates begin with what they complete.
  @Test func anyBeginningOfAnyLineHasAnAnswer() throws {
    let names = try names()
    let lines =
      Self.rules.split(separator: "\n").map(String.init) + [
        ":decide {\"a\":[{\"b\":{}}],\"c\":\"\\\"\"}}}}", "}}))]]\"'", "its.a.b.c.d{{{",
        ":why {{\"",
        "[[long]] --x", "\u{0}\u{1F468}\u{200D}\u{1F469}.e\u{301}",
      ]
    for line in lines {
      for end in line.indices {
        let text = String(line[..<end])
        let completion = PromptCompletion.of(text, among: names)
        #expect(text.hasSuffix(completion.prefix))
        for candidate in completion.candidates { #expect(candidate.hasPrefix(completion.prefix)) }
      }
    }
  }
}
