import TestSupport
import Testing

@testable import BatonWorkbench

/// Bounds by rank hold as often as they promise.
@Suite struct ExpectedTests {
  @Test("of nothing nothing is expected")
  func ofNothing() { #expect(Expected([]) == nil) }

  @Test("with few numbers the bounds are the least and the most")
  func few() throws {
    let expected = try #require(Expected([4, 1, 7]))
    #expect((expected.mean, expected.low, expected.high) == (4, 1, 7))
    #expect(expected.count == 3)
  }

  /// Of n + 1 numbers in any order the last is each of them equally often: so leaving out one after the
  /// other tries every order there is.
  @Test("the next number lies between in four of five cases, whatever the numbers are")
  func coverage() {
    var numbers = SeededNumbers()
    for count in Expected.enough...60 {
      let all = (0...count).map { _ in Double(numbers.below(1_000_000)) }
      let held = all.indices.count { left in
        let others = all.indices.filter { $0 != left }.map { all[$0] }
        return Expected(others)?.holds(all[left]) ?? false
      }
      #expect(
        Double(held) >= Expected.level * Double(count + 1), "\(count), seed \(numbers.seed)")
    }
  }

  @Test("with many numbers the bounds leave out the outermost tenths")
  func many() throws {
    let expected = try #require(Expected((1...99).map(Double.init)))
    // 100 places for a hundredth number, ten below and ten above.
    #expect((expected.low, expected.high) == (10, 90))
  }
}
