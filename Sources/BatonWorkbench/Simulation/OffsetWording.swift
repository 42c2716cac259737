import BatonTime

/// Offsets from UTC, and the instants at which a zone's clocks are changed.
enum OffsetWording {
  /// "+01:00", "UTC"
  static func offset(_ seconds: Int) -> String {
    guard seconds != 0 else { return "UTC" }
    let minutes = abs(seconds) / 60
    return (seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
  }

  /// A number below 100 with two digits.
  static func two(_ number: Int) -> String { twoDigits[number] }

  private static let twoDigits = (0..<100).map { $0 < 10 ? "0\($0)" : String($0) }
}

/// A change of a zone's clocks: from `before` to `after`, in seconds ahead of UTC.
struct OffsetChange: Hashable {
  let at: Instant
  let before: Int
  let after: Int

  /// All changes after one instant and up to another, in order; none where an instant is not after
  /// the other. No zone changes its clocks to and fro within a week.
  static func changes(of zone: Zone, after start: Instant, through end: Instant) -> [OffsetChange] {
    let week: Int64 = 7 * 86_400_000
    var changes: [OffsetChange] = []
    var from = start
    while from < end {
      let until = min(Instant(milliseconds: from.milliseconds + week), end)
      if zone.offset(at: from) != zone.offset(at: until) {
        changes.append(first(of: zone, from: from, until: until))
      }
      from = until
    }
    return changes
  }

  /// - Precondition: the offsets differ.
  private static func first(of zone: Zone, from: Instant, until: Instant) -> OffsetChange {
    let before = zone.offset(at: from)
    var low = from.milliseconds
    var high = until.milliseconds
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if zone.offset(at: Instant(milliseconds: middle)) == before {
        low = middle
      } else {
        high = middle
      }
    }
    let at = Instant(milliseconds: high)
    return OffsetChange(at: at, before: before, after: zone.offset(at: at))
  }
}
