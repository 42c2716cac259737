import BatonModel
import Testing

@testable import Baton

/// Cells as DMN's S-FEEL writes them (DMN 1.3, section 9: unary tests).
@Suite struct UnaryTestTests {
  @Test(arguments: [
    "", "-", " - ", "> 5", "<5", "[1..3]", "(1..3]", "]1..3[", "not(\"UK\")", "\"UK\"",
  ])
  func knowsATestFromAValue(_ text: String) {
    #expect(UnaryTest.isTest(text))
  }

  @Test(arguments: ["UK", "UK, IE", "5", "-5", "not yet", "3..5", "a > b", "[draft]", "(none)"])
  func takesTheRestAsItIs(_ text: String) {
    #expect(!UnaryTest.isTest(text))
  }

  private static let tests: [(String, UnaryTest.Test)] = [
    ("", .anything),
    ("-", .anything),
    ("> 5", .compare(.above, .whole(5))),
    ("< 9007199254740993", .compare(.below, .whole(9_007_199_254_740_993))),
    (">=5", .compare(.atLeast, .whole(5))),
    ("< -1.5", .compare(.below, .number(.number(-1.5)))),
    ("<= 2", .compare(.atMost, .whole(2))),
    ("[1..3]", .interval(.whole(1), includesLower: true, .whole(3), includesUpper: true)),
    ("(1..3)", .interval(.whole(1), includesLower: false, .whole(3), includesUpper: false)),
    ("]1..3[", .interval(.whole(1), includesLower: false, .whole(3), includesUpper: false)),
    (
      "[1.5 .. 3)",
      .interval(.number(.number(1.5)), includesLower: true, .whole(3), includesUpper: false)
    ),
    ("\"UK\"", .equals(.text("UK"))),
    ("\"UK\",\"IE\"", .any([.equals(.text("UK")), .equals(.text("IE"))])),
    ("\"a, b\"", .equals(.text("a, b"))),
    ("not(\"UK\",\"IE\")", .not(.any([.equals(.text("UK")), .equals(.text("IE"))]))),
    ("not(> 5)", .not(.compare(.above, .whole(5)))),
    ("< 1, > 5", .any([.compare(.below, .whole(1)), .compare(.above, .whole(5))])),
    ("\"say \\\"hi\\\"\"", .equals(.text("say \"hi\""))),
  ]

  @Test(arguments: tests)
  func readsTests(_ text: String, _ expected: UnaryTest.Test) throws {
    #expect(try UnaryTest.parse(text) == expected)
  }

  @Test(arguments: ["> ", "[1..3", "[1,3]", "not(5", "\"UK", "\"UK\" \"IE\"", "> 5 6", "[..3]"])
  func refusesWhatIsNoTest(_ text: String) {
    #expect(throws: UnaryTest.Fault.self) { try UnaryTest.parse(text) }
  }
}

extension UnaryTest.Endpoint {
  fileprivate static func whole(_ number: Int) -> Self { .number(.integer(number)) }
}
