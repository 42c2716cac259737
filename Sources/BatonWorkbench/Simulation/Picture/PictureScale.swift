import BatonTime

/// Where instants lie in a picture, and which of them are named at its edge.
///
/// The scale is even in time that passes: the day on which clocks go forward is an hour narrower.
struct PictureScale {
  let zone: Zone
  let start: Instant
  let end: Instant
  let left: Double
  let right: Double

  /// A line down the picture, with its name at the edge.
  struct Tick {
    let at: Instant
    let label: String
    let isDay: Bool
  }

  /// Where an instant lies; at an edge if it is beyond.
  func x(_ instant: Instant) -> Double {
    let whole = Double(max(1, end.milliseconds - start.milliseconds))
    let part = Double(instant.milliseconds - start.milliseconds) / whole
    return left + (right - left) * min(max(part, 0), 1)
  }

  private func width(ofHours hours: Double) -> Double {
    (right - left) * hours * 3_600_000 / Double(max(1, end.milliseconds - start.milliseconds))
  }

  private static let least = 34.0

  /// Midnights, further apart the longer the time is, and hours between them where there is room.
  var ticks: [Tick] {
    let step = [1, 2, 7, 14, 28, 91, 364].first { width(ofHours: 24 * Double($0)) >= 64 } ?? 3640
    var ticks: [Tick] = []
    let last = zone.local(at: end).date
    var day = zone.local(at: start).date
    while day <= last {
      let midnight = zone.startOfDay(day)
      if midnight >= start, midnight <= end {
        ticks.append(Tick(at: midnight, label: TimeWording.shortDay(day), isDay: true))
      }
      if step == 1 { ticks += hours(of: day) }
      let next = day.adding(days: step)
      if next == day { break }
      day = next
    }
    return ticks
  }

  private func hours(of day: CivilDate) -> [Tick] {
    guard let step = [1, 2, 3, 6, 12].first(where: { width(ofHours: Double($0)) >= Self.least })
    else { return [] }
    return stride(from: step, to: 24, by: step).compactMap { hour in
      guard let local = LocalDateTime(date: day, hour: hour, minute: 0) else { return nil }
      let instant = zone.instant(of: local, preferring: .earlier)
      // An hour that clocks skip is not there.
      guard zone.local(at: instant) == local, instant >= start, instant <= end else { return nil }
      return Tick(at: instant, label: OffsetWording.two(hour), isDay: false)
    }
  }

  /// Saturdays and Sundays, as far as they lie in the picture; none where they would be too narrow.
  var weekends: [(from: Instant, until: Instant)] {
    guard width(ofHours: 48) >= 6 else { return [] }
    var weekends: [(from: Instant, until: Instant)] = []
    let last = zone.local(at: end).date
    var day = zone.local(at: start).date.adding(days: -1)
    while day <= last {
      if day.weekday == .sat {
        let from = max(zone.startOfDay(day), start)
        let until = min(zone.startOfDay(day.adding(days: 2)), end)
        if from < until { weekends.append((from, until)) }
      }
      let next = day.next
      if next == day { break }
      day = next
    }
    return weekends
  }
}
