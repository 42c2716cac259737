// Every sentence about times that cannot be understood, in one place.

extension ZoneError: CustomStringConvertible {
  public var description: String {
    switch cause {
    case .unknown(let nearest?):
      "there is no time zone \"\(name)\", did you mean \"\(nearest)\"?"
    case .unknown(nil):
      "there is no time zone \"\(name)\": zones have names such as \"Europe/London\""
    case .noDatabase:
      "the time zone \"\(name)\" needs the system's tz database, which is not installed"
    case .damaged: "the system's file for the time zone \"\(name)\" is damaged"
    }
  }
}

extension DatePattern.Mistake: CustomStringConvertible {
  public var description: String {
    let letters = "the letters of a date pattern are Y, m, d, H, M and S"
    return switch self {
    case .unknownLetter(let letter): "\"\(letter)\" means nothing in a date pattern: \(letters)"
    case .repeatedLetter(let letter): "\"\(letter)\" occurs twice in this date pattern"
    case .missingLetter(let letter): "this date pattern lacks \"\(letter)\": \(letters)"
    }
  }
}

extension DayTimes.Mistake: CustomStringConvertible {
  public var description: String {
    switch self {
    case .form(let text):
      "\"\(text)\" is not an opening and a closing time, as in \"09:00-17:30\""
    case .noSuchTime(let text): "no clock shows \(text)"
    }
  }
}

extension BusinessHours.Mistake: CustomStringConvertible {
  public var description: String {
    let years = BusinessHours.years
    return switch self {
    case .noWorkingTime: "nobody ever works in this calendar"
    case .dateOutOfRange(let date):
      "\(date) is out of the range of calendars, \(years.lowerBound) to \(years.upperBound)"
    }
  }
}

extension HolidayFile.Kind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notACalendar: "this is not an iCalendar file, which begins with BEGIN:VCALENDAR"
    case .broken: "what begins here does not end, or is nested too deeply"
    case .noStart: "this event has no start that can be read, and is left out"
    case .unreadable: "part of this event cannot be read"
    case .partOfDay: "this event does not last whole days, and is left out"
    case .repeatsWithinDay: "this event repeats within a day, which is left out"
    case .tooManyDays: "these are more than 200,000 holidays: those from here on are left out"
    }
  }
}
