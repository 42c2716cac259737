/// What is said to scripts that ask calendars what cannot be answered.
enum CalendarWording {
  static func notACalendar(_ function: String, found: String) -> String {
    "'\(function)' needs a calendar or its name first, found \(found)"
  }

  static func unknown(_ name: String, nearest: String?) -> String {
    "there is no calendar \"\(name)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
  }

  static func notYet(_ name: String, nearest: String?) -> String {
    unknown(name, nearest: nearest) + ": declare it before it is asked"
  }

  static func hasMistakes(_ name: String) -> String {
    "calendar \"\(name)\" has mistakes and cannot be asked"
  }

  static func needsZone(_ name: String) -> String {
    "calendar \"\(name)\" needs a timezone of its own to be asked while the files are loaded"
  }

  static func notAnInstant(_ function: String, _ position: String, found: String) -> String {
    "'\(function)' needs an instant such as \"2026-05-08T16:00:00+02:00\" \(position), found \(found)"
  }

  static func notADuration(_ function: String, found: String) -> String {
    "'\(function)' needs a duration such as business_hours(4) third, or seconds of working time, "
      + "found \(found)"
  }

  static func notWhole(_ count: String) -> String {
    "business_days needs a whole number, found \(count)"
  }

  static func tooMany(_ function: String, takes: Int, found: Int) -> String {
    "'\(function)' takes \(takes) values, found \(found)"
  }

  static func endsBeforeStart(_ function: String) -> String {
    "'\(function)' needs an end that is not before the start"
  }

  static let neverDue = "there is not so much working time before the year 10000"
}
