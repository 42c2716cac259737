package import Baton
import BatonModel
package import BatonRecords
import BatonTime

/// A case's timeline as JSON: an object for each thing that happens, and one for how it stands in the
/// end. Instants carry the case's own offset, lengths of time are seconds.
package struct TimelineJSON: Sendable {
  private let `case`: String
  private let wording: TimelineWording

  package init(_ life: CaseSimulation, by engine: Engine) {
    `case` = life.id
    wording = TimelineWording(
      time: TimeWording(zone: life.zone), calendar: { engine.calendar(named: $0) })
  }

  // MARK: Entries

  /// - Parameter each: what comes behind each of them.
  package func write(
    _ entries: [TimelineEntry], to json: inout JSONWriter,
    after each: (inout JSONWriter) -> Void = { _ in }
  ) {
    for entry in entries {
      write(entry, to: &json)
      each(&json)
    }
  }

  private func write(_ entry: TimelineEntry, to json: inout JSONWriter) {
    let sentence = wording.sentence(entry)
    json.beginObject()
    member("case", `case`, &json)
    member("at", entry.at, &json)
    member("what", Self.name(of: entry.what), &json)
    member("text", sentence, &json)
    write(entry.what, entry, to: &json)
    if let reading = entry.clock { write(reading, as: "clock", to: &json) }
    if let handoff = entry.handoff { write(handoff, to: &json) }
    member("rule", entry.why.rule, &json)
    member("place", entry.why.place?.description, &json)
    member("because", entry.why.because, &json)
    json.endObject()
  }

  private static func name(of what: TimelineEntry.What) -> String {
    switch what {
    case .opened: "opened"
    case .event: "event"
    case .priority: "priority"
    case .accountable: "accountable"
    case .ladder(_, let change): "ladder_" + change.rawValue
    case .reply: "reply"
    case .knowledge: "knowledge"
    case .trust: "trust_period"
    case .action(let kind): name(of: kind)
    }
  }

  private static func name(of kind: Action.Kind) -> String {
    switch kind {
    case .offer: "offered"
    case .assigned: "assigned"
    case .escalate: "escalated"
    case .notify: "notified"
    case .clock(_, let change): "clock_" + change.rawValue
    case .warning: "warned"
    case .breach: "breached"
    case .lateHandoff: "handoff_late"
    case .plan(_, let change): "plan_" + change.rawValue
    case .task(_, let change): "task_" + change.rawValue
    case .dispute(_, let change): "dispute_" + change.rawValue
    case .swarm(_, let change): "swarm_" + change.rawValue
    case .followUp: "follow_up"
    case .deviation: "deviation"
    case .timer: "timer"
    case .doubt: "doubt"
    case .error: "error"
    }
  }

  private func write(
    _ what: TimelineEntry.What, _ entry: TimelineEntry, to json: inout JSONWriter
  ) {
    switch what {
    case .opened(let priority, let accountable):
      member("priority", priority, &json)
      member("accountable", accountable, &json)
    case .event(let event): write(event, to: &json)
    case .priority(let before, let after):
      member("from", before, &json)
      member("to", after, &json)
    case .accountable(let role): member("to", role, &json)
    case .ladder(let name, _): member("ladder", name, &json)
    case .reply(let terms): write(terms, to: &json)
    case .knowledge(let article):
      member("article", article.reason.rule, &json)
      member("link", article.link, &json)
      member("owner", article.owner, &json)
      member("review_by", article.reviewBy?.description, &json)
      json.name("overdue")
      json.yesNo(article.isOverdue)
    case .trust(let name): member("trust_period", name, &json)
    case .action(let kind): write(kind, to: &json)
    }
  }

  private func write(_ event: CaseEvent, to json: inout JSONWriter) {
    member("event", event.name, &json)
    member("id", event.id, &json)
    if let by = event.by {
      json.name(plain: "by")
      json.beginObject()
      member("party", by.party?.name, &json)
      member("group", by.group, &json)
      member("person", by.person, &json)
      member("role", by.role, &json)
      json.endObject()
    }
    member("set", event.set, &json)
    member("details", event.details, &json)
    member("reason", event.reason, &json)
  }

  private func write(_ kind: Action.Kind, to json: inout JSONWriter) {
    switch kind {
    case .offer(_, let to), .assigned(let to): member("to", to, &json)
    case .escalate(let step):
      member("to", step.to, &json)
      member("ladder", step.ladder, &json)
      member("step", step.step, &json)
      member("kind", step.kind.rawValue, &json)
    case .notify(let message):
      member("to", message.to, &json)
      member("about", message.about, &json)
      member("not_before", message.notBefore, &json)
      if let reply = message.reply { write(reply, to: &json) }
    case .warning(_, let threshold): write(threshold, to: &json)
    case .plan(let plan, _): member("plan", plan, &json)
    case .task(let task, _):
      member("plan", task.plan, &json)
      member("task", task.name, &json)
      member("to", task.to, &json)
      member("due", task.due, &json)
    case .dispute(let dispute, _):
      member("dispute", dispute.number, &json)
      member("owner", dispute.owner, &json)
      member("settle_by", dispute.settleBy, &json)
    case .swarm(let swarm, _):
      member("swarm", swarm.rule, &json)
      member("coordinator", swarm.coordinator, &json)
      member("to", swarm.unit, &json)
    case .followUp(let record):
      member("record", record.id, &json)
      member("opens", record.opens, &json)
      member("led_by", record.ledBy, &json)
    case .deviation(let deviation):
      member("process", deviation.process, &json)
      member("constraint", deviation.rule, &json)
      member("kind", deviation.kind.code, &json)
      member("party", deviation.party, &json)
      json.name(plain: "violation")
      json.yesNo(deviation.isViolation)
    case .clock, .breach, .lateHandoff, .timer, .doubt, .error: break
    }
  }

  private func write(_ reply: ReplyTerms, to json: inout JSONWriter) {
    json.name("reply")
    json.beginObject()
    json.writeMembers(of: reply)
    json.endObject()
  }

  private func write(_ threshold: Threshold, to json: inout JSONWriter) {
    switch threshold {
    case .percent(let share):
      json.name(plain: "percent")
      json.number(share)
    case .before(let length): member("before", seconds: length, &json)
    case .past(let length): member("past", seconds: length, &json)
    }
  }

  private func write(_ reading: ClockReading, as name: StaticString?, to json: inout JSONWriter) {
    let clock = reading.clock
    if let name { json.name(plain: name) }
    json.beginObject()
    member("id", clock.id, &json)
    member("agreement", clock.terms.agreement, &json)
    member("kind", clock.terms.kind.rawValue, &json)
    member("metric", clock.terms.metric.rawValue, &json)
    member("calendar", clock.terms.calendar, &json)
    member("state", clock.state.rawValue, &json)
    member("used", seconds: reading.used, &json)
    member("total", seconds: clock.total, &json)
    member("customer", seconds: reading.customer, &json)
    member("started_at", clock.startedAt, &json)
    member("due", clock.due, &json)
    member("breached_at", clock.breachedAt, &json)
    member("ended_at", clock.endedAt, &json)
    member("succeeds", clock.succeeds?.clock, &json)
    json.endObject()
  }

  private func write(_ handoff: Handoff, to json: inout JSONWriter) {
    json.name(plain: "handoff")
    json.beginObject()
    member("number", handoff.number, &json)
    member("from", handoff.from.unit, &json)
    member("to", handoff.to.unit, &json)
    member("acknowledge_by", handoff.acknowledgeBy, &json)
    json.name(plain: "bounce")
    json.yesNo(handoff.isBounce)
    json.endObject()
  }

  // MARK: The end

  /// `{"case":…,"what":"summary",…}`
  package func write(_ summary: CaseSummary, to json: inout JSONWriter) {
    let state = summary.state
    json.beginObject()
    member("case", state.id, &json)
    member("at", summary.end, &json)
    member("what", "summary", &json)
    member("opened_at", state.openedAt, &json)
    member("state", state.phase.rawValue, &json)
    member("priority", state.priority, &json)
    member("holder", state.holder.unit, &json)
    member("offered_to", state.offer?.to.unit, &json)
    member("accountable", state.accountable, &json)
    member("total", seconds: summary.total, &json)
    member("customer", seconds: summary.customer, &json)
    if let swarm = state.swarm {
      json.name("swarm")
      json.beginObject()
      member("rule", swarm.rule, &json)
      member("coordinator", swarm.coordinator, &json)
      write(swarm.members.filter(\.isIn).map(\.unit), as: "members", to: &json)
      json.endObject()
    }
    write(state.followUps.map(\.id), as: "follow_ups", to: &json)
    write(state.links.map(\.record), as: "links", to: &json)
    json.name(plain: "clocks")
    json.beginList()
    for reading in summary.clocks { write(reading, as: nil, to: &json) }
    json.endList()
    json.name(plain: "spans")
    json.beginList()
    for span in summary.spans { write(span, to: &json) }
    json.endList()
    json.name(plain: "shares")
    json.beginList()
    for share in summary.shares {
      json.beginObject()
      member("party", share.party.name, &json)
      member("kind", share.kind.rawValue, &json)
      member("seconds", seconds: share.milliseconds, &json)
      json.endObject()
    }
    json.endList()
    json.name(plain: "next")
    json.beginList()
    for next in summary.next {
      json.beginObject()
      member("at", next.at, &json)
      member("text", SummaryWording.words(next.what), &json)
      json.endObject()
    }
    json.endList()
    json.endObject()
  }

  private func write(_ span: CaseSpan, to json: inout JSONWriter) {
    json.beginObject()
    member("party", span.party.name, &json)
    member("group", span.group, &json)
    member("kind", span.kind.rawValue, &json)
    member("from", span.from, &json)
    member("until", span.until, &json)
    json.endObject()
  }

  private func write(_ names: [String], as name: String, to json: inout JSONWriter) {
    guard !names.isEmpty else { return }
    json.name(name)
    json.beginList()
    for name in names { json.text(name) }
    json.endList()
  }

  // MARK: Members; what is missing is left out

  private func member(_ name: StaticString, _ text: String?, _ json: inout JSONWriter) {
    guard let text else { return }
    json.name(plain: name)
    json.text(text)
  }

  private func member(_ name: StaticString, _ members: Members, _ json: inout JSONWriter) {
    if members.isEmpty { return }
    json.name(plain: name)
    json.value(.object(members))
  }

  private func member(_ name: StaticString, _ number: Int?, _ json: inout JSONWriter) {
    guard let number else { return }
    json.name(plain: name)
    json.integer(number)
  }

  private func member(_ name: StaticString, _ instant: Instant?, _ json: inout JSONWriter) {
    guard let instant else { return }
    json.name(plain: name)
    json.instant(instant, offsetSeconds: wording.time.zone.offset(at: instant))
  }

  private func member(_ name: StaticString, seconds milliseconds: Int64, _ json: inout JSONWriter) {
    json.name(plain: name)
    if milliseconds.isMultiple(of: 1000), milliseconds.magnitude < 1 << 53 {
      json.integer(Int(milliseconds / 1000))
    } else {
      json.number(Double(milliseconds) / 1000)
    }
  }
}
