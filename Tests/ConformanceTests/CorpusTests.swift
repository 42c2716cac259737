import BatonModel
import Testing

/// The corpus gives the expected decisions through the library, and the same through the program.
struct CorpusTests {
  @Test func theCorpusIsThere() {
    #expect(ConformanceCase.all.count >= 25)
  }

  @Test(arguments: ConformanceCase.all)
  func decisions(of example: ConformanceCase) throws {
    let expected = try example.expected()
    let lines = try example.decisions()
    let found = try Records.parse(lines.joined(separator: "\n"))
    try #require(found.count == expected.count)
    for (wanted, decision) in zip(expected, found) {
      let differences = ExpectedMembers.differences(wanted, decision)
      #expect(differences.isEmpty, "\(decision["request"] ?? .text("?")): \(differences)")
    }

    var arguments = ["decide", example.rules, example.requests]
    if let world = example.world { arguments += ["--world", world] }
    let program = try BuiltTool.baton(arguments)
    #expect(program.output == lines.joined(separator: "\n") + "\n")
    let hasErrors = found.contains { $0["errors"] != .list([]) }
    #expect(program.status == (hasErrors ? 1 : 0))
  }

  /// The comparison itself must be able to fail.
  @Test(arguments: [
    (#"{"to":"a"}"#, #"{"to":"b"}"#, 1), (#"{"to":"a"}"#, #"{}"#, 1),
    (#"{"also":null}"#, #"{"also":["a"]}"#, 1), (#"{"also":["a"]}"#, #"{"also":["a","b"]}"#, 1),
    (#"{"errors":[]}"#, #"{"errors":[{"kind":"rule"}]}"#, 1),
    (#"{"errors":[{"message":{"contains":["x","y"]}}]}"#, #"{"errors":[{"message":"a y"}]}"#, 1),
    (#"{"why":{"route":{"rule":"a"}}}"#, #"{"why":{"route":{"rule":"a","at":"x:1"}}}"#, 0),
    (#"{"priority":1,"also":null}"#, #"{"priority":1,"to":"a"}"#, 0),
  ])
  func comparison(wanted: String, found: String, count: Int) throws {
    let differences = ExpectedMembers.differences(
      try Records.parse(wanted)[0], try Records.parse(found)[0])
    #expect(differences.count == count)
  }
}
