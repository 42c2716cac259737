import BatonModel
import BatonTime
import Testing

@Suite struct ValueTests {
  @Test(
    "an integral number within ±2^53 is an integer",
    arguments: [
      (1.0, Value.integer(1)), (-0.0, .integer(0)), (1.5, .number(1.5)),
      (0x1p53, .integer(9_007_199_254_740_992)), (-0x1p53, .integer(-9_007_199_254_740_992)),
      (0x1p54, .number(0x1p54)), (1e300, .number(1e300)), (.infinity, .number(.infinity)),
    ])
  func integralNumbers(number: Double, expected: Value) {
    #expect(Value(number) == expected)
    // Of one type too: equality would not tell.
    #expect("\(Value(number))" == "\(expected)")
  }

  private static let pairs: [(Int, Double, Bool)] = [
    (1, 1.0, true), (0, -0.0, true), (1, 1.5, false), (1, Double.nan, false),
    (Int.max, Double.infinity, false), (9_007_199_254_740_992, 0x1p53, true),
    (9_007_199_254_740_993, 0x1p53, false), (9_007_199_254_740_994, 9_007_199_254_740_994.0, true),
    (10_000_000_000_000_000, 1e16, true), (10_000_000_000_000_001, 1e16, false),
    // As a double the largest integer would be 2^63.
    (Int.max, 0x1p63, false), (Int.min, -0x1p63, true), (Int.min + 1, -0x1p63, false),
  ]

  @Test(
    "an integer and a floating-point number are equal if they are the same number",
    arguments: pairs)
  func exactEquality(integer: Int, number: Double, areEqual: Bool) {
    #expect((Value.integer(integer) == .number(number)) == areEqual)
    #expect((Value.number(number) == .integer(integer)) == areEqual)
    #expect(Set([Value.integer(integer), .number(number)]).count == (areEqual ? 1 : 2))
  }

  @Test("values of different types are never equal")
  func typesDiffer() {
    let values: [Value] = [
      .text("1"), .integer(1), .yesNo(true), .instant(Instant(milliseconds: 1)),
      .list([.integer(1)]), .object(Members([("1", .integer(1))])), .number(1.5),
    ]
    for (i, left) in values.enumerated() {
      for (j, right) in values.enumerated() where i != j { #expect(left != right) }
    }
    #expect(Set(values.map(\.typeName)).count == 6)
  }
}

@Suite struct MembersTests {
  @Test("a member written as null is there without a value")
  func null() {
    let members = Members([("id", .text("R-1")), ("service", nil)])
    #expect(members["service"] == nil)
    #expect(members.contains("service"))
    #expect(!members.contains("group"))
    #expect(members["group"] == nil)
    #expect(members.names == ["id", "service"])
    #expect(members.count == 2)
  }

  @Test("of a repeated name the last value wins, at the place of the first")
  func repeated() {
    let members = Members([("a", .integer(1)), ("b", .integer(2)), ("a", .integer(3))])
    #expect(members.names == ["a", "b"])
    #expect(members["a"] == .integer(3))
  }

  @Test("every name is found, in small objects and in large ones", arguments: [0, 1, 8, 9, 40])
  func lookup(count: Int) {
    let members = Members((0..<count).map { ("field \($0)", Value.integer($0)) })
    for i in 0..<count { #expect(members["field \(i)"] == .integer(i)) }
    #expect(members["field \(count)"] == nil)
    #expect(Array(members.map(\.name)) == members.names)
  }

  @Test("order does not count in equality, null does")
  func equality() {
    let left = Members([("a", .integer(1)), ("b", nil)])
    let right = Members([("b", nil), ("a", .integer(1))])
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(left != Members([("a", .integer(1))]))
    #expect(left != Members([("a", .integer(1)), ("c", nil)]))
    #expect(left != Members([("a", .integer(1)), ("b", .integer(2))]))
  }
}
