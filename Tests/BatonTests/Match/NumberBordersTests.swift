import BatonModel
import Testing

@testable import Baton

/// Integers and floating-point numbers where doubles no longer tell integers apart: every test of
/// every number, by the index and by the reference, against arithmetic with 128 bits.
@Suite struct NumberBordersTests {
  private static let values: [Value] = {
    var values: [Value] = [.integer(.min), .integer(.min + 1)]
    let integers: [Int] = [1, 1 << 53, (1 << 53) + 1, 10_000_000_000_000_000, 1 << 62, .max]
    for number in integers {
      for near in [number - 1, number, -number, 1 - number] { values.append(.integer(near)) }
    }
    let doubles: [Double] = [0.5, 0x1p53, 0x1p53 + 2, 1e16, 0x1p62, 0x1p63, 0x1p64, 0x1p100]
    for number in doubles {
      for near in [number, -number, number.nextDown, number.nextUp] { values.append(.number(near)) }
    }
    return values
  }()

  /// The number times 2^24, which makes all of them whole but the neighbours of a half; nil for those
  /// and for what 128 bits do not hold.
  private static func scaled(_ value: Value) -> Int128? {
    switch value {
    case .integer(let number): Int128(number) << 24
    case .number(let number): Int128(exactly: number * 0x1p24)
    default: nil
    }
  }

  private static let words = ["=", "{ }", "<", "<=", ">", ">=", "between", "is not"]

  private static func expected(_ value: Int128, _ bound: Int128) -> [Bool] {
    let (isSame, isBelow) = (value == bound, value < bound)
    return [
      isSame, isSame, isBelow, isBelow || isSame, !isBelow && !isSame, !isBelow, isSame, !isSame,
    ]
  }

  private static func conditions(_ column: Int, _ bound: Value) -> [Condition] {
    func within(_ lower: Bool?, _ upper: Bool?) -> Predicate {
      func end(_ inclusive: Bool) -> ValueRange.Bound { .init(value: bound, inclusive: inclusive) }
      return .within(ValueRange(lower: lower.map(end), upper: upper.map(end)))
    }
    let predicates: [Predicate] = [
      .equals(bound), .oneOf([bound, .text("no number")]), within(nil, false), within(nil, true),
      within(false, nil), within(true, nil), within(true, true),
    ]
    let tests = predicates.map { Condition.test(FieldTest(column: column, predicate: $0)) }
    return tests + [.not(tests[0])]
  }

  @Test("integers and floating-point numbers are compared exactly", arguments: values as [Value])
  func exact(bound: Value) {
    var rules = HandMade()
    let column = rules.column("cost")
    let conditions = Self.conditions(column, bound)
    let schema = FactSchema(rules.base)
    let matcher = Matcher(conditions, schema)
    let reference = ReferenceMatcher(conditions: conditions)
    for value in Self.values {
      guard let left = Self.scaled(value), let right = Self.scaled(bound) else { continue }
      let facts = RequestBinder.bind(Request([("cost", value)]), in: World(), to: schema)
      var evaluation = Evaluation(functions: Scripted(truths: [:]))
      let expected = Self.expected(left, right)
      for rank in conditions.indices {
        let wanted: Truth = expected[rank] ? .yes : .no
        #expect(
          reference.truth(of: rank, in: facts, &evaluation) == wanted,
          "\(value) \(Self.words[rank]) \(bound)")
        #expect(
          matcher.truth(of: rank, in: facts, &evaluation) == wanted,
          "\(value) \(Self.words[rank]) \(bound), by the index")
      }
      var found: [Int] = []
      matcher.forEachMatch(in: facts, &evaluation) { found.append($0) }
      #expect(found == conditions.indices.filter { expected[$0] }, "\(value) beside \(bound)")
    }
  }
}
