import BatonTime

/// A zone's offsets by the hours that its clocks show, kept for some of them.
///
/// Finding the instant of a local time is dear, because clocks are put back and forward. An hour
/// that starts and ends with one offset has it all through; hours in which clocks change are asked
/// for each time.
struct HourOffsets {
  private struct Entry {
    var hour = Int.min
    var offset: Int64 = 0
  }

  private let zone: Zone
  private var entries = [Entry](repeating: Entry(), count: 256)

  init(_ zone: Zone) { self.zone = zone }

  /// The first instant at which clocks show a time, in milliseconds since 1970.
  mutating func milliseconds(of local: LocalDateTime) -> Int64 {
    let shown = local.instant(offsetSeconds: 0).milliseconds
    let hour = Int((shown - (shown < 0 ? 3_599_999 : 0)) / 3_600_000)
    let place = hour & (entries.count - 1)
    if entries[place].hour == hour { return shown - entries[place].offset }
    let start = local.millisecondOfDay / 3_600_000 * 3_600_000
    let first = offset(LocalDateTime(date: local.date, millisecondOfDay: start))
    let last = offset(LocalDateTime(date: local.date, millisecondOfDay: start + 3_599_999))
    guard first == last else {
      return zone.instant(of: local, preferring: .earlier).milliseconds
    }
    entries[place] = Entry(hour: hour, offset: first)
    return shown - first
  }

  private func offset(_ local: LocalDateTime) -> Int64 {
    local.instant(offsetSeconds: 0).milliseconds
      - zone.instant(of: local, preferring: .earlier).milliseconds
  }
}
