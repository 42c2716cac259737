package import Baton
import BatonModel
import BatonTime

/// A case's life as a picture: a lane for each party with whose time it was, an arrow for each handoff,
/// a lane for each clock with its pauses, thresholds and its breach, and a numbered list of who was
/// called.
///
/// One SVG file of its own: no scripts, nothing from outside, a title and a description for those who
/// do not see it, and colours for light and dark.
package struct TimelinePicture {
  let life: CaseSimulation
  let entries: [TimelineEntry]
  let summary: CaseSummary
  let engine: Engine
  let wording: TimelineWording
  let scale: PictureScale
  var svg = SVGWriter()
  /// Where the next thing goes, from the top.
  var y = 0.0
  /// The middle of each party's lane.
  var lanes: [Party: Double] = [:]
  /// What has a number in the picture and a line below it.
  var numbered: [TimelineEntry] = []

  static let width = 1200.0
  static let left = 150.0
  static let right = 1180.0
  static let laneHeight = 38.0
  static let clockHeight = 40.0

  /// - Parameter entries: all that happened, in order.
  package static func svg(
    _ life: CaseSimulation, _ entries: [TimelineEntry], by engine: Engine
  ) -> String {
    var picture = TimelinePicture(life, entries, by: engine)
    return picture.draw()
  }

  private init(_ life: CaseSimulation, _ entries: [TimelineEntry], by engine: Engine) {
    self.life = life
    self.entries = entries
    self.engine = engine
    summary = life.summary
    wording = TimelineWording(
      time: TimeWording(zone: life.zone), calendar: { engine.calendar(named: $0) })
    let opened = summary.state.openedAt
    // What lasted no time has a picture of an hour.
    let end =
      summary.end > opened ? summary.end : Instant(milliseconds: opened.milliseconds + 3_600_000)
    scale = PictureScale(
      zone: life.zone, start: opened, end: end, left: Self.left, right: Self.right)
    numbered = entries.filter { Self.isNumbered($0) }
  }

  private static func isNumbered(_ entry: TimelineEntry) -> Bool {
    switch entry.what {
    case .action(.escalate), .action(.breach), .action(.lateHandoff), .action(.error),
      .action(.dispute(_, .late)):
      true
    default: false
    }
  }

  private mutating func draw() -> String {
    // The head needs the height, which is known in the end.
    y = 84
    let body = drawBody()
    let height = y + 16
    svg = SVGWriter()
    svg.begin(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", "0 0 1200 \(SVGWriter.number(height))"),
        ("width", "1200"), ("height", SVGWriter.number(height)), ("role", "img"),
        ("aria-labelledby", "picture-title picture-description"),
      ])
    svg.element("title", [("id", "picture-title")], text: title)
    svg.element("desc", [("id", "picture-description")], text: description)
    svg.raw(PictureStyle.sheet)
    rectangle("ground", 0, 0, Self.width, height)
    text(title, 20, 30, "title")
    text(subtitle, 20, 50, "soft")
    svg.raw(body)
    svg.end()
    return svg.text
  }

  private var title: String {
    if case .text(let words)? = life.request.members["summary"] { return "\(life.id): \(words)" }
    return "Case \(life.id)"
  }

  private var subtitle: String {
    let state = summary.state
    return "\(wording.time.full(state.openedAt)) to \(wording.time.full(summary.end)); "
      + "\(state.phase.rawValue)" + (state.priority.map { ", priority \($0)" } ?? "")
  }

  private var description: String {
    var sentences = ["From \(subtitle)."]
    let clocks = SummaryWording(time: wording.time).lines(summary)
      .drop { $0.label != "clocks" }.prefix { $0.label == "clocks" || $0.label.isEmpty }
    sentences += clocks.map { $0.words + "." }
    sentences += numbered.map { "\(moment($0)): \(wording.sentence($0))." }
    return sentences.joined(separator: " ")
  }

  func moment(_ entry: TimelineEntry) -> String {
    wording.time.moment(entry.at, seenFrom: summary.state.openedAt)
  }

  /// Everything below the heading; leaves `y` at its end.
  private mutating func drawBody() -> String {
    svg = SVGWriter()
    let top = y
    let parties = parties
    let bottom =
      top + 30 + Double(parties.count) * Self.laneHeight + 26
      + summary.clocks.reduce(0) { $0 + height(of: $1) }
    drawAxis(top: top, bottom: bottom)
    y = top + 30
    drawLanes(parties)
    y += 26
    drawClocks()
    y += 12
    drawKey()
    drawNumbered()
    return svg.text
  }

  /// Those who had the case, in their order, and those whom it was offered to.
  private var parties: [Party] {
    var parties: [Party] = []
    let all =
      summary.spans.map(\.party) + summary.state.handoffs.flatMap { [$0.from.party, $0.to.party] }
    for party in all where !parties.contains(party) { parties.append(party) }
    return parties.isEmpty ? [summary.state.holder.party] : parties
  }

  // MARK: Pieces

  mutating func rectangle(
    _ kind: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
    title: String? = nil
  ) {
    svg.element(
      "rect",
      [
        ("class", kind), ("x", SVGWriter.number(x)), ("y", SVGWriter.number(y)),
        ("width", SVGWriter.number(max(width, 0.5))), ("height", SVGWriter.number(height)),
      ], title: title)
  }

  mutating func line(
    _ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double,
    title: String? = nil, hasHead: Bool = false
  ) {
    var attributes: SVGWriter.Attributes = [
      ("class", kind), ("x1", SVGWriter.number(x1)), ("y1", SVGWriter.number(y1)),
      ("x2", SVGWriter.number(x2)), ("y2", SVGWriter.number(y2)),
    ]
    if hasHead { attributes.append(("marker-end", "url(#head)")) }
    svg.element("line", attributes, title: title)
  }

  mutating func text(_ words: String, _ x: Double, _ y: Double, _ kind: String = "") {
    var attributes: SVGWriter.Attributes = [
      ("x", SVGWriter.number(x)), ("y", SVGWriter.number(y)),
    ]
    if !kind.isEmpty { attributes.insert(("class", kind), at: 0) }
    svg.element("text", attributes, text: words)
  }

  /// About how wide a text is; letters of a sans-serif font are half as wide as high.
  static func width(of text: String, size: Double = 12) -> Double {
    Double(text.count) * size * 0.54
  }

  /// A text that is cut where it would be wider.
  static func fitting(_ text: String, in width: Double, size: Double = 12) -> String {
    let most = Int(width / (size * 0.54))
    return text.count <= most ? text : String(text.prefix(max(0, most - 1))) + "…"
  }
}
