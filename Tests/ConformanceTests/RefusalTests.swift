import BatonModel
import Foundation
import Testing

/// Rule bases of the corpus that must not load: every mistake is told at once, each at its place.
///
/// `Tests/Conformance/refused/<case>` has `rules/` and, in `diagnostics.ndjson`, the members that the
/// findings must have, one finding a line, in order.
struct RefusalTests {
  private static let cases: [String] = Repository.files(
    below: "Tests/Conformance/refused", endingIn: "/diagnostics.ndjson"
  ).map { String($0.dropLast("/diagnostics.ndjson".count)) }

  @Test func theyAreFound() {
    #expect(Self.cases.count >= 4)
  }

  @Test(arguments: cases)
  func findings(of folder: String) throws {
    let expected = try Records.read(Repository.root.path + "/\(folder)/diagnostics.ndjson")
    let check = try BuiltTool.baton(["check", "\(folder)/rules", "--format", "json"])
    #expect(check.status == 1)
    let document = try #require(try Records.parse(check.output).first)
    let wanted = Members([
      ("diagnostics", Value.list(expected.map(Value.object)))
    ])
    let differences = ExpectedMembers.differences(wanted, document)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}
