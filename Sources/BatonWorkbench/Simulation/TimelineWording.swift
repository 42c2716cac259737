import Baton
import BatonModel
import BatonTime

/// Everything that a timeline says, in words: one switch over what can happen.
///
/// A sentence says what and who; ``why(_:)`` says which rule wants it, and for what reason.
struct TimelineWording {
  let time: TimeWording
  /// The calendars by name, for what is due in another zone than the case's.
  let calendar: @Sendable (String) -> BusinessCalendar?

  func sentence(_ entry: TimelineEntry) -> String {
    switch entry.what {
    case .opened(let priority, let accountable):
      "the case opens" + (priority.map { " with priority \($0)" } ?? " without a priority")
        + (accountable.map { "; \($0) is accountable" } ?? "")
    case .event(let event): EventWording.sentence(event)
    case .priority(let before, let after):
      "priority is \(Self.priority(after)), it was \(Self.priority(before))"
    case .accountable(let role): "\(role) is accountable from now on"
    case .action(let kind): sentence(kind, entry)
    case .ladder(let name, let change):
      switch change {
      case .began: "ladder \"\(name)\" begins"
      case .stopped: "ladder \"\(name)\" stops"
      case .exhausted: "ladder \"\(name)\" has no further step"
      }
    case .reply(let terms): "answers to the customer go " + TogetherWording.words(terms)
    case .knowledge(let article): TogetherWording.words(article)
    case .trust(let name): "\"\(name)\" is in force: a promise was not kept before"
    }
  }

  private static func priority(_ priority: Int?) -> String {
    priority.map(String.init) ?? "unknown"
  }

  /// The rule, its place and its reason, as the end of a line; nil where nobody said why. A rule that
  /// the sentence names already, as a clock is named, is not named again.
  ///
  /// `["Payroll goes to Acme", routing.lua:3: contract 4.2]`
  func why(_ entry: TimelineEntry, in sentence: String) -> String? {
    if case .event = entry.what { return entry.why.because.map { "(\($0))" } }
    var parts: [String] = []
    if let rule = entry.why.rule, !Self.names(entry, rule, in: sentence) {
      // What has no place, as the matrix by default, is no rule that somebody named.
      parts.append(entry.why.place == nil ? rule : "\"\(rule)\"")
    }
    if let place = entry.why.place { parts.append("\(place)") }
    let words = parts.joined(separator: ", ")
    let reason = [words, entry.why.because ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
    return reason.isEmpty ? nil : "[\(reason)]"
  }

  private static func names(_ entry: TimelineEntry, _ rule: String, in sentence: String) -> Bool {
    if case .action(.notify(let message)) = entry.what, message.about.hasPrefix(rule) {
      return true
    }
    return sentence.contains("\"\(rule)")
  }

  static func leadsOnForEver(_ id: String, after depth: Int) -> String {
    "\"\(id)\" is not opened: \(depth) records led to one another before it; does a follow_up open "
      + "records to which it applies itself?"
  }

  static func goesOnForEver(after steps: Int) -> String {
    "the simulation ends here: \(steps) things happened one after the other and no event came, and "
      + "more would; do rules set each other off? --until says how far to go"
  }

  // MARK: What the engine wants

  private func sentence(_ kind: Action.Kind, _ entry: TimelineEntry) -> String {
    switch kind {
    case .offer(_, let to): offer(to, entry)
    case .assigned(let to): "\(to) has the case"
    case .escalate(let step):
      "escalated to \(step.to) (\(step.kind.rawValue), step \(step.step) of \"\(step.ladder)\")"
    case .notify(let message): notification(message, at: entry.at)
    case .clock(let id, let change): clock(id, change, entry)
    case .warning(let id, let threshold): warning(id, threshold, entry)
    case .breach(let id): "BREACH: \"\(id)\" is not kept" + breached(entry)
    case .lateHandoff(let number): late(number, entry.handoff)
    case .plan(let plan, let change): "plan \"\(plan)\" \(Self.words(change))"
    case .task(let task, let change): self.task(task, change, entry)
    case .dispute(let dispute, let change): self.dispute(dispute, change, entry)
    case .swarm(let swarm, let change): TogetherWording.words(swarm, change)
    case .followUp(let record): TogetherWording.words(record)
    case .deviation(let deviation): DeviationWording.sentence(deviation)
    case .timer: "time passes"
    case .doubt(let text): "doubt: \(text)"
    case .error(let text): "error: \(text)"
    }
  }

  private func offer(_ to: String, _ entry: TimelineEntry) -> String {
    var words = "offered to \(to)"
    guard let handoff = entry.handoff else { return words }
    words += " by \(handoff.from.unit)"
    if handoff.isBounce { words += ", which had it before" }
    if let by = handoff.acknowledgeBy {
      words += ", to be acknowledged by \(time.moment(by, seenFrom: entry.at))"
    }
    return words
  }

  private func notification(_ message: Action.Notification, at now: Instant) -> String {
    let wait = message.notBefore.map { ", not before \(time.moment($0, seenFrom: now))" } ?? ""
    let how = message.reply.map { " (\(TogetherWording.words($0)))" } ?? ""
    return "\(message.to) is told\(wait): \(message.about)\(how)"
  }

  private func late(_ number: Int, _ handoff: Handoff?) -> String {
    guard let handoff else { return "handoff \(number) is late: nobody acknowledged it in time" }
    return "handoff \(number) is late: \(handoff.to.unit) did not acknowledge it in time"
  }

  private static func words(_ change: Action.PlanChange) -> String {
    switch change {
    case .began: "begins"
    case .done: "is done"
    case .failed: "has failed"
    case .stopped: "is stopped"
    case .resumed: "goes on"
    }
  }

  private func task(
    _ task: Action.Task, _ change: Action.TaskChange, _ entry: TimelineEntry
  ) -> String {
    let name = "task \"\(task.name)\""
    switch change {
    case .offered:
      let due = task.due.map { ", due \(time.moment($0, seenFrom: entry.at))" } ?? ""
      return name + (task.to.map { " is offered to \($0)" } ?? " is offered to nobody") + due
    case .accepted: return name + " is taken on" + (task.to.map { " by \($0)" } ?? "")
    case .done: return name + " is done"
    case .failed: return name + " has failed"
    case .late: return name + " is late" + (task.to.map { ": \($0) has not done it" } ?? "")
    case .skipped: return name + " is left out: what it waits for failed"
    case .unneeded: return name + " is not needed: it stands in for what did not fail"
    case .stopped: return name + " is stopped"
    }
  }

  private func dispute(
    _ dispute: Action.Dispute, _ change: Action.DisputeChange, _ entry: TimelineEntry
  ) -> String {
    let name = "dispute \(dispute.number)"
    switch change {
    case .opened:
      let by = dispute.settleBy.map { ", by \(time.moment($0, seenFrom: entry.at))" } ?? ""
      return "\(name) is for \(dispute.owner ?? "nobody") to settle" + by
    case .late: return "\(name) is late: \(dispute.owner ?? "nobody") has not settled it"
    case .settled: return "\(name) is settled"
    }
  }

  // Most of a timeline is about clocks: what is said of them grows where it stands.
  private func clock(
    _ id: String, _ change: Action.ClockChange, _ entry: TimelineEntry
  ) -> String {
    var words = ""
    words.reserveCapacity(Self.room)
    words += "clock \""
    words += id
    guard let reading = entry.clock else { return words + "\": \(change.rawValue)" }
    switch change {
    case .began:
      words += "\" begins: "
      addAllowance(reading, to: &words)
      words += ", "
      addDue(reading, entry, to: &words)
      words += succession(reading)
    case .paused:
      words += "\" pauses: "
      addUsed(reading, to: &words)
    case .resumed:
      words += "\" goes on: "
      addUsed(reading, to: &words)
      words += ", "
      addDue(reading, entry, to: &words)
    case .reopened:
      words += "\" goes on after reopening: "
      addUsed(reading, to: &words)
      words += ", "
      addDue(reading, entry, to: &words)
    case .completed:
      words += "\" ends: "
      Self.addResult(reading, to: &words)
    case .cancelled:
      words += "\" is cancelled: "
      addUsed(reading, to: &words)
    }
    return words
  }

  /// Bytes that a sentence about a clock mostly has room in.
  private static let room = 192

  private func warning(_ id: String, _ threshold: Threshold, _ entry: TimelineEntry) -> String {
    let reading = entry.clock
    var words = "warning, "
    switch threshold {
    case .percent(let share): words += "\(Self.percent(share)) of \"\(id)\""
    case .before(let length): words += "\(TimeWording.length(length)) before \"\(id)\" is due"
    case .past(let length): words += "\(TimeWording.length(length)) after \"\(id)\" was due"
    }
    guard let reading else { return words }
    words += ": "
    addUsed(reading, to: &words)
    if case .past = threshold { return words }
    words += ", "
    addDue(reading, entry, to: &words)
    return words
  }

  static func percent(_ share: Double) -> String {
    (Int(exactly: share).map(String.init) ?? String(share)) + "%"
  }

  private func breached(_ entry: TimelineEntry) -> String {
    guard let reading = entry.clock else { return "" }
    var words = ": all of its \(TimeWording.length(reading.clock.total)) are used up"
    if let at = reading.clock.breachedAt, at < entry.at {
      words += ", since \(time.moment(at, seenFrom: entry.at))"
    }
    return words + Self.customer(reading)
  }

  // MARK: Clocks

  /// `8 h in the hours of "office"`
  private func addAllowance(_ reading: ClockReading, to words: inout String) {
    TimeWording.addLength(reading.clock.total, to: &words)
    guard let calendar = reading.clock.terms.calendar else { return }
    words += " in the hours of \""
    words += calendar
    words += "\""
  }

  /// `3 h of 8 h used, 5 h left`
  private func addUsed(_ reading: ClockReading, to words: inout String) {
    Self.addShare(reading, to: &words)
    words += ", "
    TimeWording.addLength(reading.left, to: &words)
    words += reading.left < 0 ? " over" : " left"
    words += Self.customer(reading)
  }

  /// `3 h of 8 h used`
  private static func addShare(_ reading: ClockReading, to words: inout String) {
    TimeWording.addLength(reading.used, to: &words)
    words += " of "
    TimeWording.addLength(reading.clock.total, to: &words)
    words += " used"
  }

  /// The customer's clock, where it shows something else.
  static func customer(_ reading: ClockReading) -> String {
    reading.customer == reading.used
      ? "" : " (\(TimeWording.length(reading.customer)) for the customer)"
  }

  private func addDue(
    _ reading: ClockReading, _ entry: TimelineEntry, to words: inout String
  ) {
    guard reading.clock.state == .inProgress else {
      words += "paused at once"
      return
    }
    guard let due = reading.clock.due else {
      words += "never due"
      return
    }
    words += due < entry.at ? "was due " : "due "
    time.addMoment(due, seenFrom: entry.at, to: &words)
    words += elsewhere(due, reading.clock.terms)
  }

  /// When that is where the clock's calendar is, if clocks show something else there.
  private func elsewhere(_ instant: Instant, _ terms: ClockTerms) -> String {
    guard let zone = terms.calendar.flatMap(calendar)?.zone,
      zone.offset(at: instant) != time.zone.offset(at: instant), terms.calendar != "always"
    else { return "" }
    return " (\(TimeWording(zone: zone).clock(instant)) in \(zone.name))"
  }

  private func succession(_ reading: ClockReading) -> String {
    guard let before = reading.clock.succeeds else { return "" }
    let how =
      switch before.how {
      case .keep: "keeps its terms and its time"
      case .restart: "begins anew"
      case .retroactive: "counts from the opening"
      case .carryElapsed: "carries on its time"
      }
    return ". It takes the place of \"\(before.clock)\" and \(how): "
      + "\(TimeWording.length(reading.used)) used"
  }

  /// What came of a clock that has ended: `kept with 1 h left of 8 h`, `not kept by 20 min`.
  static func result(_ reading: ClockReading) -> String {
    var words = ""
    addResult(reading, to: &words)
    return words
  }

  private static func addResult(_ reading: ClockReading, to words: inout String) {
    let isKept = reading.clock.breachedAt == nil
    words += isKept ? "kept, " : "not kept, "
    addShare(reading, to: &words)
    if !isKept {
      words += ", "
      TimeWording.addLength(reading.left, to: &words)
      words += " over"
    }
    words += customer(reading)
  }
}
