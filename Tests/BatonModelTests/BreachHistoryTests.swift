import BatonTime
import Testing

@testable import BatonModel

/// Asking a history is the same as looking at all of it.
@Suite struct BreachHistoryTests {
  private static func has(
    _ breaches: [Int64], before now: Int64, within: Int64, of agreement: String = "a"
  ) -> Bool {
    BreachHistory(
      breaches.map {
        Breach(agreement: "a", at: Instant(milliseconds: $0), customer: "c")
      }
    ).hasBreach(
      of: ["z", agreement], for: .customer, "c", before: Instant(milliseconds: now), within: within)
  }

  @Test func theEndsOfTheTimeAreExact() {
    #expect(Self.has([100], before: 101, within: 1))
    #expect(!Self.has([100], before: 100, within: 50))
    #expect(Self.has([100], before: 150, within: 50))
    #expect(!Self.has([100], before: 151, within: 50))
    #expect(!Self.has([100], before: 101, within: 1, of: "b"))
    #expect(!Self.has([.min], before: .max, within: .max))
    #expect(!Self.has([], before: 1, within: 1))
  }

  @Test func anyOrderGivesWhatASearchOfAllGives() {
    let times: [Int64] = [40, 10, 30, 10, 20, 70, 60]
    for now in Int64(0)...80 {
      for within in [1, 5, 10, 25] as [Int64] {
        let expected = times.contains { $0 < now && now - $0 <= within }
        #expect(Self.has(times, before: now, within: within) == expected)
      }
    }
    let breaches = times.map { Breach(agreement: "a", at: Instant(milliseconds: $0), service: "s") }
    #expect(BreachHistory(breaches) == BreachHistory(breaches.reversed()))
  }
}
