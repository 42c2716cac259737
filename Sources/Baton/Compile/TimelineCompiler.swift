import BatonLua
import BatonModel
import BatonTime

/// Reads the timeline of a scenario: what happens to its case, and what must follow when.
///
///     timeline = {
///       { at = "+10m", event = "accept", by = "acme" },
///       { at = "+2h", escalated = "acme/payroll-l3" },
///       { at = "2026-05-08T20:00:00+02:00", escalated = "cio", breached = true } }
///
/// An entry with `event` happens, one without is expected.
struct TimelineCompiler {
  let context: CompileContext
  let agreements: AgreementNames
  /// Who may be on call, by the rotas or by what the scenario says of the world.
  let onCall: Set<String>

  /// - Parameter values: reads plain values.
  func timeline(_ written: Written, values: (Written) -> Value?) -> [Scenario.Moment] {
    guard written.table != nil, !written.hasNames, written.isDense else {
      context.findings.report(
        .wrongType(
          "timeline", wanted: "a list of tables, { { at = \"+2h\", escalated = \"cio\" } }",
          found: written.phrase),
        at: written.site)
      return []
    }
    let items = written.items(in: context.sources)
    if items.isEmpty { context.findings.report(.emptyList("timeline"), at: written.site) }
    return items.compactMap { moment($0, values) }
  }

  private func moment(_ written: Written, _ values: (Written) -> Value?) -> Scenario.Moment? {
    let isEvent = written.field("event", in: context.sources) != nil
    let word = isEvent ? Vocabulary.timelineEvent : Vocabulary.timelineExpectation
    guard let table = TableReader(word, written, context.findings) else { return nil }
    defer { table.finish() }
    guard let at = time(table, written) else { return nil }
    if isEvent {
      if let event = table.value("event") { EventNames.check(event, context.findings) }
      _ = table.text("event")
    } else {
      check(table)
      if written.entries(in: context.sources).count < 2 {
        context.findings.report(.time(.expectsNothing), at: written.site)
      }
    }
    var members: [(String, Value)] = []
    var places: [String: Place] = [:]
    for entry in written.fieldsAsWritten(in: context.sources) {
      guard let name = entry.name, name != "at", word.takes(name), let value = values(entry.value)
      else { continue }
      members.append((name, value))
      places[name] = context.sources.place(entry.value.site)
    }
    return Scenario.Moment(
      at: at, place: context.place(written), isEvent: isEvent, members: Members(members),
      places: places)
  }

  private func time(_ table: TableReader, _ written: Written) -> String? {
    guard let said = table.value("at") else {
      context.findings.report(
        .missingKey("at", of: "`timeline`", takes: "an instant, or \"+2h\""), at: written.site)
      return nil
    }
    if let text = said.text, RelativeTime.parse(text) != nil || ISO8601.parseTime(text) != nil {
      return text
    }
    context.findings.report(
      .wrongType(
        "at",
        wanted: "an instant or a length since the opening, \"2026-05-08T20:00:00+02:00\" or "
          + "\"+1d 30m\"",
        found: said.phrase),
      at: said.site)
    return nil
  }

  // MARK: What is expected

  private func check(_ table: TableReader) {
    for key in ["breached", "warned", "kept"] {
      check(table, key) { _ = agreements.name($0, of: key, context.findings) }
    }
    check(table, "deviates") { written in
      _ = context.rule(
        of: "rule of a process", written, of: "deviates", among: context.processRuleNames)
    }
    for key in ["assigned", "offered", "late", "invited"] {
      check(table, key) { _ = context.constants.target($0, of: key) }
    }
    for key in ["escalated", "notified"] {
      check(table, key) { written in
        // Whoever is on call need not be declared.
        if let name = written.text, onCall.contains(name) { return }
        _ = AssigneeReader(context: context).notified(written, of: key, or: onCall)
      }
    }
    if let written = table.value("due"), written.table != nil {
      for entry in written.entries(in: context.sources) {
        guard let name = entry.name else { continue }
        _ = agreements.name(
          Written(value: .text(name), site: entry.keySite), of: "due", context.findings)
      }
    }
    if table.value("priority")?.isYesNo == false { _ = table.wholeNumber("priority") }
    if table.value("state")?.isYesNo == false { _ = table.text("state") }
    if table.value("paused")?.isYesNo == false { _ = table.choice("paused", of: PauseReason.self) }
  }

  /// Looks at each name that a key has; `true` is for any, `false` for none.
  private func check(_ table: TableReader, _ key: String, _ body: (Written) -> Void) {
    guard let written = table.value(key), !written.isYesNo else { return }
    if written.table == nil { return body(written) }
    for item in written.items(in: context.sources) { body(item) }
  }
}

extension Written {
  fileprivate var isYesNo: Bool {
    if case .yesNo = value { true } else { false }
  }
}
