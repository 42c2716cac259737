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

  /// The earliest instant at which something is too late.
  var deadline: Instant? {
    var earliest: Instant?
    for wait in pending {
      guard let deadline = wait.deadline else { continue }
      earliest = min(earliest ?? deadline, deadline)
    }
    return earliest
  }

  /// Whether it would be broken if the case ended now.
  var isOpen: Bool { !pending.isEmpty }

  /// Begins with the first event of the case, before it is taken in.
  mutating func begin(_ duties: Duties, at occurrence: Occurrence) {
    guard duties.needsBegin else { return }
    pending.append(Pending(occurrence: occurrence, deadline: duties.deadline(of: occurrence)))
  }

  /// Gives up what was not answered before an instant.
  mutating func expire(before instant: Instant, _ breaches: inout [Breach]) {
    var late: [Pending] = []
    pending.removeAll { wait in
      guard let deadline = wait.deadline, deadline < instant else { return false }
      late.append(wait)
      return true
    }
    for wait in late {
      broke(Breach(activation: wait.occurrence, cause: .time, at: wait.deadline), &breaches)
    }
  }

  /// Takes in an event, after what was due before it.
  mutating func take(
    _ event: Occurrence, _ letter: Letter, _ duties: Duties, _ breaches: inout [Breach]
  ) {
    let isFirst = letter.contains(.first)
    let isSecond = letter.contains(.second)
    if isFirst || (isSecond && duties.either) { countIn(event, duties, &breaches) }
    if let order = duties.forward {
      answer(event, isFirst, isSecond, order, duties, &breaches)
    }
    if let order = duties.backward {
      look(back: event, isFirst, isSecond, order, duties, &breaches)
    }
    if duties.firstNeedsSecond || duties.secondNeedsFirst {
      pairUp(event, isFirst, isSecond, duties)
    }
    if let order = duties.never {
      forbid(event, isFirst, isSecond, order, duties, &breaches)
    }
    if duties.neverTogether {
      forbidTogether(event, isFirst, isSecond, duties, &breaches)
    }
  }

  /// The case is over: nothing comes any more.
  mutating func end(_ breaches: inout [Breach]) {
    for wait in pending {
      broke(Breach(activation: wait.occurrence, cause: .end, at: nil), &breaches)
    }
    pending = []
  }

  private mutating func broke(_ breach: Breach, _ breaches: inout [Breach]) {
    isBroken = true
    breaches.append(breach)
  }

  // MARK: Forward

  private mutating func answer(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    // A first that is also a second answers itself, unless something must lie in between.
    if isFirst, order == .anywhere { add(event, duties) }
    if isSecond {
      pending.removeAll { wait in
        duties.correlates(wait.occurrence, event) && duties.isInWindow(wait.occurrence, event)
      }
    }
    guard order != .anywhere else { return }
    if order == .directly || isFirst {
      let unanswered = pending
      pending = []
      for wait in unanswered {
        broke(Breach(activation: wait.occurrence, cause: .event, at: event.at), &breaches)
      }
    }
    if isFirst { add(event, duties) }
  }

  private mutating func add(_ event: Occurrence, _ duties: Duties, isReversed: Bool = false) {
    pending.append(
      Pending(
        occurrence: event, deadline: duties.deadline(of: event), isReversed: isReversed))
  }

  // MARK: Backward

  private mutating func look(
    back event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order != .directly { remember(event, in: \.firsts) }
    if isSecond {
      let isPreceded = firsts.contains {
        duties.correlates($0, event) && duties.isInWindow($0, event)
      }
      if !isPreceded {
        broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
      }
      if order == .alternating { firsts = [] }
    }
    if order == .directly { firsts = isFirst ? [event] : [] }
  }

  /// Keeps an event. Of those with equal values only the latest can still be in anybody's window.
  private mutating func remember(
    _ event: Occurrence, in list: WritableKeyPath<DutyTrack, [Occurrence]>
  ) {
    self[keyPath: list].removeAll { $0.values == event.values }
    self[keyPath: list].append(event)
  }

  // MARK: Both

  private mutating func pairUp(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties
  ) {
    if isFirst { remember(event, in: \.firsts) }
    if isSecond { remember(event, in: \.seconds) }
    pending.removeAll { wait in
      (wait.isReversed ? isFirst : isSecond) && duties.correlates(wait.occurrence, event)
        && duties.isInWindow(wait.occurrence, event)
    }
    func isAnswered(by others: [Occurrence]) -> Bool {
      others.contains { duties.correlates($0, event) && duties.isInWindow($0, event) }
    }
    if duties.firstNeedsSecond, isFirst, !isAnswered(by: seconds) { add(event, duties) }
    if duties.secondNeedsFirst, isSecond, !isAnswered(by: firsts) {
      add(event, duties, isReversed: true)
    }
  }

  // MARK: Never

  private mutating func forbid(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order == .anywhere { remember(event, in: \.firsts) }
    if isSecond, firsts.contains(where: { isForbidden($0, event, duties) }) {
      broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
    }
    if order == .directly { firsts = isFirst ? [event] : [] }
  }

  private mutating func forbidTogether(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties,
    _ breaches: inout [Breach]
  ) {
    if isFirst { remember(event, in: \.firsts) }
    if isSecond { remember(event, in: \.seconds) }
    if (isSecond && firsts.contains { isForbidden($0, event, duties) })
      || (isFirst && seconds.contains { isForbidden($0, event, duties) })
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
    if duties.either {
      pending.removeAll()
      return
    }
    // Of these nothing waits but the begin of the case.
    if let least = duties.least, count >= least { pending.removeAll() }
    guard let most = duties.most else { return }
    seconds.append(event)
    seconds.removeAll { !duties.isInWindow($0, event) }
    if seconds.count > most {
      broke(Breach(activation: nil, cause: .event, at: event.at), &breaches)
    }
  }
}
