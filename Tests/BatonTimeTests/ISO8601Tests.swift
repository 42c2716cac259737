import BatonTime
import Testing

@Suite struct ISO8601Tests {
  /// Seconds are those of `date -d TEXT +%s`.
  @Test(
    "the forms that systems exchange",
    arguments: [
      ("2026-05-08T16:00:00+02:00", 1_778_248_800_000, 7200),
      ("2026-05-08T14:00:00Z", 1_778_248_800_000, 0),
      ("2026-05-08 14:00Z", 1_778_248_800_000, 0),
      ("2026-05-08T16:00:00.123+0200", 1_778_248_800_123, 7200),
      ("2026-05-08T16:00:00.1239999+02", 1_778_248_800_123, 7200),
      ("2026-05-08t14:00:00,5z", 1_778_248_800_500, 0),
      ("2026-05-08T08:30:00-05:30", 1_778_248_800_000, -19_800),
      ("1969-12-31T23:59:59.999Z", -1, 0),
    ])
  func forms(text: String, milliseconds: Int64, offset: Int) throws {
    let parsed = try #require(ISO8601.parse(text))
    #expect(parsed.instant.milliseconds == milliseconds)
    #expect(parsed.offsetSeconds == offset)
  }

  @Test("without an offset the zone's counts, and a date alone is its midnight")
  func withoutOffset() throws {
    let zone = Zone(fixedOffset: 3600, name: "test")
    let time = try #require(ISO8601.parse("2026-05-08T15:00", in: zone))
    #expect(time.instant.milliseconds == 1_778_248_800_000)
    #expect(time.offsetSeconds == nil)
    let date = try #require(ISO8601.parse("2026-05-08", in: zone))
    #expect(date.instant.milliseconds == 1_778_194_800_000)
  }

  @Test(
    "what is no time is refused",
    arguments: [
      "", "2026", "2026-05", "2026-13-01", "2026-02-30", "26-05-08", "2026-5-8", "2026-05-08T",
      "2026-05-08T24:00", "2026-05-08T23:59:60Z", "2026-05-08T16:60Z", "2026-05-08T16Z",
      "2026-05-08T16:00:00.Z", "2026-05-08T16:00:00+2:00", "2026-05-08T16:00:00+24:00",
      "2026-05-08T16:00:00+02:60", "2026-05-08T16:00:00+02:", "2026-05-08T16:00:00Z ",
      " 2026-05-08", "08/05/2026", "2026-05-08T16:00:00 Z", "٢٠٢٦-05-08", "-2026-05-08",
    ])
  func refused(text: String) {
    #expect(ISO8601.parseTime(text) == nil)
  }

  @Test(
    "an instant is written with its offset",
    arguments: [
      (1_778_248_800_000, 7200, "2026-05-08T16:00:00+02:00"),
      (1_778_248_800_000, 0, "2026-05-08T14:00:00Z"),
      (1_778_248_800_050, -19_800, "2026-05-08T08:30:00.050-05:30"),
      (-1, 0, "1969-12-31T23:59:59.999Z"),
    ])
  func written(milliseconds: Int64, offset: Int, text: String) {
    #expect(ISO8601.format(Instant(milliseconds: milliseconds), offsetSeconds: offset) == text)
  }

  @Test("an offset with seconds still names the same instant")
  func oddOffset() throws {
    let instant = Instant(seconds: 1_000_000)
    for offset in [-4772, 1172, 59, -59] {
      let text = ISO8601.format(instant, offsetSeconds: offset)
      #expect(try #require(ISO8601.parse(text)).instant == instant)
    }
  }

  @Test("the ends of the time line are written, not trapped on")
  func ends() {
    #expect(
      ISO8601.format(Instant(milliseconds: .max), offsetSeconds: 3600).hasPrefix("9999-12-31"))
    #expect(
      ISO8601.format(Instant(milliseconds: .min), offsetSeconds: -3600).hasPrefix("0001-01-01"))
  }
}
