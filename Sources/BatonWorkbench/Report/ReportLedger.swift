import Baton
import BatonModel
import BatonTime

/// How a report adds up: what was read, what became of it, and that the time of all cases is the time
/// of all their parts.
struct ReportLedger {
  private let makers: ReportMakers
  /// Milliseconds of the cases, and of their spans.
  let whole: Int64
  let ofSpans: Int64
  /// Whether each case's spans follow each other without gaps and overlaps from its opening to its end.
  let isPartition: Bool

  init(_ makers: ReportMakers) {
    self.makers = makers
    var (whole, ofSpans): (Int64, Int64) = (0, 0)
    var isPartition = true
    for index in makers.counted {
      let one = makers.one(index)
      whole = whole.plus(one.length)
      var last = one.opened
      for span in makers.measured.spans(of: one) {
        if span.from != last || span.until < span.from { isPartition = false }
        last = span.until
        ofSpans = ofSpans.plus(span.length)
      }
      if one.hasTime, last != one.end { isPartition = false }
    }
    self.whole = whole
    self.ofSpans = ofSpans
    self.isPartition = isPartition
  }

  var addsUp: Bool { isPartition && whole == ofSpans }

  // MARK: In words

  var sentences: [String] {
    let measured = makers.measured
    let all = makers.counted.map { makers.one($0) }
    var sentences = [
      "\(Plural.of(all.count, "case")), "
        + Plural.of(all.reduce(0) { $0 + Int($1.events) }, "event") + spanOfDays(all)
    ]
    let closed = all.count { $0.ending == .closed }
    let open = all.count { $0.ending == .open }
    let untold = all.count - closed - open
    var endings = ["\(closed) closed", "\(open) open"]
    if untold > 0 { endings.append("\(untold) of which nothing says whether they are done") }
    sentences.append(endings.joined(separator: ", "))
    if let period = makers.scope.period {
      sentences.append("only cases that were opened in \(period.name)")
    }
    if let provider = makers.scope.provider {
      sentences.append("only cases that \(provider) had, or promised something about")
    }
    if open > 0, measured.end != MeasuredCase.never {
      sentences.append(
        "open cases are counted to \(instant(measured.end)), the end of the history")
    }
    return sentences
  }

  private func spanOfDays(_ all: [MeasuredCase]) -> String {
    let timed = all.filter(\.hasTime)
    guard let first = timed.map(\.opened).min(), let last = timed.map(\.end).max() else {
      return ""
    }
    return ", \(day(first)) to \(day(last))"
  }

  private func day(_ milliseconds: Int64) -> String {
    "\(makers.engine.zone.local(at: Instant(milliseconds: milliseconds)).date)"
  }

  private func instant(_ milliseconds: Int64) -> String {
    let instant = Instant(milliseconds: milliseconds)
    return ISO8601.format(instant, offsetSeconds: makers.engine.zone.offset(at: instant))
  }

  var foot: [String] {
    let measured = makers.measured
    let ledger = measured.ledger
    var foot = [
      addsUp
        ? "it adds up: the cases took \(TimeWording.length(whole)), and so did their parts"
        : "it does not add up: the cases took \(TimeWording.length(whole)), their parts "
          + TimeWording.length(ofSpans)
    ]
    let left = measured.cases.count - makers.counted.count
    foot.append(
      "\(ledger.records) records read: \(ledger.unreadable) could not be used; "
        + "\(Plural.of(measured.cases.count, "case")), \(left) of them not asked for")
    let timeless = makers.counted.count { !makers.one($0).hasTime }
    if timeless > 0 {
      foot.append(
        "\(Plural.of(timeless, "case")) of which nobody knows when \(timeless == 1 ? "it" : "they") "
          + "opened \(timeless == 1 ? "has" : "have") no time")
    }
    if ledger.timeless > 0 {
      foot.append(
        "\(Plural.of(ledger.timeless, "event")) without a time count as of the one before")
    }
    if ledger.backwards > 0 {
      foot.append(
        "\(Plural.of(ledger.backwards, "event")) behind a later one of the case "
          + "\(ledger.backwards == 1 ? "counts" : "count") as of that")
    }
    if ledger.disordered > 0 {
      foot.append(
        "\(Plural.of(ledger.disordered, "record")) behind later ones of other cases: where rules ask how "
          + "much is open, they found it as it was then")
    }
    if ledger.errors > 0 {
      foot.append(
        "\(Plural.of(ledger.errors, "error")) of rules while cases lived: `baton simulate` tells them"
      )
    }
    if ledger.cut > 0 {
      foot.append("of \(Plural.of(ledger.cut, "case")) a part could not be read")
    }
    var unknown: Int64 = 0
    for index in makers.counted {
      for span in measured.spans(of: makers.one(index)) where span.kind == .unknown {
        unknown = unknown.plus(span.length)
      }
    }
    if unknown > 0 {
      foot.append(
        "of \(TimeWording.length(unknown)) nothing says what was done: say it with `counts_as` in the "
          + "source's `log`, or with states")
    }
    foot.append(
      "the same log and the rules of hash \(makers.engine.identity.hash) give these numbers again")
    return foot
  }
}
