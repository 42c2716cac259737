import BatonTime
import Testing

@Suite struct InstantTests {
  @Test(
    "seconds round towards the past",
    arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)])
  func seconds(milliseconds: Int64, seconds: Int64) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }

  @Test("seconds beyond the time line end at its ends")
  func overflow() {
    #expect(Instant(seconds: .max).milliseconds == .max)
    #expect(Instant(seconds: .min).milliseconds == .min)
    #expect(Instant(seconds: 3) < Instant(milliseconds: 3001))
  }
}
