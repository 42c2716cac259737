import BatonDeclare
import BatonModel
import BatonTime

/// Moves tracks of one process on, event by event, and tells what is not as the process says.
///
/// The same for a case that lives, for one that is simulated and for a log: offline is the replay of
/// the events and then the end. What happens at an event, in this order: what was due before it is too
/// late; the state changes, if it may; constraints read the event; limits, pairs, responsibilities and
/// invariants look at it. Its room is used again from event to event.
struct ProcessWatch {
  let plan: ProcessPlan
  /// What was found since they were last taken.
  private(set) var deviations: [Deviation] = []
  /// The letters of the event that is being read, by constraint, and which constraints it touches.
  private var letters: [UInt8]
  private var touched: [Int] = []
  private var breaches: [DutyTrack.Breach] = []

  init(_ plan: ProcessPlan) {
    self.plan = plan
    letters = [UInt8](repeating: 0, count: plan.constraints.count)
  }

  /// Gives what was found, and forgets it.
  mutating func take() -> [Deviation] {
    defer { deviations.removeAll(keepingCapacity: true) }
    return deviations
  }

  mutating func forget() { deviations.removeAll(keepingCapacity: true) }

  // MARK: The ways in

  /// Takes in an event.
  mutating func observe<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    if let at = event.at {
      if let deadline = track.deadline, deadline < at { expire(before: at, &track) }
      track.latest = max(track.latest ?? at, at)
    }
    track.events += 1
    if track.events == 1 { begin(event, &track, facts) }
    checkName(event, track)
    let entered = move(event, &track, &facts)
    read(event, entered: entered, &track, &facts)
    if !plan.rule.limits.isEmpty { count(event, entered: entered, &track, facts) }
    if !plan.rule.pairs.isEmpty { compare(event, entered: entered, &track, facts) }
    checkResponsible(event, entered: entered, track)
    checkInvariants(event, track, &facts)
    track.deadline = deadline(of: track)
  }

  /// Lets time pass: what was due by an instant is too late.
  mutating func wait(until instant: Instant, _ track: inout ProcessTrack) {
    guard let deadline = track.deadline, deadline <= instant else { return }
    expire(before: instant.adding(1), &track)
    track.deadline = self.deadline(of: track)
  }

  /// Ends the case: what is still to come does not come any more.
  mutating func end(_ track: inout ProcessTrack) {
    guard !track.hasEnded else { return }
    track.hasEnded = true
    for (number, constraint) in plan.constraints.enumerated() {
      switch constraint.means {
      case .monitor(let monitor, let position):
        guard !track.isBroken[number], !monitor.outlook(in: track.monitors[position]).isKept
        else { continue }
        broke(number, .end, nil, nil, &track)
      case .duties(_, let position):
        breaches.removeAll(keepingCapacity: true)
        track.duties[position].end(&breaches)
        tellBreaches(of: number, nil, &track)
      }
    }
    track.deadline = nil
  }

  // MARK: Time

  private mutating func expire(before instant: Instant, _ track: inout ProcessTrack) {
    for (number, constraint) in plan.constraints.enumerated() {
      guard case .duties(_, let position) = constraint.means else { continue }
      breaches.removeAll(keepingCapacity: true)
      track.duties[position].expire(before: instant, &breaches)
      tellBreaches(of: number, nil, &track)
    }
    expireLimits(before: instant, &track)
  }

  private func deadline(of track: ProcessTrack) -> Instant? {
    var earliest: Instant?
    for duty in track.duties {
      guard let deadline = duty.deadline else { continue }
      earliest = min(earliest ?? deadline, deadline)
    }
    if let limit = limitDeadline(of: track) { earliest = min(earliest ?? limit, limit) }
    return earliest
  }

  private mutating func begin<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: inout ProcessTrack, _ facts: borrowing Facts
  ) {
    for number in plan.waitingFromBegin {
      guard case .duties(let duties, let position) = plan.constraints[number].means else {
        continue
      }
      track.duties[position].begin(duties, at: occurrence(event, duties.attributes, track, facts))
    }
  }

  // MARK: Constraints

  private mutating func read<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, entered: Int?, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    touched.removeAll(keepingCapacity: true)
    if let activity = event.activity { touch(plan.touchesOfActivity[activity]) }
    if let entered { touch(plan.touchesOfState[entered]) }
    for number in plan.restless where letters[number] == 0 {
      letters[number] = 4
      touched.append(number)
    }
    for position in touched.indices {
      let number = touched[position]
      var letter = Letter(rawValue: letters[number] & 3)
      letters[number] = 0
      let constraint = plan.constraints[number]
      if constraint.isConditional, !letter.isEmpty {
        letter = kept(letter, constraint, &facts)
      }
      if !letter.isDisjoint(with: constraint.activation) { track.activations[number] += 1 }
      switch constraint.means {
      case .monitor(let monitor, let place):
        let before = track.monitors[place]
        let after = monitor.state(after: letter, from: before)
        guard after != before else { continue }
        track.monitors[place] = after
        if monitor.outlook(in: after) == .violated { broke(number, .event, nil, event, &track) }
      case .duties(let duties, let place):
        let occurrence = occurrence(event, duties.attributes, track, facts)
        breaches.removeAll(keepingCapacity: true)
        track.duties[place].take(occurrence, letter, duties, &breaches)
        tellBreaches(of: number, event, &track)
      }
    }
  }

  private mutating func touch(_ touches: [ProcessPlan.Touch]) {
    for touch in touches {
      if letters[touch.constraint] == 0 { touched.append(touch.constraint) }
      letters[touch.constraint] |= touch.letter.rawValue
    }
  }

  /// The letters whose conditions hold at the event.
  private func kept<Facts: ProcessFacts & ~Copyable>(
    _ letter: Letter, _ constraint: ConstraintWatch, _ facts: inout Facts
  ) -> Letter {
    var kept: Letter = []
    for one in [Letter.first, .second] where letter.contains(one) {
      let condition = constraint.condition(of: one)
      if condition.isAlways || facts.holds(condition, of: constraint.rule.judgement.head) {
        kept.insert(one)
      }
    }
    return kept
  }

  private func occurrence<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ attributes: [EventAttribute], _ track: ProcessTrack,
    _ facts: borrowing Facts
  ) -> Occurrence {
    // What is still to come is for whoever has the case now.
    let next = event.holder.party == nil ? event.actor : event.holder
    return Occurrence(
      at: event.at ?? track.latest,
      values: attributes.isEmpty ? [] : attributes.map { event.value(of: $0, facts) },
      position: track.events, party: next.party, group: next.group)
  }

  private mutating func tellBreaches(
    of number: Int, _ event: ProcessEvent?, _ track: inout ProcessTrack
  ) {
    for breach in breaches { broke(number, breach.cause, breach, event, &track) }
  }

  private mutating func broke(
    _ number: Int, _ cause: Deviation.Cause, _ breach: DutyTrack.Breach?, _ event: ProcessEvent?,
    _ track: inout ProcessTrack
  ) {
    track.isBroken[number] = true
    let rule = plan.constraints[number].rule
    // Who did not answer has it to answer for, not whoever came next.
    let activation = breach?.activation
    find(
      .constraint(sentence: rule.sentence, by: cause), rule.judgement, event, track,
      at: breach.map { $0.at ?? track.latest } ?? event?.at ?? track.latest,
      position: event == nil ? activation?.position ?? track.events : track.events,
      blamed: activation.map { ProcessEvent.Doer(party: $0.party, group: $0.group) })
  }

  // MARK: Telling

  /// Notes a deviation from a rule of the process.
  mutating func find(
    _ kind: Deviation.Kind, _ judgement: Judgement, _ event: ProcessEvent?, _ track: ProcessTrack,
    at instant: Instant? = nil, position: Int? = nil, blamed: ProcessEvent.Doer? = nil
  ) {
    let at = instant ?? event?.at ?? track.latest
    guard isInForce(judgement.head, at: at) else { return }
    let doer = blamed ?? event?.blamed ?? ProcessEvent.Doer()
    deviations.append(
      Deviation(
        process: plan.rule.head.name, rule: judgement.head.name, place: judgement.head.place,
        kind: kind, severity: judgement.severity, isEnforced: judgement.isEnforced,
        standing: standing(of: judgement.head.name, doer.party, at: at), at: at,
        event: event?.name, position: position ?? track.events, party: doer.party,
        group: doer.group))
  }

  /// Notes a deviation from what the states say.
  mutating func find(
    _ kind: Deviation.Kind, at place: Place, _ event: ProcessEvent, _ track: ProcessTrack,
    severity: PolicySeverity = .violation, standing: Deviation.Standing = .counts
  ) {
    let doer = event.blamed
    deviations.append(
      Deviation(
        process: plan.rule.head.name, rule: nil, place: place, kind: kind, severity: severity,
        isEnforced: plan.rule.head.mode == .enforced, standing: standing,
        at: event.at ?? track.latest, event: event.name, position: track.events,
        party: doer.party, group: doer.group))
  }
}

extension ProcessEvent {
  /// Who has an event to answer for: who did it, else who has the case.
  var blamed: Doer {
    actor.party == nil ? (holder.party == nil ? actor : holder) : actor
  }

  /// What an attribute of the event is.
  func value<Facts: ProcessFacts & ~Copyable>(
    of attribute: EventAttribute, _ facts: borrowing Facts
  ) -> Value? {
    switch attribute {
    case .person: (actor.person ?? holder.person).map { .text($0) }
    case .party: (holder.party ?? actor.party).map { .text($0) }
    case .group: (holder.group ?? actor.group).map { .text($0) }
    case .role: actor.role.map { .text($0) }
    case .field(let slot, _): facts.value(of: slot)
    }
  }
}
