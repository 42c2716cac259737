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
  /// Whether deviations from constraints that are plainly told go to ``brief``.
  var isBrief = false
  private(set) var brief: [BriefDeviation] = []
  /// By constraint, the event that touched it last; then it is not touched again.
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0
  /// What is more than a step of a table, and what such a step has broken.
  private var others: [TouchTable.Touch] = []
  private var fallen: [UInt32] = []
  private var breaches: [DutyTrack.Breach] = []
  /// Whether something may be due at another time than before.
  private var isDueChanged = false
  /// Constraints that can get into conflict, and where they were before the event.
  private let conflicts: [ConflictGroup]
  private var standings: [UInt64]

  init(_ plan: ProcessPlan) {
    self.plan = plan
    conflicts = plan.conflicts.groups
    standings = [UInt64](repeating: 0, count: conflicts.count)
    stamps = [UInt32](repeating: 0, count: plan.constraints.count)
  }

  /// Gives what was found, and forgets it.
  mutating func take() -> [Deviation] {
    defer { deviations.removeAll(keepingCapacity: true) }
    return deviations
  }

  mutating func forget() {
    if !deviations.isEmpty { deviations.removeAll(keepingCapacity: true) }
    if !brief.isEmpty { brief.removeAll(keepingCapacity: true) }
  }

  // MARK: The ways in

  /// Takes in an event.
  mutating func observe<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    isDueChanged = false
    if let at = event.at {
      if let deadline = track.deadline, deadline < at { expire(before: at, &track) }
      track.latest = max(track.latest ?? at, at)
    }
    track.events += 1
    if track.events == 1 { begin(event, &track, &facts) }
    checkName(event, track)
    let entered = move(event, &track, &facts)
    for group in conflicts.indices { standings[group] = conflicts[group].key(of: track.monitors) }
    read(event, entered: entered, &track, &facts)
    if !conflicts.isEmpty { checkConflicts(event, track) }
    if !plan.rule.limits.isEmpty { count(event, entered: entered, &track, &facts) }
    if !plan.rule.pairs.isEmpty { compare(event, entered: entered, &track, &facts) }
    checkResponsible(event, entered: entered, track)
    checkInvariants(event, track, &facts)
    if isDueChanged || plan.limitsTime { track.deadline = deadline(of: track) }
  }

  /// Lets time pass: what was due by an instant is too late.
  mutating func wait(until instant: Instant, _ track: inout ProcessTrack) {
    guard let deadline = track.deadline, deadline <= instant else { return }
    expire(before: instant.adding(1), &track)
    track.deadline = self.deadline(of: track)
  }

  /// Ends the case: what is still to come does not come any more.
  /// - Parameter doer: who has it then, and to answer for what is missing.
  mutating func end(_ track: inout ProcessTrack, by doer: ProcessEvent.Doer = .init()) {
    guard !track.hasEnded else { return }
    track.hasEnded = true
    plan.touches.findOpen(track.monitors.span, &fallen)
    if !fallen.isEmpty { settleFallen(.end, nil, &track, by: doer) }
    for (number, _, position) in plan.timed where track.duties[position].isOpen {
      forgetBreaches()
      track.duties[position].end(&breaches)
      tellBreaches(of: number, nil, &track, by: doer)
    }
    track.deadline = nil
  }

  // MARK: Time

  private mutating func expire(before instant: Instant, _ track: inout ProcessTrack) {
    isDueChanged = true
    for (number, _, position) in plan.timed
    where track.duties[position].earliest < instant.milliseconds {
      forgetBreaches()
      track.duties[position].expire(before: instant, &breaches)
      if !breaches.isEmpty { tellBreaches(of: number, nil, &track) }
    }
    expireLimits(before: instant, &track)
  }

  private func deadline(of track: ProcessTrack) -> Instant? {
    var next = Int64.max
    for position in track.duties.indices { next = min(next, track.duties[position].earliest) }
    var earliest = next == .max ? nil : Instant(milliseconds: next)
    if let limit = limitDeadline(of: track) { earliest = min(earliest ?? limit, limit) }
    return earliest
  }

  private mutating func begin<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    isDueChanged = true
    for number in plan.waitingFromBegin {
      guard case .duties(let duties, let position) = plan.constraints[number].means else {
        continue
      }
      let first = occurrence(event, duties.attributes, track, &facts)
      track.duties[position].begin(duties, at: first)
    }
  }

  // MARK: Constraints

  private mutating func read<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, entered: Int?, _ track: inout ProcessTrack, _ facts: inout Facts
  ) {
    beginStamp()
    let ofActivity = event.activity.map { plan.touches.ofActivity[$0] } ?? 0..<0
    let ofState = entered.map { plan.touches.ofState[$0] } ?? 0..<0
    if ofActivity.isEmpty || ofState.isEmpty {
      let range = ofActivity.isEmpty ? ofState : ofActivity
      plan.touches.move(
        range, stamp, &stamps, &track.monitors, &track.activations, &others, &fallen)
    } else {
      touchBoth(ofActivity, ofState, &track)
    }
    if track.events == 1 {
      touch(behind: plan.touches.atBegin, &track)
    } else {
      if track.lastActivity >= 0 {
        touch(behind: plan.touches.behindActivity[Int(track.lastActivity)], &track)
      }
      if track.lastEntered >= 0 {
        touch(behind: plan.touches.behindState[Int(track.lastEntered)], &track)
      }
    }
    track.lastActivity = Int32(event.activity ?? -1)
    track.lastEntered = Int32(entered ?? -1)
    if !fallen.isEmpty { settleFallen(.event, event, &track, by: nil) }
    if !others.isEmpty {
      for position in others.indices { take(others[position], event, &track, &facts) }
      others.removeAll(keepingCapacity: true)
    }
  }

  private mutating func beginStamp() {
    stamp &+= 1
    guard stamp == 0 else { return }
    for position in stamps.indices { stamps[position] = 0 }
    stamp = 1
  }

  /// Those that the event before was a concern of, and this one is not.
  private mutating func touch(behind range: Range<Int>, _ track: inout ProcessTrack) {
    if range.isEmpty { return }
    plan.touches.moveOn(range, stamp, &stamps, &track.monitors, &others, &fallen)
  }

  /// An event that also enters a state may be both activities of a constraint.
  private mutating func touchBoth(
    _ one: Range<Int>, _ other: Range<Int>, _ track: inout ProcessTrack
  ) {
    let touches = plan.touches.touches
    var letters: [Int: Letter] = [:]
    for position in [one, other].joined() {
      let touch = touches[position]
      letters[Int(touch.constraint), default: []].formUnion(Letter(rawValue: touch.letter))
    }
    for (number, letter) in letters.sorted(by: { $0.key < $1.key }) {
      let touch = plan.touches.touch(number, letter)
      stamps[number] = stamp
      guard touch.isPlain else {
        others.append(touch)
        continue
      }
      if touch.isActivation { track.activations[number] &+= 1 }
      let state = track.monitors[Int(touch.monitor)]
      let next = plan.touches.steps[(Int(touch.row) + Int(state)) * 4 + Int(touch.letter)]
      guard next != state else { continue }
      track.monitors[Int(touch.monitor)] = next
      if plan.touches.outlooks[Int(touch.row) + Int(next)] == TouchTable.violated {
        fallen.append(touch.constraint)
      }
    }
  }

  /// A constraint with conditions, times or values.
  private mutating func take<Facts: ProcessFacts & ~Copyable>(
    _ touch: TouchTable.Touch, _ event: ProcessEvent, _ track: inout ProcessTrack,
    _ facts: inout Facts
  ) {
    let number = Int(touch.constraint)
    var letter = touch.letter
    var isActivation = touch.isActivation
    let constraint = plan.constraints[number]
    if constraint.isConditional, letter != 0 {
      let kept = kept(Letter(rawValue: letter), constraint, &facts)
      letter = kept.rawValue
      isActivation = letter & constraint.activation.rawValue != 0
    }
    if isActivation { track.activations[number] &+= 1 }
    guard let duties = constraint.duties else {
      let before = track.monitors[Int(touch.monitor)]
      if plan.touches.step(touch, letter, &track.monitors),
        !broke(number, .event, nil, event, &track)
      {
        track.monitors[Int(touch.monitor)] = plan.touches.state(
          passing: touch, letter, from: before)
      }
      return
    }
    if letter == 0, !duties.isMovedByOthers { return }
    isDueChanged = true
    let occurrence = occurrence(event, duties.attributes, track, &facts)
    forgetBreaches()
    track.duties[constraint.position]
      .take(occurrence, Letter(rawValue: letter), duties, &breaches)
    if !breaches.isEmpty { tellBreaches(of: number, event, &track) }
  }

  /// What steps of the table have broken.
  private mutating func settleFallen(
    _ cause: Deviation.Cause, _ event: ProcessEvent?, _ track: inout ProcessTrack,
    by doer: ProcessEvent.Doer?
  ) {
    for position in fallen.indices {
      let number = fallen[position]
      if isBrief, plan.isPlainlyTold[Int(number)] {
        track.isBroken[Int(number)] = true
        brief.append(BriefDeviation(constraint: number, cause: cause))
      } else {
        broke(Int(number), cause, nil, event, &track, by: doer)
      }
    }
    fallen.removeAll(keepingCapacity: true)
  }

  /// The letters whose conditions hold at the event.
  private func kept<Facts: ProcessFacts & ~Copyable>(
    _ letter: Letter, _ constraint: ConstraintWatch, _ facts: inout Facts
  ) -> Letter {
    var kept = Letter.other
    if letter.contains(.first), holds(.first, constraint, &facts) { kept.insert(.first) }
    if letter.contains(.second), holds(.second, constraint, &facts) { kept.insert(.second) }
    return kept
  }

  private func holds<Facts: ProcessFacts & ~Copyable>(
    _ letter: Letter, _ constraint: ConstraintWatch, _ facts: inout Facts
  ) -> Bool {
    let number = constraint.conditionNumber(of: letter)
    if number == ConstraintWatch.always { return true }
    // Mostly it is known, and then nothing else of the constraint is looked at.
    if let known = facts.known(number) { return known }
    return facts.holds(
      constraint.condition(of: letter), number: number, of: constraint.rule.judgement.head)
  }

  private func occurrence<Facts: ProcessFacts & ~Copyable>(
    _ event: ProcessEvent, _ attributes: [EventAttribute], _ track: ProcessTrack,
    _ facts: inout Facts
  ) -> Occurrence {
    // What is still to come is for whoever has the case now.
    let next = event.holder.party == nil ? event.actor : event.holder
    return Occurrence(
      at: event.at ?? track.latest,
      values: attributes.isEmpty ? [] : attributes.map { event.value(of: $0, &facts) },
      position: track.events, bearer: next.bearer)
  }

  private mutating func forgetBreaches() {
    if !breaches.isEmpty { breaches.removeAll(keepingCapacity: true) }
  }

  private mutating func tellBreaches(
    of number: Int, _ event: ProcessEvent?, _ track: inout ProcessTrack,
    by doer: ProcessEvent.Doer? = nil
  ) {
    for breach in breaches {
      if broke(number, breach.cause, breach, event, &track, by: doer) {
        track.duties[plan.constraints[number].position].isBroken = true
      }
    }
  }

  /// - Returns: whether it counts, and is not excused nor on a day out of the constraint's dates.
  @discardableResult
  private mutating func broke(
    _ number: Int, _ cause: Deviation.Cause, _ breach: DutyTrack.Breach?, _ event: ProcessEvent?,
    _ track: inout ProcessTrack, by doer: ProcessEvent.Doer? = nil
  ) -> Bool {
    track.isBroken[number] = true
    if isBrief, plan.isPlainlyTold[number] {
      brief.append(BriefDeviation(constraint: UInt32(number), cause: cause))
      return true
    }
    let rule = plan.constraints[number].rule
    // Who did not answer has it to answer for, not whoever came next.
    let activation = breach?.activation
    return find(
      .constraint(sentence: rule.sentence, by: cause), rule.judgement, event, track,
      at: breach.map { $0.at ?? track.latest } ?? event?.at ?? track.latest,
      position: event == nil ? activation?.position ?? track.events : track.events,
      blamed: activation.map { ProcessEvent.Doer($0.bearer) } ?? doer)
  }

  /// Tells rules that could all be kept before the event and cannot now.
  private mutating func checkConflicts(_ event: ProcessEvent, _ track: ProcessTrack) {
    for (group, before) in zip(conflicts, standings) {
      let now = group.key(of: track.monitors)
      guard now != before, group.isDoomed(now), !group.isDoomed(before) else { continue }
      tellConflict(group.core(at: track.monitors), event, track)
    }
  }

  // MARK: Telling

  /// A remark: what is broken for it is told in its time.
  private mutating func tellConflict(
    _ core: [Int], _ event: ProcessEvent, _ track: ProcessTrack
  ) {
    let judgements = core.map { plan.constraints[$0].rule.judgement }
    guard let first = judgements.first else { return }
    let doer = event.blamed
    let at = event.at ?? track.latest
    let standings = judgements.map { standing(of: $0.head.name, doer.party, at: at) }
    deviations.append(
      Deviation(
        process: plan.rule.head.name, rule: nil, place: first.head.place,
        kind: .conflict(judgements.map(\.head.name)), severity: .warning,
        isEnforced: judgements.allSatisfy(\.isEnforced),
        standing: standings.first { $0 != .counts } ?? .counts, at: at, event: event.name,
        position: track.events, party: doer.party, group: doer.group,
        person: doer.bearer?.person))
  }

  /// Notes a deviation from a rule of the process.
  /// - Returns: whether it counts, and is not excused nor on a day out of the rule's dates.
  @discardableResult
  mutating func find(
    _ kind: Deviation.Kind, _ judgement: Judgement, _ event: ProcessEvent?, _ track: ProcessTrack,
    at instant: Instant? = nil, position: Int? = nil, blamed: ProcessEvent.Doer? = nil
  ) -> Bool {
    let at = instant ?? event?.at ?? track.latest
    guard isInForce(judgement.head, at: at) else { return false }
    let doer = blamed ?? event?.blamed ?? ProcessEvent.Doer()
    let standing = standing(of: judgement.head.name, doer.party, at: at)
    deviations.append(
      Deviation(
        process: plan.rule.head.name, rule: judgement.head.name, place: judgement.head.place,
        kind: kind, severity: judgement.severity, isEnforced: judgement.isEnforced,
        standing: standing, at: at, event: event?.name, position: position ?? track.events,
        party: doer.party, group: doer.group, person: doer.bearer?.person))
    return standing == .counts
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
        party: doer.party, group: doer.group, person: doer.bearer?.person))
  }
}
