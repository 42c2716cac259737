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
    var text = OffsetWording.two(local.hour) + ":" + OffsetWording.two(local.minute)
    if local.second != 0 || local.millisecond != 0 {
      text += ":" + OffsetWording.two(local.second)
    }
    if local.millisecond != 0 {
      text += "." + String(String(1000 + local.millisecond).dropFirst())
    }
    return text
  }

  /// "16:00" on the same day, else "Mon 30 Mar 16:00", with the year where it is another. Where clocks
  /// were changed in between, with the offset.
  func moment(_ instant: Instant, seenFrom now: Instant) -> String {
    let local = zone.local(at: instant)
    let today = zone.local(at: now).date
    var text = Self.clock(local)
    if local.date != today {
      var date = "\(Self.name(of: local.date.weekday).prefix(3)) \(local.date.day)"
      date += " \(Self.months[local.date.month - 1].prefix(3))"
      if local.date.year != today.year { date += " \(local.date.year)" }
      text = "\(date) \(text)"
    }
    let offset = zone.offset(at: instant)
    if offset != zone.offset(at: now) { text += " " + OffsetWording.offset(offset) }
    return text
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
    "\(name(of: date.weekday).prefix(3)) \(date.day) \(months[date.month - 1].prefix(3))"
  }

  // MARK: Lengths

  /// "3 h 10 min", "45 s", "none": hours however many there are, because what a day of work is differs
  /// from calendar to calendar.
  static func length(_ milliseconds: Int64) -> String {
    let total = abs(milliseconds)
    var parts: [String] = []
    for (unit, name) in [(Int64(3_600_000), "h"), (60_000, "min"), (1000, "s"), (1, "ms")] {
      let count = total / unit % (name == "h" ? .max : name == "ms" ? 1000 : 60)
      if count > 0 { parts.append("\(count) \(name)") }
    }
    return parts.isEmpty ? "0 min" : parts.joined(separator: " ")
  }
}
