import BatonModel
import BatonTime

/// How a case stands at the end of its timeline, in words.
struct SummaryWording {
  let time: TimeWording

  /// Each with what it is about; further lines about the same have no label.
  func lines(_ summary: CaseSummary) -> [(label: String, words: String)] {
    let state = summary.state
    var lines: [(label: String, words: String)] = []
    func add(_ label: String, _ words: [String]) {
      for (index, words) in words.enumerated() { lines.append((index == 0 ? label : "", words)) }
    }
    let priority = state.priority.map { ", priority \($0)" } ?? ""
    add("state", [standing(state) + priority])
    add("has it", [holder(state)])
    if let accountable = state.accountable { add("accountable", [accountable]) }
    add("disputes", disputes(summary))
    if let swarm = state.swarm { add("together", [TogetherWording.words(swarm)]) }
    add("goes on in", state.followUps.map { TogetherWording.words($0) })
    add("linked to", state.links.map { TogetherWording.words($0) })
    add("clocks", summary.clocks.map { clock($0, summary.end) })
    add("time", shares(summary))
    add("customer", [customer(summary)])
    add("next", next(summary))
    return lines
  }

  private func standing(_ state: Case) -> String {
    switch state.phase {
    case .open:
      if let pause = state.pause { "open, waits (\(pause.reason.rawValue))" } else { "open" }
    case .resolved: "resolved"
    case .closed: "closed"
    }
  }

  private func holder(_ state: Case) -> String {
    var words = state.holder.unit
    if let person = state.holder.person { words += " (\(person))" }
    if let offer = state.offer { words += ", offered to \(offer.to.unit)" }
    return words
  }

  /// Those that nobody has settled.
  private func disputes(_ summary: CaseSummary) -> [String] {
    summary.state.disputes.enumerated().filter(\.element.isOpen).map { index, dispute in
      "dispute \(index + 1) " + words(dispute, summary.end)
    }
  }

  private func words(_ dispute: Case.Dispute, _ end: Instant) -> String {
    let words =
      "since \(time.moment(dispute.from, seenFrom: end)) "
      + "is for \(dispute.owner ?? "nobody") to settle"
    guard let by = dispute.settleBy else { return words }
    let verb = dispute.isLate ? "was due" : "due"
    return words + ", \(verb) \(time.moment(by, seenFrom: end))"
  }

  private func clock(_ reading: ClockReading, _ end: Instant) -> String {
    let clock = reading.clock
    let words: String
    switch clock.state {
    case .completed: words = TimelineWording.result(reading)
    case .cancelled:
      words =
        "cancelled, \(TimeWording.length(reading.used)) of "
        + "\(TimeWording.length(clock.total)) used" + TimelineWording.customer(reading)
    case .paused, .inProgress: words = running(reading, end)
    }
    return "\"\(clock.id)\": \(words)"
  }

  private func running(_ reading: ClockReading, _ end: Instant) -> String {
    let total = TimeWording.length(reading.clock.total)
    let used = "\(TimeWording.length(reading.used)) of \(total) used"
    let customer = TimelineWording.customer(reading)
    if let at = reading.clock.breachedAt {
      return "not kept since \(time.moment(at, seenFrom: end)), still running, \(used)" + customer
    }
    guard reading.clock.state == .inProgress else { return "paused, \(used)" + customer }
    let due = reading.clock.due.map { ", due \(time.moment($0, seenFrom: end))" } ?? ""
    return "running, \(used)\(due)" + customer
  }

  /// The shares in columns, and their sum.
  private func shares(_ summary: CaseSummary) -> [String] {
    let rows = summary.shares.map { share in
      (share.party.name, Self.kind(share.kind), TimeWording.length(share.milliseconds))
    }
    let sum = ("in all", "", TimeWording.length(summary.total))
    let all = rows + [sum]
    let first = all.map(\.0.count).max() ?? 0
    let second = all.map(\.1.count).max() ?? 0
    return all.map { party, kind, length in
      Self.padded(party, first) + "  " + Self.padded(kind, second) + "  " + length
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func kind(_ kind: Stretch.Kind) -> String {
    switch kind {
    case .customer: "waits for the customer"
    case .dispute: "in dispute"
    case .thirdParty: "waits for a third party"
    case .handoff: "being handed over"
    case .closedHours: "closed hours"
    case .waiting: "waiting"
    case .working: "working"
    case .unknown: "not known"
    }
  }

  private func customer(_ summary: CaseSummary) -> String {
    let until = summary.state.resolvedAt == nil ? "the end" : "the solution"
    return "\(TimeWording.length(summary.customer)) from the opening to \(until), "
      + "without what waited for the customer"
  }

  private func next(_ summary: CaseSummary) -> [String] {
    if summary.next.isEmpty { return ["nothing more happens by itself"] }
    return summary.next.map {
      "\(time.moment($0.at, seenFrom: summary.end)) \(Self.words($0.what))"
    }
  }

  static func words(_ what: CaseSummary.Next.What) -> String {
    switch what {
    case .threshold(let clock, .due): "\"\(clock)\" is due"
    case .threshold(let clock, .percent(let share)):
      "\(TimelineWording.percent(share)) of \"\(clock)\" are used up"
    case .threshold(let clock, .before(let length)):
      "\(TimeWording.length(length)) are left of \"\(clock)\""
    case .threshold(let clock, .past(let length)):
      "\"\(clock)\" is late by \(TimeWording.length(length))"
    case .step(let ladder, let number): "step \(number) of ladder \"\(ladder)\""
    case .endOfLadder(let ladder): "ladder \"\(ladder)\" has no further step"
    case .lateHandoff(let number): "handoff \(number) is to be acknowledged"
    case .lateDispute(let number): "dispute \(number) is to be settled"
    }
  }
}
