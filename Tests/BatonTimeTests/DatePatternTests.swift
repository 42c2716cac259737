import BatonTime
import Testing

@Suite struct DatePatternTests {
  @Test(
    "a text is read as its pattern says",
    arguments: [
      ("d/m/Y H:M", "29/2/2016 01:16", "2016-02-29T01:16:00Z"),
      ("d/m/Y H:M", "9/12/2016 1:06", "2016-12-09T01:06:00Z"),
      ("Y-m-dTH:M:S", "2026-05-08T16:00:59", "2026-05-08T16:00:59Z"),
      ("m.d.Y", "12.31.1999", "1999-12-31T00:00:00Z"),
      ("YmdHM", "202605081600", "2026-05-08T16:00:00Z"),
      ("[d] m, Y", "[1] 2, 2026", "2026-02-01T00:00:00Z"),
    ])
  func parse(pattern: String, text: String, expected: String) throws {
    let local = try #require(try DatePattern(pattern).parse(text))
    #expect(ISO8601.format(local.instant(offsetSeconds: 0), offsetSeconds: 0) == expected)
  }

  @Test(
    "a text that is not written so is none",
    arguments: [
      "", "?", "30/2/2016 01:16", "29/2/16 01:16", "29/2/2016", "29/2/2016 01:16:00",
      "29/2/2016 24:00", "29/13/2016 01:16", "29-2-2016 01:16", " 29/2/2016 01:16",
      "029/2/2016 01:16",
    ])
  func refused(text: String) throws {
    #expect(try DatePattern("d/m/Y H:M").parse(text) == nil)
  }

  @Test(
    "a wrong pattern is told",
    arguments: [
      ("d/m/y", DatePattern.Mistake.unknownLetter("y")), ("D/m/Y", .unknownLetter("D")),
      ("d/m/Y d", .repeatedLetter("d")), ("d/m", .missingLetter("Y")),
      ("d/m/Y M", .missingLetter("H")), ("d/m/Y H S", .missingLetter("M")),
      ("d/m/Y é", .unknownLetter("é")),
    ])
  func wrong(pattern: String, mistake: DatePattern.Mistake) {
    #expect(throws: mistake) { _ = try DatePattern(pattern) }
  }
}

@Suite struct DayTimesTests {
  @Test(
    "an interval is minutes after the opening day's midnight",
    arguments: [
      ("09:00-17:30", 540, 1050), ("9:00 - 17:30", 540, 1050), ("00:00-24:00", 0, 1440),
      ("22:00-06:00", 1320, 1800), ("09:00-09:00", 540, 1980), ("18:00-00:00", 1080, 1440),
      ("23:59-24:00", 1439, 1440),
    ])
  func parse(text: String, open: Int, close: Int) throws {
    let times = try DayTimes.parse(text)
    #expect((times.open, times.close) == (open, close))
  }

  @Test(
    "what is no interval is told",
    arguments: [
      ("09:00", "\"09:00\" is not an opening and a closing time, as in \"09:00-17:30\""),
      ("9-17", "\"9-17\" is not an opening and a closing time, as in \"09:00-17:30\""),
      ("09:00-25:00", "no clock shows 25:00"), ("09:60-17:00", "no clock shows 09:60"),
      ("24:00-01:00", "no clock shows 24:00"), ("09:00-24:01", "no clock shows 24:01"),
    ])
  func wrong(text: String, message: String) {
    #expect {
      _ = try DayTimes.parse(text)
    } throws: { error in
      "\(error)" == message
    }
  }
}
