import BatonModel
import BatonTime

// Limits, pairs and invariants: what is counted or compared over the events of a case.
extension ProcessWatch {
  // MARK: Limits

  mutating func count<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, entered: Int?, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    for (number, limit) in plan.rule.limits.enumerated() {
      let counts =
        switch limit.subject {
        case .handoffs(let attribute):
          changes(to: event.held(of: attribute, &facts), back: false, &track.limits[number])
        case .bounces(let attribute):
          changes(to: event.held(of: attribute, &facts), back: true, &track.limits[number])
        case .visits(let state): entered == state
        case .events(let name): event.name == name
        case .time: false
        }
      guard counts else { continue }
      let found = add(event.at ?? track.latest, limit, &track.limits[number])
      guard found > limit.most else { continue }
      if find(
        .limit(of: words(limit.subject), found: found, most: limit.most), limit.judgement, event,
        track)
      {
        track.limits[number].isBroken = true
      }
    }
  }

  /// What a limit counts.
  private func words(_ subject: ProcessLimit.Subject) -> String {
    switch subject {
    case .handoffs(let attribute): "handoffs of \(attribute.words)"
    case .bounces(let attribute): "returns of \(attribute.words)"
    case .visits(let state): "visits of \(plan.stateName(state))"
    case .events(let name): "\"\(name)\""
    case .time(let state): "time in \(plan.stateName(state))"
    }
  }

  /// Whether an attribute changed, or changed back to what it was before.
  private func changes(to value: Value?, back: Bool, _ track: inout LimitTrack) -> Bool {
    guard let value, value != track.last else { return false }
    let isBack = value == track.beforeLast
    let isFirst = track.last == nil
    track.beforeLast = track.last
    track.last = value
    return back ? isBack : !isFirst
  }

  /// How often it has happened now, within the limit's window.
  private func add(_ at: Instant?, _ limit: ProcessLimit, _ track: inout LimitTrack) -> Int {
    guard let window = limit.window, let at else {
      track.count += 1
      return track.count
    }
    return track.times.add(at) { window.end(from: $0) }
  }

  /// When a case has been in a state for too long.
  func limitDeadline(of track: ProcessTrack) -> Instant? {
    guard let state = track.state, let since = track.stateSince else { return nil }
    var earliest: Instant?
    for (number, limit) in plan.rule.limits.enumerated() {
      guard case .time(state) = limit.subject, track.limits[number].isWatched,
        let deadline = limit.deadline(from: since, passed: track.limits[number].passed)
      else { continue }
      earliest = min(earliest ?? deadline, deadline)
    }
    return earliest
  }

  mutating func expireLimits(before instant: Instant, _ track: inout ProcessTrack) {
    guard let state = track.state, let since = track.stateSince else { return }
    for (number, limit) in plan.rule.limits.enumerated() {
      guard case .time(state) = limit.subject, track.limits[number].isWatched,
        let deadline = limit.deadline(from: since, passed: track.limits[number].passed),
        deadline < instant
      else { continue }
      let stay = Deviation.Kind.stay(
        state: plan.stateName(state), most: Int(limit.longest / 1000))
      if find(stay, limit.judgement, nil, track, at: deadline) {
        track.limits[number].isBroken = true
      } else {
        track.limits[number].isStayExcused = true
      }
    }
  }

  // MARK: Pairs

  mutating func compare<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, entered: Int?, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    func matches(_ terms: [ActivityTerm]) -> Bool {
      terms.contains { term in
        switch term {
        case .event(let name): name == event.name
        case .enter(let state): state == entered
        }
      }
    }
    for (number, pair) in plan.rule.pairs.enumerated() {
      let isFirst = matches(pair.first)
      let isSecond = matches(pair.second)
      guard isFirst || isSecond else { continue }
      let values = pair.attributes.map { event.value(of: $0, &facts) }
      // The event's own hand is compared with those before it; then, unless it was excused, it is one
      // of them.
      var counts = true
      if isFirst {
        counts = compare(values, with: track.pairs[number].second, number, event, &track)
      }
      // Of one that is both, once.
      if isSecond, !(isFirst && pair.first == pair.second) {
        let ofFirst = compare(values, with: track.pairs[number].first, number, event, &track)
        counts = counts && ofFirst
      }
      guard counts else { continue }
      if isFirst { note(values, in: &track.pairs[number].first) }
      if isSecond { note(values, in: &track.pairs[number].second) }
    }
  }

  private func note(_ values: [Value?], in list: inout [DistinctList<Value>]) {
    if list.isEmpty { list = values.map { _ in DistinctList() } }
    for (number, value) in values.enumerated() {
      if let value { list[number].insert(value) }
    }
  }

  /// - Returns: whether all that was found counts.
  private mutating func compare(
    _ values: [Value?], with others: [DistinctList<Value>], _ number: Int, _ event: ProcessEvent,
    _ track: inout ProcessTrack
  ) -> Bool {
    guard !others.isEmpty else { return true }
    var counts = true
    let pair = plan.rule.pairs[number]
    for (position, value) in values.enumerated() {
      guard let value, !others[position].isEmpty else { continue }
      let isWrong =
        pair.mustBeEqual
        ? others[position].containsOther(than: value) : others[position].contains(value)
      guard isWrong else { continue }
      let isCounted = find(
        .pair(
          first: words(pair.first), second: words(pair.second),
          attribute: pair.attributes[position].words, mustBeEqual: pair.mustBeEqual),
        pair.judgement, event, track)
      if isCounted { track.pairs[number].isBroken = true } else { counts = false }
    }
    return counts
  }

  private func words(_ terms: [ActivityTerm]) -> String {
    switch terms.first {
    case .event(let name)?: name
    case .enter(let state)?: plan.stateName(state)
    case nil: ""
    }
  }

  // MARK: Invariants

  mutating func checkInvariants<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: ProcessTrack, _ facts: inout Facts
  ) {
    for rule in plan.rule.invariants {
      guard facts.holds(rule.condition, of: rule.judgement.head),
        facts.holds(rule.violation, of: rule.judgement.head)
      else { continue }
      find(.invariant, rule.judgement, event, track)
    }
  }
}

extension ProcessLimit {
  /// Milliseconds that a state may last altogether.
  var longest: Int64 {
    guard let span = window?.span else { return .max }
    return Int64((span.elapsedSeconds ?? span.count * 3600) * 1000)
  }

  /// Milliseconds of a stay that count, in the limit's calendar.
  func passed(from start: Instant, to end: Instant) -> Int64 {
    guard let calendar = window?.calendar else {
      let (passed, isBeyond) = end.milliseconds
        .subtractingReportingOverflow(start.milliseconds)
      return isBeyond ? (start < end ? .max : 0) : max(0, passed)
    }
    return calendar.workingTime(from: start, to: end)
  }

  /// When a stay that goes on is too long.
  func deadline(from since: Instant, passed: Int64) -> Instant? {
    guard let window else { return nil }
    guard let calendar = window.calendar else {
      return since.adding(max(0, longest - passed))
    }
    return calendar.due(from: since, after: max(0, longest - passed))
  }
}

extension EventAttribute {
  /// As rules write it.
  var words: String {
    switch self {
    case .person: "person"
    case .party: "party"
    case .group: "group"
    case .role: "role"
    case .field(_, let name): name
    }
  }
}
