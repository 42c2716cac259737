import BatonModel
import BatonTime

/// Targets whose clocks never run, never go on, or are told of before they begin.
///
/// Only what no request can meet is found: a condition whose boxes are empty is never met, whatever
/// its functions say. What is not found here is not proven to be in order.
struct TargetDoubts {
  let rules: CompiledRuleBase
  let schema: FactSchema
  var book: CourseBook
  var possibility: Possibility

  mutating func findings() -> [ProofFinding] {
    rules.agreements.flatMap { findings(of: $0) }
  }

  private mutating func findings(of rule: AgreementRule) -> [ProofFinding] {
    life(of: rule).map { [$0] } ?? thresholds(of: rule)
  }

  /// What is wrong with the life of its clocks: the first thing, for the others follow from it.
  private mutating func life(of rule: AgreementRule) -> ProofFinding? {
    if possibility.isNever([rule.condition]) { return .neverAsked(rule.head) }
    let begins = [rule.condition] + [rule.start].compactMap(\.self)
    guard case .certain(let box) = possibility.answer(begins) else {
      return possibility.isNever(begins) ? .neverStarts(rule.head) : nil
    }
    let example = possibility.witness(box)
    var runs = begins
    for (key, end) in [("stop_when", rule.stop), ("cancel_when", rule.cancel)] {
      guard let end else { continue }
      runs.append(.not(end))
      if possibility.isNever(runs) { return .endsAtOnce(rule.head, key: key, example) }
    }
    if let reset = rule.reset, possibility.isNever(runs + [.not(reset)]) {
      return .beginsAnewAlways(rule.head, example)
    }
    if let pause = rule.pause, possibility.isNever(runs + [.not(pause)]) {
      return .pausedAlways(rule.head, example)
    }
    guard let resume = rule.resume else { return nil }
    let unpaused = [rule.pause.map { Condition.not($0) }, resume].compactMap(\.self)
    let canPause =
      !rule.pauseOn.isEmpty || (rule.pause.map { !possibility.isNever(runs + [$0]) } ?? false)
    return canPause && possibility.isNever(runs + unpaused) ? .neverResumes(rule.head) : nil
  }

  /// Offsets back from the end of business time that reach behind its start: how long it takes depends
  /// on the start. Of elapsed time loading tells.
  private mutating func thresholds(of rule: AgreementRule) -> [ProofFinding] {
    guard rule.limit.span.unit.needsCalendar, let calendar = rule.limit.calendar,
      let number = book.number(
        of: .init(
          limit: ClockTerms.Limit(rule.limit.span), calendar: calendar, boundary: rule.boundary))
    else { return [] }
    let steps = rules.ladders.filter { $0.on.contains(rule.head.name) }.flatMap(\.steps)
    var offsets = rule.warnAt.map { (threshold: $0, place: rule.head.place) }
    for step in steps {
      if case .at(let threshold) = step.when { offsets.append((threshold, step.place)) }
    }
    let befores = offsets.compactMap { offset in
      if case .before(let length) = offset.threshold { (length, offset.place) } else { nil }
    }
    guard !befores.isEmpty, let quickest = book.quickest(number) else { return [] }
    return befores.compactMap { length, place in
      guard length >= quickest.takes else { return nil }
      return .beforeTheStart(
        rule.head, offset: length, place: place, start: quickest.start, takes: quickest.takes,
        zone: rules.calendars[calendar]?.hours.zone ?? rules.zone)
    }
  }
}

extension CourseBook {
  /// The start from which something is done soonest, and how long that takes.
  func quickest(_ number: Int) -> (start: Instant, takes: Int64)? {
    var best: (start: Int64, takes: Int64)?
    let course = self[number].of(horizon.starts)
    for (index, piece) in course.pieces.enumerated() where piece.end != TimeCourse.never {
      // What does not rise is nearest to its end at its last start.
      let start = piece.rises ? piece.start : course.lastStart(of: index)
      let takes = piece.end(from: start) - start
      if takes < best?.takes ?? .max { best = (start, takes) }
    }
    return best.map { (Instant(milliseconds: $0.start), $0.takes) }
  }
}
