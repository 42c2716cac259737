import BatonModel
import BatonTime
import Testing

@testable import Baton

@Suite struct PredicateTests {
  struct Case: Sendable {
    let predicate: Predicate
    let value: Value?
    let holds: Bool

    init(_ predicate: Predicate, _ value: Value?, _ holds: Bool) {
      self.predicate = predicate
      self.value = value
      self.holds = holds
    }
  }

  static func above(_ value: Value, inclusive: Bool = false) -> Predicate {
    .within(ValueRange(lower: .init(value: value, inclusive: inclusive), upper: nil))
  }

  static func between(_ low: Value, _ high: Value) -> Predicate {
    .within(
      ValueRange(
        lower: .init(value: low, inclusive: true), upper: .init(value: high, inclusive: true)))
  }

  static let cases: [Case] = [
    Case(.present, .text(""), true), Case(.present, nil, false),
    Case(.absent, nil, true), Case(.absent, .list([]), false), Case(.absent, .text("x"), false),
    // A missing field equals nothing.
    Case(.equals(.text("")), nil, false), Case(.oneOf([.text("a")]), nil, false),
    // Equality of texts is exact.
    Case(.equals(.text("UK")), .text("UK"), true), Case(.equals(.text("UK")), .text("uk"), false),
    Case(.equals(.integer(1)), .text("1"), false), Case(.equals(.integer(1)), .yesNo(true), false),
    Case(.oneOf([.text("a"), .text("b")]), .text("b"), true),
    Case(.oneOf([.text("a"), .text("b")]), .text("c"), false),
    // `above` and `below` are strict, `between` includes both ends.
    Case(above(.integer(5)), .integer(5), false), Case(above(.integer(5)), .number(5.5), true),
    Case(above(.integer(5), inclusive: true), .integer(5), true),
    Case(above(.number(0.5)), .integer(1), true), Case(above(.integer(5)), .number(.nan), false),
    Case(between(.integer(1), .integer(3)), .integer(1), true),
    Case(between(.integer(1), .integer(3)), .integer(3), true),
    Case(between(.integer(1), .integer(3)), .number(3.001), false),
    Case(between(.integer(1), .integer(3)), nil, false),
    Case(above(.integer(5)), .text("6"), false),
    Case(
      above(.instant(Instant(milliseconds: 5))), .instant(Instant(milliseconds: 6)), true),
    Case(above(.instant(Instant(milliseconds: 5))), .integer(6), false),
    // Text ignores case, anywhere they say.
    Case(.containsAny([FoldedText("pay")]), .text("My PAYSLIP"), true),
    Case(.containsAny([FoldedText("x"), FoldedText("slip")]), .text("My payslip"), true),
    Case(.containsAny([FoldedText("x")]), .text("My payslip"), false),
    Case(.containsAny([FoldedText("1")]), .integer(1), false),
    Case(.containsWord([FoldedText("vpn")]), .text("my VPN is down"), true),
    Case(.containsWord([FoldedText("vpn")]), .text("my openvpn is down"), false),
    Case(.startsWith([FoldedText("re:")]), .text("RE: x"), true),
    Case(.startsWith([FoldedText("x")]), .text("RE: x"), false),
    Case(.endsWith([FoldedText("X")]), .text("re: x"), true),
    Case(.endsWith([FoldedText("re")]), .text("re: x"), false),
    // A list passes when one member does.
    Case(.equals(.text("b")), .list([.text("a"), .text("b")]), true),
    Case(.equals(.text("c")), .list([.text("a"), .text("b")]), false),
    Case(.containsAny([FoldedText("B")]), .list([.text("a"), .text("abc")]), true),
    Case(.oneOf([.text("a")]), .list([]), false),
  ]

  @Test("what a predicate holds for", arguments: cases)
  func table(testCase: Case) {
    #expect(testCase.predicate.holds(for: testCase.value) == testCase.holds)
  }

  @Test("a regular expression is case-sensitive and unanchored; over a whole text when asked")
  func expressions() throws {
    let part = Predicate.matches(try RegularExpression("b+c"))
    #expect(part.holds(for: .text("abbcd")))
    #expect(!part.holds(for: .text("aBBcd")))
    #expect(!part.holds(for: nil))
    let whole = Predicate.matches(try RegularExpression("a|b+", matchingWhole: true))
    #expect(whole.holds(for: .text("bb")))
    #expect(!whole.holds(for: .text("ab")))
    #expect(throws: RegularExpression.Fault.self) { try RegularExpression("a(b") }
  }
}
