import Baton
import Foundation
import Testing

/// The README's own rule base, its mistake and its Swift code.
struct ReadmeTests {
  private let text: String
  private let rules: String

  init() throws {
    text = try String(contentsOf: Repository.folder("README.md"), encoding: .utf8)
    rules = try #require(Self.blocks(of: text, "lua").first)
  }

  private static func blocks(of text: String, _ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test func itsRuleBaseLoads() throws {
    let scratch = try ScratchFolder()
    try rules.write(to: scratch.url.appending(path: "main.lua"), atomically: true, encoding: .utf8)
    #expect(RuleBaseLoad(rules: scratch.url).diagnostics.isEmpty)
  }

  @Test func itsMistakeIsReportedAsShown() throws {
    let scratch = try ScratchFolder()
    let wrong = rules.replacingOccurrences(
      of: "service = \"payroll\" },", with: "service = \"payrol\" },")
    try wrong.write(to: scratch.url.appending(path: "main.lua"), atomically: true, encoding: .utf8)
    let diagnostics = RuleBaseLoad(rules: scratch.url).diagnostics
    let shown = diagnostics.map { DiagnosticRenderer.text($0) }.joined(separator: "\n")
    #expect(!shown.isEmpty)
    #expect(text.contains("```\n\(shown)\n```"), "\(shown)")
  }

  /// What the README shows is this code: `import Baton` is enough for all of it.
  @Test func itsSwiftCodeDecides() throws {
    let engine = try Engine(rules: Repository.folder("Examples/payroll"))
    let request = try Request(json: #"{"kind":"incident","service":"payroll","impact":"high"}"#)
    let decision = engine.decide(request)
    #expect(decision.to?.name == "acme/payroll-desk")
    #expect(decision.json.contains(#""to":"acme/payroll-desk""#))
    let shown = try #require(Self.blocks(of: text, "swift").first)
    #expect(
      shown.contains(
        ##"Request(json: #"{"kind":"incident","service":"payroll","impact":"high"}"#)"##))
  }

  @Test(arguments: ["", "[]", "{", "5", "{} {}", "{\"a\":}"])
  func saysWhatIsNoRequest(_ text: String) {
    #expect(throws: UnreadableRequest.self) { try Request(json: text) }
  }
}
