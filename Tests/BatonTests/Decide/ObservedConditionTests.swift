import BatonModel
import TestSupport
import Testing

@testable import Baton

/// Which part of a condition decided, against the definition: the whole would have come out otherwise if
/// the part had.
@Suite struct ObservedConditionTests {
  private func condition(_ numbers: inout SeededNumbers, depth: Int, _ next: inout Int) -> Condition
  {
    switch depth == 0 ? 0 : numbers.below(5) {
    case 1: return .not(condition(&numbers, depth: depth - 1, &next))
    case 2:
      return .all((0..<numbers.below(4)).map { _ in condition(&numbers, depth: depth - 1, &next) })
    case 3:
      return .any((0..<numbers.below(4)).map { _ in condition(&numbers, depth: depth - 1, &next) })
    default:
      next += 1
      return .test(FieldTest(column: next - 1, predicate: .present))
    }
  }

  /// A condition by the definition of its words, with parts taken from a list.
  private func holds(_ condition: Condition, _ parts: [Bool]) -> Bool {
    switch condition {
    case .always, .function: true
    case .test(let test): parts[test.column]
    case .not(let inner): !holds(inner, parts)
    case .all(let inner): inner.allSatisfy { holds($0, parts) }
    case .any(let inner): inner.contains { holds($0, parts) }
    }
  }

  @Test func aPartDecidesWhereTheWholeHangsOnIt() {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    for _ in 0..<500 {
      var count = 0
      let condition = condition(&numbers, depth: 4, &count)
      let observed = ObservedCondition(condition)
      #expect(observed.parts.count == count)
      var truths = [Truth](repeating: .error, count: observed.nodes.count)
      var decides = [Bool](repeating: true, count: observed.nodes.count)
      for _ in 0..<8 {
        let parts = (0..<count).map { _ in numbers.isOne(in: 2) }
        observed.evaluate(&truths) { Truth(parts[$0]) }
        let whole = holds(condition, parts)
        #expect((truths[0] == .yes) == whole)
        var found: [Int: Bool] = [:]
        observed.forEachDecisivePart(truths, &decides) { found[$0] = $1 }
        var expected: [Int: Bool] = [:]
        for part in 0..<count {
          var other = parts
          other[part].toggle()
          if holds(condition, other) != whole { expected[part] = parts[part] }
        }
        #expect(found == expected)
      }
    }
  }

  @Test func anErrorIsNoAnswer() {
    let part = { Condition.test(FieldTest(column: $0, predicate: .present)) }
    let observed = ObservedCondition(.all([part(0), part(1)]))
    var truths = [Truth](repeating: .no, count: 3)
    var decides = [Bool](repeating: false, count: 3)
    observed.evaluate(&truths) { $0 == 0 ? .error : .yes }
    var found: [Int] = []
    observed.forEachDecisivePart(truths, &decides) { part, _ in found.append(part) }
    #expect(truths[0] == .error && found.isEmpty)
  }
}
