import BatonTime
import Testing

@Suite struct RelativeTimeTests {
  @Test(
    arguments: [
      ("+2h", 7200), ("+10m", 600), ("+90s", 90), ("+1d 30m", 88_200), ("+1d30m", 88_200),
      ("+1d 2h 3m 4s", 93_784), ("+ 5m", 300), ("+0h", 0), ("+36525d", 3_155_760_000),
    ] as [(String, Int64)])
  func lengths(_ text: String, _ seconds: Int64) {
    #expect(RelativeTime.parse(text) == seconds * 1000)
  }

  @Test(arguments: [
    "", "+", "2h", "-2h", "+2", "+h", "+2x", "+30m 1d", "+1h 1h", "+1.5h", "+2h ", "+2h,3m",
    "+36526d", "+9999999999d", "2026-05-08",
  ])
  func noLengths(_ text: String) {
    #expect(RelativeTime.parse(text) == nil)
  }
}
