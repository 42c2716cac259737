package import Baton
import BatonModel
import BatonTime

/// A case's timeline as a page for people: a heading, a line for each thing that happens under its
/// day, and how it stands in the end.
///
/// Lines are written as they come, so that a long life is never held as a whole:
///
///     var page = TimelineText(life, by: engine)
///     page.add(entries)
///     page.end(life.summary)
///     print(page.take())
package struct TimelineText {
  private let wording: TimelineWording
  private var time: TimeWording { wording.time }
  private var text = ""
  /// The entry before, whose day has a heading.
  private var last: Instant?

  package init(_ life: CaseSimulation, by engine: Engine) {
    wording = TimelineWording(
      time: TimeWording(zone: life.zone), calendar: { engine.calendar(named: $0) })
    var title = life.id
    if case .text(let summary)? = life.request.members["summary"] { title += ": \(summary)" }
    write(title)
  }

  /// What was written since the last time.
  package mutating func take() -> String {
    defer { text = "" }
    return text
  }

  package mutating func add(_ entries: [TimelineEntry]) {
    for entry in entries { add(entry) }
  }

  private mutating func add(_ entry: TimelineEntry) {
    begin(entry.at)
    // What follows from something stands under it.
    let mark: String
    switch entry.what {
    case .opened, .event: mark = ""
    case .priority, .accountable, .action, .ladder, .reply, .knowledge, .trust: mark = "- "
    }
    write("  \(time.clock(entry.at))  \(mark)\(line(entry))")
  }

  private func line(_ entry: TimelineEntry) -> String {
    let sentence = wording.sentence(entry)
    return wording.why(entry, in: sentence).map { "\(sentence) \($0)" } ?? sentence
  }

  /// The heading of an instant's day, if the entry before was on another; and what happened to the
  /// clocks on the wall in between.
  private mutating func begin(_ instant: Instant) {
    let day = time.date(of: instant)
    defer { last = max(instant, last ?? instant) }
    guard let last else { return head(day, instant) }
    for change in OffsetChange.changes(of: time.zone, after: last, through: instant) {
      write("")
      write("\(time.day(time.date(of: change.at))): \(time.change(change))")
    }
    if time.date(of: last) != day { head(day, instant) }
  }

  private mutating func head(_ day: CivilDate, _ instant: Instant) {
    write("")
    write("\(time.day(day)), \(time.place(at: instant))")
  }

  private mutating func write(_ line: String) {
    text += TerminalText.plain(line) + "\n"
  }

  // MARK: The end

  package mutating func end(_ summary: CaseSummary) {
    write("")
    write("In the end, \(time.full(summary.end))")
    let lines = SummaryWording(time: time).lines(summary)
    let width = lines.map(\.label.count).max() ?? 0
    for (label, words) in lines {
      write("  " + label + String(repeating: " ", count: width - label.count + 2) + words)
    }
  }
}
