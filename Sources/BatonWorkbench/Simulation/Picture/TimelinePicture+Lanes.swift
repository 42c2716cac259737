import BatonModel
import BatonTime

/// The axis, the lanes of the parties, and what went from one to another.
extension TimelinePicture {
  mutating func drawAxis(top: Double, bottom: Double) {
    for weekend in scale.weekends {
      let x = scale.x(weekend.from)
      rectangle("weekend", x, top + 4, scale.x(weekend.until) - x, bottom - top - 4)
    }
    var free = Self.left
    for tick in scale.ticks.sorted(by: { $0.at < $1.at }) {
      let x = scale.x(tick.at)
      line(tick.isDay ? "day" : "hour", x, tick.isDay ? top - 10 : top + 14, x, bottom)
      if tick.isDay {
        text(tick.label, x + 4, top, "strong")
      } else if x - 8 >= free {
        text(tick.label, x - 7, top + 14, "small soft")
        free = x + 12
      }
    }
    let first = wording.time.date(of: scale.start)
    let isFirstNamed = scale.ticks.contains { $0.isDay && scale.x($0.at) < Self.left + 70 }
    if !isFirstNamed { text(TimeWording.shortDay(first), Self.left + 4, top, "strong") }
    for change in OffsetChange.changes(of: life.zone, after: scale.start, through: scale.end) {
      let x = scale.x(change.at)
      let way = change.after > change.before ? "forward" : "back"
      line(
        "shift", x, top + 4, x, bottom, title: wording.time.change(change))
      text("clocks go \(way)", x + 4, top + 26, "small shift-name")
    }
  }

  mutating func drawLanes(_ parties: [Party]) {
    for party in parties {
      lanes[party] = y + Self.laneHeight / 2
      let name = Self.fitting(party.name, in: Self.left - 24)
      text(name, 20, y + Self.laneHeight / 2 + 4, "strong")
      line("lane", 20, y + Self.laneHeight, Self.right, y + Self.laneHeight)
      y += Self.laneHeight
    }
    for span in summary.spans { draw(span) }
    for handoff in summary.state.handoffs { draw(handoff) }
    drawEvents()
    for (index, entry) in numbered.enumerated() {
      if case .action(.lateHandoff) = entry.what, let party = entry.handoff?.to.party,
        let middle = lanes[party]
      {
        badge(index + 1, scale.x(entry.at), middle, isBreach: true, entry)
      }
    }
  }

  private mutating func draw(_ span: CaseSpan) {
    guard let middle = lanes[span.party] else { return }
    let x = scale.x(span.from)
    let width = scale.x(span.until) - x
    let unit = span.group.map { "\(span.party.name)/\($0)" } ?? span.party.name
    let kind = SummaryWording.kind(span.kind)
    let words =
      "\(unit), \(kind): \(wording.time.moment(span.from, seenFrom: summary.state.openedAt)) to "
      + "\(wording.time.moment(span.until, seenFrom: summary.state.openedAt)), "
      + TimeWording.length(span.milliseconds)
    rectangle(span.kind.rawValue, x, middle - 10, width, 20, title: words)
    if span.kind == .customer || span.kind == .thirdParty || span.kind == .dispute {
      rectangle("outline", x, middle - 10, width, 20)
    }
    guard span.kind == .working, let group = span.group,
      Self.width(of: group, size: 11) < width - 8
    else { return }
    text(group, x + 4, middle + 4, "on-bar")
  }

  /// From the offer, along the receiver's lane, to what became of it.
  private mutating func draw(_ handoff: Handoff) {
    guard let from = lanes[handoff.from.party], let to = lanes[handoff.to.party], from != to
    else { return }
    let end = handoff.settledAt ?? scale.end
    let offered = scale.x(handoff.offeredAt)
    let settled = scale.x(end)
    let way = to > from ? 1.0 : -1.0
    let words =
      "handoff \(handoff.number), \(handoff.from.unit) to \(handoff.to.unit): offered "
      + wording.time.moment(handoff.offeredAt, seenFrom: summary.state.openedAt)
      + ", \(handoff.state.rawValue) "
      + wording.time.moment(end, seenFrom: summary.state.openedAt)
      + (handoff.isBounce ? ", back to who had it" : "")
    rectangle("offer", offered, to - 10, settled - offered, 20, title: words)
    switch handoff.state {
    case .accepted:
      line("arrow", settled, from + 10 * way, settled, to - 10 * way, title: words, hasHead: true)
    case .rejected, .withdrawn:
      line(
        "arrow refused", settled, to - 10 * way, settled, from + 10 * way, title: words,
        hasHead: true)
    case .offered:
      line(
        "arrow refused", offered, from + 10 * way, offered, to - 10 * way, title: words,
        hasHead: true)
    }
  }

  /// What people did, as dots in the lane of whoever did it, else of whoever had the case.
  private mutating func drawEvents() {
    for entry in entries {
      guard case .event(let event) = entry.what else { continue }
      let party = event.by?.party ?? summary.state.holder.party
      guard let middle = lanes[party] ?? lanes[summary.state.holder.party] else { continue }
      dot(scale.x(entry.at), middle + 14, title: "\(moment(entry)) \(wording.sentence(entry))")
    }
  }

  mutating func dot(_ x: Double, _ y: Double, title: String? = nil) {
    svg.element(
      "circle",
      [
        ("class", "event"), ("cx", SVGWriter.number(x)), ("cy", SVGWriter.number(y)), ("r", "2.8"),
      ], title: title)
  }

  mutating func badge(
    _ number: Int, _ x: Double, _ y: Double, isBreach: Bool, _ entry: TimelineEntry
  ) {
    svg.element(
      "circle",
      [
        ("class", isBreach ? "badge-breach" : "badge"), ("cx", SVGWriter.number(x)),
        ("cy", SVGWriter.number(y)), ("r", "7.5"),
      ],
      title: "\(moment(entry)) \(wording.sentence(entry))")
    text(String(number), x, y + 3.5, isBreach ? "on-badge on-breach" : "on-badge")
  }
}
