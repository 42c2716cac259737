import Testing

/// The rule bases that come with the repo check clean, and their scenarios pass.
struct RuleBaseTests {
  private static let ruleBases: [String] = Repository.files(endingIn: "/main.lua")
    .filter { $0.hasPrefix("rules/") || $0.hasPrefix("Examples/") }
    .map { String($0.dropLast("/main.lua".count)) }

  @Test func theyAreFound() {
    #expect(Self.ruleBases.contains("rules/standard"))
    #expect(Self.ruleBases.contains("Examples/payroll"))
    #expect(Self.ruleBases.contains("Examples/uci498"))
  }

  /// Notes are no problems. One rule base is about a promise that cannot be kept.
  @Test(arguments: ruleBases)
  func checksClean(_ rules: String) throws {
    let check = try BuiltTool.baton(["check", rules])
    #expect(check.status == 0)
    let warnings = check.output.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    if rules == "Examples/dst-weekend" {
      #expect(warnings.count == 1)
      #expect(
        warnings.first?.hasPrefix(
          "warning: sla \"Vital payroll incidents are restored in a day\" cannot be kept") == true)
    } else {
      #expect(warnings.isEmpty, "\(check.output)")
    }
  }

  @Test(arguments: ruleBases)
  func scenariosPass(_ rules: String) throws {
    let tests = try BuiltTool.baton(["test", rules, "--fail-on-empty"])
    #expect(tests.status == 0, "\(tests.output)\(tests.errors)")
  }
}
