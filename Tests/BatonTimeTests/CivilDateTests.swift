import BatonTime
import Testing

@Suite struct CivilDateTests {
  @Test("only days of the calendar are dates")
  func validity() {
    for (year, month, day, isDay) in [
      (2024, 2, 29, true), (2026, 2, 29, false), (1900, 2, 29, false), (2000, 2, 29, true),
      (2026, 13, 1, false), (2026, 0, 1, false), (2026, 4, 31, false), (2026, 1, 0, false),
      (0, 1, 1, false), (1, 1, 1, true), (9999, 12, 31, true), (10_000, 1, 1, false),
    ] {
      #expect((CivilDate(year: year, month: month, day: day) != nil) == isDay, "\(year)-\(month)")
    }
  }

  @Test("known days have their known numbers and weekdays")
  func known() throws {
    let days: [(Int, Int, Int, Int, Weekday)] = [
      (1970, 1, 1, 0, .thu), (1969, 12, 31, -1, .wed), (2000, 3, 1, 11_017, .wed),
      (2026, 5, 8, 20_581, .fri), (1, 1, 1, -719_162, .mon), (9999, 12, 31, 2_932_896, .fri),
    ]
    for (year, month, day, number, weekday) in days {
      let date = try #require(CivilDate(year: year, month: month, day: day))
      #expect(date.daysSince1970 == number)
      #expect(date.weekday == weekday)
      #expect(CivilDate(daysSince1970: number) == date)
      #expect(date.adding(days: -1).next == date || number == -719_162)
    }
  }

  /// Counts day by day with nothing but the lengths of months.
  @Test("stepping through the calendar agrees with the arithmetic")
  func stepping() throws {
    var (year, month, day) = (1, 1, 1)
    for number in -719_162...2_932_896 {
      if number % 1009 == 0 || (day > 27 && year % 100 == 0) {
        let date = CivilDate(daysSince1970: number)
        try #require((date.year, date.month, date.day) == (year, month, day))
        try #require(date.daysSince1970 == number)
      }
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let last = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      day += 1
      if day > last { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(year == 10_000)
  }

  @Test("names of days in declarations")
  func names() {
    #expect(Weekday.days(named: "mon") == [.mon])
    #expect(Weekday.days(named: "monday_to_friday") == [.mon, .tue, .wed, .thu, .fri])
    #expect(Weekday.days(named: "every_day")?.count == 7)
    #expect(Weekday.days(named: "Mon") == nil)
    #expect(Weekday.names.allSatisfy { Weekday.days(named: $0) != nil })
  }
}
