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
  var isOpen: Bool { isWaiting }

  /// Begins with the first event of the case, before it is taken in.
  mutating func begin(_ duties: Duties, at occurrence: Occurrence) {
    guard duties.needsBegin else { return }
    waitFor(occurrence, duties)
  }

  /// Gives up what was not answered before an instant.
  mutating func expire(before instant: Instant, _ breaches: inout [Breach]) {
    for note in takeWaiting(before: instant) {
      breaches.append(Breach(activation: note.occurrence, cause: .time, at: note.deadline))
    }
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
    for note in takeWaiting() {
      breaches.append(Breach(activation: note.occurrence, cause: cause, at: instant))
    }
  }

  // MARK: Forward

  private mutating func answer(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    // A first that is also a second answers itself, unless something must lie in between.
    if isFirst, order == .anywhere { waitFor(event, duties) }
    if isSecond { answer(with: event.values, duties.correlation) }
    guard order != .anywhere else { return }
    if order == .directly || isFirst { giveUp(.event, at: event.at, &breaches) }
    if isFirst { waitFor(event, duties) }
  }

  private mutating func waitFor(_ event: Occurrence, _ duties: Duties, isReversed: Bool = false) {
    wait(event, until: duties.deadline(of: event), isReversed: isReversed, duties.correlation)
  }

  // MARK: Backward

  private mutating func look(
    back event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order != .directly { remember(event, .first, duties.correlation) }
    if isSecond {
      if !has(.first, before: event, duties) {
        breaches.append(Breach(activation: nil, cause: .event, at: event.at))
      }
      if order == .alternating { forget(.first) }
    }
    if order == .directly { keepOnly(isFirst ? event : nil, duties) }
  }

  /// Whether there was one whose window the event is in, with values as they must be.
  private func has(_ role: Role, before event: Occurrence, _ duties: Duties) -> Bool {
    remembers(role, beside: event.values, duties.correlation) { duties.isInWindow($0, event) }
  }

  /// Of firsts keeps one, or none.
  private mutating func keepOnly(_ event: Occurrence?, _ duties: Duties) {
    forget(.first)
    if let event { remember(event, .first, duties.correlation) }
  }

  // MARK: Both

  private mutating func pairUp(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties
  ) {
    if isFirst { remember(event, .first, duties.correlation) }
    if isSecond { remember(event, .second, duties.correlation) }
    if isFirst { answer(with: event.values, isReversed: true, duties.correlation) }
    if isSecond { answer(with: event.values, duties.correlation) }
    if duties.demands.firstNeedsSecond, isFirst, !has(.second, before: event, duties) {
      waitFor(event, duties)
    }
    if duties.demands.secondNeedsFirst, isSecond, !has(.first, before: event, duties) {
      waitFor(event, duties, isReversed: true)
    }
  }

  // MARK: Never

  private mutating func forbid(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ order: Duties.Order,
    _ duties: Duties, _ breaches: inout [Breach]
  ) {
    if isFirst, order == .anywhere { remember(event, .first, duties.correlation) }
    if isSecond, has(.first, before: event, duties) {
      breaches.append(Breach(activation: nil, cause: .event, at: event.at))
    }
    if order == .directly { keepOnly(isFirst ? event : nil, duties) }
  }

  private mutating func forbidTogether(
    _ event: Occurrence, _ isFirst: Bool, _ isSecond: Bool, _ duties: Duties,
    _ breaches: inout [Breach]
  ) {
    if isFirst { remember(event, .first, duties.correlation) }
    if isSecond { remember(event, .second, duties.correlation) }
    if (isSecond && has(.first, before: event, duties))
      || (isFirst && has(.second, before: event, duties))
    {
      breaches.append(Breach(activation: nil, cause: .event, at: event.at))
    }
  }

  // MARK: Counting

  private mutating func countIn(
    _ event: Occurrence, _ duties: Duties, _ breaches: inout [Breach]
  ) {
    count += 1
    // Of these nothing waits but the begin of the case.
    let isEnough = duties.demands.either || duties.demands.least.map { count >= $0 } ?? false
    if isEnough, isOpen { _ = takeWaiting() }
    guard let most = duties.demands.most else { return }
    var found = count
    if let window = duties.window, let at = event.at {
      found = count(at: at) { window.end(from: $0) }
    }
    if found > most { breaches.append(Breach(activation: nil, cause: .event, at: event.at)) }
  }
}
