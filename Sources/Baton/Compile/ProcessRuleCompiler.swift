import BatonModel

/// Turns limits, pairs and invariants of a process into their compiled form.
struct ProcessRuleCompiler {
  let context: CompileContext
  let names: ProcessNames
  /// The process's own, for business time.
  let calendar: String?

  /// How what a rule finds is meant.
  func judgement(_ declaration: Declaration, _ table: TableReader) -> Judgement {
    let heads = RuleHeadCompiler(context: context)
    return Judgement(
      head: heads.head(declaration, table, mayAdvise: true),
      severity: table.choice("severity", of: PolicySeverity.self) ?? .violation)
  }

  /// A length of time; nil if there is none, or after a report.
  func window(_ table: TableReader, _ key: String) -> TimeWindow? {
    let own = table.value("calendar").flatMap {
      context.name($0, of: .calendar, field: "calendar")
    }
    guard let written = table.value(key),
      let span = DurationReader(context: context).span(written, of: key)
    else { return nil }
    guard span.unit.needsCalendar else {
      if let entry = table.entry("calendar") {
        context.findings.report(.time(.noEffect("calendar", span)), at: entry.keySite)
      }
      return TimeWindow(span: span, calendar: nil)
    }
    guard let name = own ?? calendar else {
      context.findings.report(.time(.namesNoCalendar(span)), at: written.site)
      return nil
    }
    // One with mistakes is missing, which was told.
    return context.calendars[name].map { TimeWindow(span: span, calendar: $0) }
  }

  // MARK: Limits

  private static let subjects = ["handoffs_of", "bounces_of", "visits_of", "time_in", "events_of"]

  func limit(_ declaration: Declaration) -> ProcessLimit? {
    let table = TableReader(declaration, context.findings)
    let judgement = judgement(declaration, table)
    let written = Self.subjects.filter { table.has($0) }
    if written.count != 1 {
      context.findings.report(
        written.isEmpty
          ? .noOutcome(declaration.title, keys: Self.subjects)
          : .process(.severalSubjects(declaration.title, written)),
        at: declaration.site)
    }
    let subject = written.first.flatMap { key in
      table.value(key).flatMap { self.subject($0, key) }
    }
    let isTime = written.first == "time_in"
    guard table.require("at_most") else { return nil }
    let most = isTime ? 0 : table.wholeNumber("at_most", 0...Int(Int32.max))
    let window = isTime ? self.window(table, "at_most") : self.window(table, "within")
    if isTime, let entry = table.entry("within") {
      context.findings.report(.process(.timeTakesNoWindow), at: entry.keySite)
    }
    if isTime, window?.span.unit == .businessDays, let value = table.value("at_most") {
      context.findings.report(.process(.timeInDays), at: value.site)
    }
    table.finish()
    guard let subject, let most, written.count == 1 else { return nil }
    return ProcessLimit(judgement: judgement, subject: subject, most: most, window: window)
  }

  private func subject(_ written: Written, _ key: String) -> ProcessLimit.Subject? {
    switch key {
    case "handoffs_of": names.attribute(written, of: key).map { .handoffs($0) }
    case "bounces_of": names.attribute(written, of: key).map { .bounces($0) }
    case "visits_of": names.state(written, of: key).map { .visits($0) }
    case "time_in": names.state(written, of: key).map { .time($0) }
    default: names.event(written, of: key).map { .events($0) }
    }
  }

  // MARK: Pairs

  func pair(_ declaration: Declaration, key: String, mustBeEqual: Bool) -> PairRule {
    let table = TableReader(declaration, context.findings)
    let judgement = judgement(declaration, table)
    let attributes = context.listed(table, key) { names.attribute($0, of: key) }
    _ = table.require(key)
    table.finish(allowsItems: true)
    let items = declaration.body.items(in: context.sources)
    if items.count != 2 {
      context.findings.report(.process(.wantsTwoEvents(declaration.title)), at: declaration.site)
    }
    return PairRule(
      judgement: judgement,
      first: items.first.map { names.activities($0, of: declaration.word.name) } ?? [],
      second: items.dropFirst().first.map { names.activities($0, of: declaration.word.name) }
        ?? [],
      attributes: attributes, mustBeEqual: mustBeEqual)
  }

  // MARK: Invariants

  func invariant(_ declaration: Declaration) -> InvariantRule {
    let table = TableReader(declaration, context.findings)
    let judgement = judgement(declaration, table)
    let conditions = ConditionCompiler(context: context, seesEvent: true)
    let condition = conditions.condition(table.value("when"))
    var violations: [Condition] = []
    if let forbid = table.value("forbid") { violations.append(conditions.condition(forbid)) }
    if let require = table.value("require") {
      violations.append(.not(conditions.condition(require)))
    }
    if violations.isEmpty {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["forbid", "require"]), at: declaration.site)
    }
    table.finish()
    return InvariantRule(
      judgement: judgement, condition: condition, violation: ConditionCompiler.any(violations))
  }
}
