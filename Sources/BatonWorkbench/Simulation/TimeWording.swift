import BatonTime

/// Instants and lengths of time as people read them, in one zone.
struct TimeWording {
  let zone: Zone

  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  func date(of instant: Instant) -> CivilDate { zone.local(at: instant).date }

  /// "Friday 27 March 2026"
  func day(_ date: CivilDate) -> String {
    "\(Self.name(of: date.weekday)) \(date.day) \(Self.months[date.month - 1]) \(date.year)"
  }

  /// "Europe/Paris +01:00", "UTC"
  func place(at instant: Instant) -> String {
    let offset = OffsetWording.offset(zone.offset(at: instant))
    return zone.name == offset ? offset : "\(zone.name) \(offset)"
  }

  /// "16:00"; with seconds where there are any.
  func clock(_ instant: Instant) -> String { Self.clock(zone.local(at: instant)) }

  private static func clock(_ local: LocalDateTime) -> String {
    var text = ""
    addClock(local, to: &text)
    return text
  }

  private static func addClock(_ local: LocalDateTime, to text: inout String) {
    text += OffsetWording.two(local.hour)
    text += ":"
    text += OffsetWording.two(local.minute)
    if local.second != 0 || local.millisecond != 0 {
      text += ":"
      text += OffsetWording.two(local.second)
    }
    if local.millisecond != 0 {
      text += "."
      text += String(1000 + local.millisecond).dropFirst()
    }
  }

  /// "16:00" on the same day, else "Mon 30 Mar 16:00", with the year where it is another. Where clocks
  /// were changed in between, with the offset.
  func moment(_ instant: Instant, seenFrom now: Instant) -> String {
    var text = ""
    addMoment(instant, seenFrom: now, to: &text)
    return text
  }

  /// The same, at the end of a sentence. Sentences grow where they stand: timelines have millions.
  func addMoment(_ instant: Instant, seenFrom now: Instant, to text: inout String) {
    let offset = zone.offset(at: instant)
    let offsetNow = zone.offset(at: now)
    let local = LocalDateTime(instant, offsetSeconds: offset)
    let today = LocalDateTime(now, offsetSeconds: offsetNow).date
    if local.date != today {
      text += Self.shortDay(local.date)
      if local.date.year != today.year {
        text += " "
        text += String(local.date.year)
      }
      text += " "
    }
    Self.addClock(local, to: &text)
    if offset != offsetNow {
      text += " "
      text += OffsetWording.offset(offset)
    }
  }

  /// "Mon 30 March 2026 16:00 +02:00"
  func full(_ instant: Instant) -> String {
    "\(day(date(of: instant))) \(clock(instant)), \(place(at: instant))"
  }

  /// "Sunday 29 March 2026: clocks go forward from 02:00 to 03:00, Europe/Paris is +02:00 from here on"
  func change(_ change: OffsetChange) -> String {
    let before = LocalDateTime(change.at, offsetSeconds: change.before)
    let after = LocalDateTime(change.at, offsetSeconds: change.after)
    let way = change.after > change.before ? "forward" : "back"
    return "clocks go \(way) from \(Self.clock(before)) to \(Self.clock(after)), "
      + "\(zone.name) is \(OffsetWording.offset(change.after)) from here on"
  }

  private static func name(of weekday: Weekday) -> String {
    days[Weekday.allCases.firstIndex(of: weekday) ?? 0]
  }

  /// "Fri 27 Mar"
  static func shortDay(_ date: CivilDate) -> String {
    var text = shortDays[Weekday.allCases.firstIndex(of: date.weekday) ?? 0]
    text += String(date.day)
    text += shortMonths[date.month - 1]
    return text
  }

  /// "Fri ", " Mar"
  private static let shortDays = days.map { String($0.prefix(3)) + " " }
  private static let shortMonths = months.map { " " + String($0.prefix(3)) }

  // MARK: Lengths

  /// "3 h 10 min", "45 s", "none": hours however many there are, because what a day of work is differs
  /// from calendar to calendar.
  static func length(_ milliseconds: Int64) -> String {
    var text = ""
    addLength(milliseconds, to: &text)
    return text
  }

  /// The same, at the end of a sentence.
  static func addLength(_ milliseconds: Int64, to text: inout String) {
    let total = abs(milliseconds)
    if total == 0 {
      text += "0 min"
      return
    }
    var separator = ""
    func add(_ count: Int64, _ unit: String) {
      guard count > 0 else { return }
      text += separator
      text += String(count)
      text += unit
      separator = " "
    }
    add(total / 3_600_000, " h")
    add(total / 60_000 % 60, " min")
    add(total / 1000 % 60, " s")
    add(total % 1000, " ms")
  }
}
