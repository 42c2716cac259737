import BatonModel
import Testing

@testable import Baton

/// Findings that somebody looked at and accepts, with the reason.
@Suite struct AcceptedFindingTests {
  @Test func whatIsAcceptedIsCountedAndNotTold() throws {
    let (checked, _) = try RuleFindingTests.checked(
      """
      route "a" { when = { service = "mail" }, to = "fuji/desk",
        accept = { ["redundant"] = "annex C names it" } }
      """)
    #expect(checked.diagnostics.filter { !RuleFindingTests.usual.contains($0.code) } == [])
    #expect(checked.accepted.map(\.reason) == ["annex C names it"])
    #expect(checked.accepted.map(\.diagnostic.code) == ["redundant"])
  }

  @Test func anAcceptThatSuppressesNothingIsAFinding() throws {
    let (checked, marked) = try RuleFindingTests.checked(
      """
      route ⌖"a" { when = { service = "mail" }, to = "acme/l3",
        accept = { ["redundant"] = "annex C names it" } }
      """)
    let findings = checked.diagnostics.filter { !RuleFindingTests.usual.contains($0.code) }
    #expect(findings.map(\.code) == ["accepts-nothing"])
    #expect(findings.map(\.place.line) == marked.map(\.line))
  }

  @Test func findingsAboutTheLandscapeAreAcceptedWhereItIsDeclared() throws {
    let rules = """
      calendar "holidays" { mon = "09:00-17:00", accept = { ["unused-calendar"] = "for June" } }
      provider "acme" { default = "desk", groups = {
        desk = {}, later = { accept = { ["unused-group"] = "opens in spring" } } } }
      provider ⌖"fuji" { default = "desk", groups = { desk = {} },
        accept = { ["no-group"] = "they said so" } }
      route "Rest" { to = "acme/desk" }
      route "Never" { mode = "shadow", to = "fuji/desk" }
      """
    let (checked, marked) = try ProvenRules.checked(rules)
    #expect(checked.accepted.map(\.reason).sorted() == ["for June", "opens in spring"])
    let told = checked.diagnostics.filter { $0.code.hasPrefix("unused") }
    #expect(told.isEmpty, "\(told)")
    // There is nothing of that to be accepted.
    let idle = checked.diagnostics.filter { $0.code == "accepts-nothing" }
    #expect(idle.map(\.place.line) == marked.map(\.line))
  }

  @Test func acceptTakesKnownCodesWithReasons() {
    let rules = MarkedRules(
      [
        "main.lua": RuleFindingTests.landscape + """
          route "a" { when = { service = "mail" }, to = "acme/l3",
            accept = { [⌖"redundnt"] = "why", ["overlap"] = ⌖true } }
          """ + RuleFindingTests.end
      ])
    #expect(rules.load.diagnostics.map(\.code) == ["unknown-name", "wrong-type"])
    #expect(rules.found == rules.marked)
    #expect(rules.load.diagnostics.first?.help == "did you mean \"redundant\"?")
  }
}
