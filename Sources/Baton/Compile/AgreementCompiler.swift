import BatonModel
import BatonTime

/// Turns `sla`, `ola`, `underpinning_contract` and `xla` into their compiled form.
struct AgreementCompiler {
  let context: CompileContext
  let names: AgreementNames

  /// - Returns: nil after a report of what it cannot do without.
  func agreement(_ declaration: Declaration) -> AgreementRule? {
    guard let kind = AgreementKind(rawValue: declaration.word.name) else { return nil }
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let providers = providers(table, kind)
    let metric = table.require("metric") ? table.choice("metric", of: Metric.self) : nil
    var limit: TimeLimit?
    if table.require("within") {
      limit = TimeLimitReader(context: context).limit(
        table, "within", groups: context.groups(of: providers))
    }
    let supports = context.listed(table, "supports") {
      names.name($0, of: "supports", context.findings)
    }
    let start = self.condition(table, "start_when")
    let stop = self.condition(table, "stop_when")
    let cancel = self.condition(table, "cancel_when")
    let reset = self.condition(table, "reset_when")
    let pause = self.condition(table, "pause_when")
    let resume = self.resume(table)
    let pauseOn = Set(table.choices("pause_on", of: PauseReason.self))
    let startFrom = self.startFrom(table)
    let retroactivePause = table.yesNo("retroactive_pause") ?? true
    let notifies = table.yesNo("notify_if_born_breached") ?? true
    let onChange = table.choice("on_change", of: OnChange.self) ?? .carryElapsed
    // Who has answered has answered: only what was to be done may have to be done again.
    let isWork = metric == .timeToRestore || metric == .timeToResolve
    let onReopen = table.choice("on_reopen", of: OnReopen.self) ?? (isWork ? .resume : nil)
    let boundary = table.choice("boundary", of: BusinessCalendar.Boundary.self) ?? .earliest
    let warnAt = self.warnAt(table, limit)
    table.finish(also: kind == .sla ? ["with"] : [])
    guard let metric, let limit else { return nil }
    return AgreementRule(
      head: head, condition: condition, kind: kind, metric: metric, limit: limit,
      providers: providers, supports: supports, start: start, stop: stop, cancel: cancel,
      reset: reset, pause: pause, resume: resume, pauseOn: pauseOn, startFrom: startFrom,
      retroactivePause: retroactivePause, notifiesIfBornBreached: notifies, onChange: onChange,
      onReopen: onReopen, boundary: boundary, warnAt: warnAt)
  }

  private func providers(_ table: TableReader, _ kind: AgreementKind) -> [String] {
    if kind == .sla {
      if let entry = table.entry("with") {
        context.findings.report(
          .time(.withNotTaken(table.declaration.title)), at: entry.keySite)
      }
      return []
    }
    if kind != .xla { _ = table.require("with") }
    return context.names(table, "with", of: .provider)
  }

  private func condition(_ table: TableReader, _ key: String) -> Condition? {
    table.value(key).map {
      ConditionCompiler(context: context, seesEvent: true).condition($0)
    }
  }

  private static let notPaused = "not_paused"

  private func resume(_ table: TableReader) -> Condition? {
    guard let value = table.value("resume_when"), let text = value.text else {
      return condition(table, "resume_when")
    }
    if text != Self.notPaused {
      context.findings.report(
        .wrongType(
          "resume_when", wanted: "\"\(Self.notPaused)\" or conditions", found: value.phrase),
        at: value.site)
    }
    return nil
  }

  private func startFrom(_ table: TableReader) -> Int? {
    guard let value = table.value("start_from"), let name = table.text("start_from"),
      let field = context.requestField(name, at: value.site)
    else { return nil }
    if field.type == .instant { return context.fields.slot(name) }
    context.findings.report(
      .time(.noInstant(name, type: field.type.phrase)), at: value.site)
    return nil
  }

  private func warnAt(_ table: TableReader, _ limit: TimeLimit?) -> [Threshold] {
    let reader = ThresholdReader(context: context)
    return context.listed(table, "warn_at") { written in
      let threshold = reader.threshold(written, of: "warn_at")
      if let threshold, let limit {
        reader.check(threshold, against: limit, of: table.declaration.title, at: written.site)
      }
      return threshold
    }
  }
}
