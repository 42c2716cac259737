import BatonDeclare
import BatonModel
import BatonTime

// How a track of duties moves on.
extension DutyTrack {
  /// Something that broke the constraint.
  struct Breach {
    /// The activation that was not answered; nil where the event itself is wrong.
    let activation: Occurrence?
    let cause: Deviation.Cause
    let at: Instant?
  }

  /// Whether it would be broken if the case ended now.
  var isOpen: Bool { notes.first?.role == .waiting }

  /// Begins with the first event of the case, before it is taken in.
  mutating func begin(_ duties: Duties, at occurrence: Occurrence) {
    guard duties.needsBegin else { return }
    add(Note(occurrence, .waiting, deadline: duties.deadline(of: occurrence)))
  }

  /// Gives up what was not answered before an instant.
  mutating func expire(before instant: Instant, _ breaches: inout [Breach]) {
    func isLate(_ note: Note) -> Bool { note.deadline.map { $0 < instant } ?? false }
    guard let deadline, deadline < instant else { return }
    for note in notes where isLate(note) {
      broke(Breach(activation: note.occurrence, cause: .time, at: note.deadline), &breaches)
    }
    remove(.waiting, where: isLate)
  }

  /// Takes in an event, after what was due before it.
  mutating func take(
    _ event: Occurrence, _ letter: Letter, _ duties: Duties, _ breaches: inout [Breach]
  ) {
    let isFirst = letter.contains(.first)
    let isSecond = letter.contains(.second)
    let demands = duties.demands
    if isFirst || (isSecond && demands.either) { countIn(event, duties, &breaches) }
    if let order = demands.forward {
      answer(event, isFirst, isSecond, order, duties, &breaches)
    }
    if let order = demands.backward {
      look(back: event, isFirst, isSecond, order, duties, &breaches)
    }
    if demands.firstNeedsSecond || demands.secondNeedsFirst {
      pairUp(event, isFirst, isSecond, duties)
    }
    if let order = demands.never {
      forbid(event, isFirst, isSecond, order, duties, &breaches)
    }
    if demands.neverTogether {
      forbidTogether(event, isFirst, isSecond, duties, &breaches)
    }
  }

  /// The case is over: nothing comes any more.
  mutating func end(_ breaches: inout [Breach]) {
    giveUp(.end, at: nil, &breaches)
  }

  /// Nothing that waits can be answered any more.
  private mutating func giveUp(
    _ cause: Deviation.Cause, at instant: Instant?, _ breaches: inout [Breach]
  ) {
    guard isOpen else { return }
    for note in notes where note.role == .waiting {
      broke(Breach(activation: note.occurrence, cause: cause, at: instant), &breaches)
    }
    remove(.waiting)
  }

  private mutating func broke(_ breach: Breach, _ breaches: inout [Breach]) {
    breaches.append(breach)
  }

  // MARK: Forward

  private mutating func answer(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    // A first that is also a second answers itself, unless something must lie in between.
    if isFirst, order == .anywhere { waitFor(event, duties) }
    if isSecond {
      remove(.waiting) { note in
        duties.correlates(note.occurrence, event) && duties.isInWindow(note.occurrence, event)
      }
    }
    guard order != .anywhere else { return }
    if order == .directly || isFirst { giveUp(.event, at: event.at, &breaches) }
    if isFirst { waitFor(event, duties) }
  }

  private mutating func waitFor(_ event: Occurrence, _ duties: Duties, isReversed: Bool = false) {
    add(Note(event, .waiting, deadline: duties.deadline(of: event), isReversed: isReversed))
  }

  // MARK: Backward

  private mutating func look(
    back event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order != .directly { remember(event, .first) }
    if isSecond {
      let isPreceded = contains(.first) {
        duties.correlates($0, event) && duties.isInWindow($0, event)
      }
      if !isPreceded {
        broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
      }
      if order == .alternating { remove(.first) }
    }
    if order == .directly { keepOnly(isFirst ? event : nil) }
  }

  /// Of firsts keeps one, or none.
  private mutating func keepOnly(_ event: Occurrence?) {
    remove(.first)
    if let event { add(Note(event, .first)) }
  }

  /// Keeps an event. Of those with equal values only the latest can still be in anybody's window.
  private mutating func remember(_ event: Occurrence, _ role: Role) {
    remove(role) { $0.occurrence.values == event.values }
    add(Note(event, role))
  }

  // MARK: Both

  private mutating func pairUp(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties
  ) {
    if isFirst { remember(event, .first) }
    if isSecond { remember(event, .second) }
    remove(.waiting) { note in
      (note.isReversed ? isFirst : isSecond) && duties.correlates(note.occurrence, event)
        && duties.isInWindow(note.occurrence, event)
    }
    func isAnswered(by role: Role) -> Bool {
      contains(role) { duties.correlates($0, event) && duties.isInWindow($0, event) }
    }
    if duties.demands.firstNeedsSecond, isFirst, !isAnswered(by: .second) {
      waitFor(event, duties)
    }
    if duties.demands.secondNeedsFirst, isSecond, !isAnswered(by: .first) {
      waitFor(event, duties, isReversed: true)
    }
  }

  // MARK: Never

  private mutating func forbid(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order == .anywhere { remember(event, .first) }
    if isSecond, contains(.first, where: { isForbidden($0, event, duties) }) {
      broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
    }
    if order == .directly { keepOnly(isFirst ? event : nil) }
  }

  private mutating func forbidTogether(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties,
    _ breaches: inout [Breach]
  ) {
    if isFirst { remember(event, .first) }
    if isSecond { remember(event, .second) }
    if (isSecond && contains(.first) { isForbidden($0, event, duties) })
      || (isFirst && contains(.second) { isForbidden($0, event, duties) })
    {
      broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
    }
  }

  private func isForbidden(_ one: Occurrence, _ other: Occurrence, _ duties: Duties) -> Bool {
    duties.correlates(one, other) && duties.isInWindow(one, other)
  }

  // MARK: Counting

  private mutating func countIn(
    _ event: Occurrence, _ duties: Duties, _ breaches: inout [Breach]
  ) {
    count += 1
    if duties.demands.either { return remove(.waiting) }
    // Of these nothing waits but the begin of the case.
    if let least = duties.demands.least, count >= least { remove(.waiting) }
    guard let most = duties.demands.most else { return }
    add(Note(event, .second))
    remove(.second) { !duties.isInWindow($0.occurrence, event) }
    if notes.count(where: { $0.role == .second }) > most {
      broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
    }
  }
}
