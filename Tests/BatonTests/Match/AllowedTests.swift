import TestSupport
import Testing

@testable import Baton

@Suite struct AllowedTests {
  /// One cell of each kind, and numbers at, between and beyond the ends that sets are made with.
  private static let cells: [Cell] =
    [.missing, Cell(yesNo: true), Cell(yesNo: false), Cell(kind: .object, bits: 0)]
    + (0...4).map { Cell(kind: .text, symbol: $0, bits: 0) }
    + [Cell(textAt: 0, count: 3)]
    + [-2.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 1e300].map { Cell(number: $0) }
    + [-1, 0, 1, 2, 3].map { Cell(integer: $0) }

  private func simple(_ source: inout SeededNumbers) -> Allowed {
    switch Int.random(in: 0..<6, using: &source) {
    case 0: return .everything
    case 1: return .nothing
    case 2: return .present
    case 3: return .symbol(UInt32.random(in: 0...4, using: &source))
    case 4:
      var allowed = Allowed.nothing
      allowed.yes = true
      return allowed
    default:
      let lower = Double(Int.random(in: -1...2, using: &source))
      return .span(lower, lower + Double(Int.random(in: 0...2, using: &source)))
    }
  }

  @Test("sets of values obey the algebra of sets")
  func algebra() {
    let seed = SeededNumbers.anySeed()
    var source = SeededNumbers(seed: seed)
    var pool = (0..<12).map { _ in simple(&source) }
    for _ in 0..<3000 {
      let left = pool.randomElement(using: &source) ?? .nothing
      let right = pool.randomElement(using: &source) ?? .nothing
      let (union, both, rest) = (left.union(right), left.intersection(right), left.complement)
      for cell in Self.cells {
        let (isLeft, isRight) = (left.contains(cell), right.contains(cell))
        #expect(union.contains(cell) == (isLeft || isRight), "seed \(seed)")
        #expect(both.contains(cell) == (isLeft && isRight), "seed \(seed)")
        #expect(rest.contains(cell) == !isLeft, "seed \(seed)")
      }
      pool[Int.random(in: 0..<pool.count, using: &source)] =
        [union, both, rest, simple(&source)].randomElement(using: &source) ?? union
    }
  }
}
