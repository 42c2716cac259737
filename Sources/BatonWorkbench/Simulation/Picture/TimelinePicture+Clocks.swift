import Baton
import BatonModel
import BatonTime

/// The lanes of the clocks, what the marks mean, and the list of what has a number.
extension TimelinePicture {
  mutating func drawClocks() {
    for reading in summary.clocks {
      draw(reading)
      y += height(of: reading)
    }
  }

  /// Taller where somebody was called, whose numbers stand under the track.
  func height(of reading: ClockReading) -> Double {
    let isTall = numbered.contains { belongs($0, to: reading.clock) }
    return Self.clockHeight + (isTall ? 20 : 0)
  }

  private static func short(_ kind: AgreementKind) -> String {
    switch kind {
    case .sla: "SLA"
    case .ola: "OLA"
    case .underpinningContract: "UC"
    case .xla: "XLA"
    }
  }

  private mutating func draw(_ reading: ClockReading) {
    let clock = reading.clock
    let started = scale.x(clock.attachedAt)
    let top = y + 18
    text(Self.short(clock.terms.kind), 20, top + 11, "small soft")
    text(TimeWording.length(clock.total), 54, top + 11, "small")
    drawTrack(clock, top)
    name(reading, started, isLate: clock.breachedAt != nil)
    for entry in entries {
      guard entry.clock?.clock.id == clock.id, case .action(.warning) = entry.what else { continue }
      let x = scale.x(entry.at)
      line(
        "warning", x, top - 3, x, top + 17, title: "\(moment(entry)) \(wording.sentence(entry))")
    }
    drawDue(of: clock, top)
    var free = 0.0
    for (index, entry) in numbered.enumerated() where belongs(entry, to: clock) {
      let isBreach = if case .action(.breach) = entry.what { true } else { false }
      let x = scale.x(entry.at)
      // What happens at one instant stands side by side.
      let place = max(x, free)
      line("stem", x, top + 14, place, top + 20)
      badge(index + 1, place, top + 26, isBreach: isBreach, entry)
      free = place + 16
    }
  }

  /// When it is due; where it ended before, what it had left. One that was cancelled is never due.
  private mutating func drawDue(of clock: Clock, _ top: Double) {
    guard clock.state != .cancelled, let due = clock.breachedAt ?? clock.due, due >= scale.start
    else { return }
    let x = scale.x(due)
    if let ended = clock.endedAt, ended < due { line("slack", scale.x(ended), top + 7, x, top + 7) }
    guard due <= scale.end else { return }
    line(
      "due", x, top - 4, x, top + 18,
      title: "due \(wording.time.moment(due, seenFrom: summary.state.openedAt))")
  }

  private func belongs(_ entry: TimelineEntry, to clock: Clock) -> Bool {
    switch entry.what {
    case .action(.breach(let id)): id == clock.id
    case .action(.escalate(let step)):
      summary.state.ladders.first { $0.id == step.ladder }?.clock == clock.id
    default: false
    }
  }

  /// The clock's name, and what came of it, over its track.
  private mutating func name(_ reading: ClockReading, _ started: Double, isLate: Bool) {
    let result =
      switch reading.clock.state {
      case .completed: isLate ? "not kept" : "kept"
      case .cancelled: "cancelled"
      case .paused: "paused"
      case .inProgress: isLate ? "not kept" : "running"
      }
    let words =
      "\(reading.clock.id): \(result), \(TimeWording.length(reading.used)) used"
    let width = Self.width(of: words)
    let x = max(Self.left, min(started, Self.right - width))
    text(Self.fitting(words, in: Self.right - x), x, y + 12, isLate ? "breach-name" : "")
  }

  /// When it ran, paused, and was late. Closed hours of its calendar are paler, for they do not count.
  private mutating func drawTrack(_ clock: Clock, _ top: Double) {
    let calendar = clock.terms.calendar.flatMap { engine.calendar(named: $0) }
    for stretch in stretches(of: clock) {
      let x = scale.x(stretch.from)
      let width = scale.x(stretch.until) - x
      if stretch.isPaused {
        rectangle("paused", x, top, width, 14, title: "\(clock.id): paused")
        rectangle("outline", x, top, width, 14)
        continue
      }
      rectangle(calendar == nil ? "running" : "idle", x, top, width, 14, title: clock.id)
      if let calendar { drawOpen(calendar, stretch.from, stretch.until, top, clock) }
      if let late = clock.breachedAt, late < stretch.until {
        let from = scale.x(max(late, stretch.from))
        rectangle(
          "late", from, top, scale.x(stretch.until) - from, 14, title: "\(clock.id): not kept")
      }
    }
  }

  private mutating func drawOpen(
    _ calendar: BusinessCalendar, _ start: Instant, _ end: Instant, _ top: Double, _ clock: Clock
  ) {
    var from = start
    // More openings than there are points across cannot be seen.
    for _ in 0..<1000 {
      guard from < end, let opening = calendar.nextOpening(notBefore: from), opening < end else {
        return
      }
      let closing = min(calendar.nextClosing(notBefore: opening) ?? end, end)
      let x = scale.x(opening)
      rectangle("running", x, top, scale.x(closing) - x, 14, title: clock.id)
      from = closing
    }
  }

  private struct ClockStretch {
    let from: Instant
    var until: Instant
    let isPaused: Bool
  }

  /// A clock's life from its entries.
  private func stretches(of clock: Clock) -> [ClockStretch] {
    var stretches: [ClockStretch] = []
    var open: ClockStretch?
    func close(_ at: Instant) {
      guard var last = open else { return }
      last.until = at
      if last.from < at { stretches.append(last) }
      open = nil
    }
    for entry in entries {
      guard case .action(.clock(let id, let change)) = entry.what, id == clock.id else { continue }
      close(entry.at)
      switch change {
      case .began, .resumed, .reopened:
        let isPaused = entry.clock?.clock.state == .paused
        open = ClockStretch(from: entry.at, until: entry.at, isPaused: isPaused)
      case .paused: open = ClockStretch(from: entry.at, until: entry.at, isPaused: true)
      case .completed, .cancelled: break
      }
    }
    close(scale.end)
    return stretches
  }

  // MARK: What the marks mean

  mutating func drawKey() {
    var x = 20.0
    let kinds = Stretch.Kind.allCases.filter { kind in summary.spans.contains { $0.kind == kind } }
    var items = kinds.map { ($0.rawValue, SummaryWording.kind($0)) }
    items += [("running", "clock counts"), ("idle", "clock in closed hours")]
    if summary.state.pauses.isEmpty == false { items.append(("paused", "clock paused")) }
    if summary.clocks.contains(where: { $0.clock.breachedAt != nil }) {
      items.append(("late", "not kept"))
    }
    y += 12
    for (kind, words) in items { drawKey(words, &x) { $0.rectangle(kind, $1, $2 - 9, 14, 11) } }
    drawKey("due", &x) { $0.line("due", $1 + 7, $2 - 11, $1 + 7, $2 + 3) }
    drawKey("somebody did something", &x) { $0.dot($1 + 7, $2 - 4) }
    y += 10
  }

  private mutating func drawKey(
    _ words: String, _ x: inout Double, _ mark: (inout TimelinePicture, Double, Double) -> Void
  ) {
    let width = Self.width(of: words, size: 11) + 34
    if x + width > Self.right {
      x = 20
      y += 20
    }
    mark(&self, x, y)
    text(words, x + 19, y, "small")
    x += width
  }

  /// A picture is no list: the timeline has everything.
  private static let mostLines = 60

  mutating func drawNumbered() {
    guard !numbered.isEmpty else { return }
    y += 10
    for (index, entry) in numbered.prefix(Self.mostLines).enumerated() {
      y += 20
      let isBreach =
        switch entry.what {
        case .action(.breach), .action(.lateHandoff), .action(.error), .action(.dispute(_, .late)):
          true
        default: false
        }
      badge(index + 1, 28, y - 4, isBreach: isBreach, entry)
      text(moment(entry), 44, y, "soft")
      let words = wording.sentence(entry)
      text(Self.fitting(words, in: Self.right - 215), 215, y)
    }
    if numbered.count > Self.mostLines {
      y += 20
      text("and \(numbered.count - Self.mostLines) more", 44, y, "soft")
    }
  }
}
