import BatonModel
import Testing

@testable import Baton

/// Cells as DMN's S-FEEL writes them (DMN 1.3, section 9: unary tests; texts and their escapes as in
/// 10.3.1.2).
@Suite struct UnaryTestTests {
  @Test(arguments: [
    "", "-", " - ", "> 5", "<5", "[1..3]", "(1..3]", "]1..3[", "not(\"UK\")", "\"UK\"", "null",
    "date(\"2026-01-31\")", "date and time(\"2026-01-31T09:00:00Z\")", "duration(\"P1D\")",
  ])
  func knowsATestFromAValue(_ text: String) {
    #expect(UnaryTest.isTest(text))
  }

  @Test(arguments: [
    "UK", "UK, IE", "5", "-5", "not yet", "3..5", "a > b", "[draft]", "(none)", "date",
    "null and void", "time (local)", "date(s)",
  ])
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
    ("\"a\\tb\\nc\\\\d\"", .equals(.text("a\tb\nc\\d"))),
    ("\"caf\\u00e9 \\U01F600\"", .equals(.text("caf\u{e9} \u{1F600}"))),
    ("\"C:\\data\"", .equals(.text("C:\\data"))),
    ("null", .equals(.nothing)),
    ("not(null)", .not(.equals(.nothing))),
    ("null, 5", .any([.equals(.nothing), .equals(.whole(5))])),
    ("not(true)", .not(.equals(.yesNo(true)))),
    ("< date(\"2026-01-31\")", .compare(.below, .made(.date, "2026-01-31"))),
    (
      "[date(\"2026-01-01\") .. date( \"2026-02-01\" ))",
      .interval(
        .made(.date, "2026-01-01"), includesLower: true, .made(.date, "2026-02-01"),
        includesUpper: false)
    ),
    (
      ">= date and time(\"2026-01-31T09:00:00Z\")",
      .compare(.atLeast, .made(.dateAndTime, "2026-01-31T09:00:00Z"))
    ),
    ("duration(\"P1D\")", .equals(.made(.duration, "P1D"))),
    (
      "[1..2], 5, > 10",
      .any([
        .interval(.whole(1), includesLower: true, .whole(2), includesUpper: true),
        .equals(.whole(5)), .compare(.above, .whole(10)),
      ])
    ),
  ]

  @Test(arguments: tests)
  func readsTests(_ text: String, _ expected: UnaryTest.Test) throws {
    #expect(try UnaryTest.parse(text) == expected)
  }

  @Test(arguments: [
    "> ", "[1..3", "[1,3]", "not(5", "\"UK", "\"UK\" \"IE\"", "> 5 6", "[..3]",
    "date(2026-01-31)", "date(\"2026-01-31\"", "\"\\u12\"", "\"\\uD800\"", "1,", "not()",
  ])
  func refusesWhatIsNoTest(_ text: String) {
    #expect(throws: UnaryTest.Fault.self) { try UnaryTest.parse(text) }
  }
}

extension UnaryTest.Endpoint {
  fileprivate static func whole(_ number: Int) -> Self { .number(.integer(number)) }
}
