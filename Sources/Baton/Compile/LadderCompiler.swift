import BatonModel

/// Turns `escalation` with its steps into its compiled form.
struct LadderCompiler {
  let context: CompileContext
  let names: AgreementNames
  /// How long the targets last that ladders are on, by the agreement's name.
  let limits: [String: TimeLimit]

  func ladder(_ declaration: Declaration) -> LadderRule {
    let table = TableReader(declaration, context.findings)
    let heads = RuleHeadCompiler(context: context)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, seesEvent: true)
    let on = context.listed(table, "on") { names.name($0, of: "on", context.findings) }
    let steps = steps(declaration, on: on, isOnTarget: table.has("on"))
    let stopOn = context.listed(table, "stop_on") { event($0) }
    let stop = table.value("stop_when").map {
      ConditionCompiler(context: context, seesEvent: true).condition($0)
    }
    let quiet = table.value("quiet").flatMap {
      context.name($0, of: .calendar, field: "quiet")
    }
    let (times, after) = repeats(table, steps)
    table.finish()
    return LadderRule(
      head: head, condition: condition, on: on, steps: steps, repeatTimes: times,
      repeatAfter: after, stopOn: stopOn, stop: stop, quiet: quiet)
  }

  private func event(_ written: Written) -> String? {
    guard let name = written.text, !name.isEmpty else {
      context.findings.report(
        .wrongType("stop_on", wanted: "the name of an event, or a list", found: written.phrase),
        at: written.site)
      return nil
    }
    EventNames.check(written, context.findings)
    return name
  }

  // MARK: Steps

  private func steps(
    _ declaration: Declaration, on: [String], isOnTarget: Bool
  ) -> [LadderStep] {
    let parts = declaration.body.items(in: context.sources).filter {
      context.word(of: $0)?.parent == declaration.word.name
    }
    if parts.isEmpty {
      context.findings.report(
        .noOutcome(declaration.title, keys: ["at", "after"]), at: declaration.site)
    }
    return parts.compactMap { part in
      guard let word = context.word(of: part) else { return nil }
      let arguments = part.arguments(in: context.sources)
      guard arguments.count == 2 else {
        context.findings.report(
          .matcherArguments(word.name, example: word.example), at: part.site)
        return nil
      }
      if word.name == "at", !isOnTarget {
        context.findings.report(.time(.atWithoutTarget(declaration.title)), at: part.site)
      }
      let moment = self.moment(word, arguments[0], on: on)
      return step(arguments[1], at: moment)
    }
  }

  private func moment(_ word: Word, _ written: Written, on: [String]) -> LadderStep.When? {
    if word.name == "after" {
      return DurationReader(context: context)
        .elapsed(written, of: word.name, allowsZero: true).map { .after($0) }
    }
    let reader = ThresholdReader(context: context)
    guard let threshold = reader.threshold(written, of: word.name) else { return nil }
    for name in on {
      guard let limit = limits[name] else { continue }
      reader.check(threshold, against: limit, of: "\"\(name)\"", at: written.site)
    }
    return .at(threshold)
  }

  private func step(_ written: Written, at moment: LadderStep.When?) -> LadderStep? {
    guard let table = TableReader(Vocabulary.step, written, context.findings) else { return nil }
    let assignees = AssigneeReader(context: context)
    let functional = table.value("functional").flatMap {
      assignees.assignee($0, of: "functional")
    }
    let hierarchical = table.value("hierarchical").flatMap {
      context.name($0, of: .role, field: "hierarchical")
    }
    let notify = context.listed(table, "notify") { assignees.notified($0, of: "notify") }
    let condition = table.value("when").map {
      ConditionCompiler(context: context, seesEvent: true).condition($0)
    }
    let because = table.text("because")
    if table.has("functional"), let entry = table.entry("hierarchical") {
      context.findings.report(.time(.bothKinds), at: entry.keySite)
    } else if !["functional", "hierarchical", "notify"].contains(where: { table.has($0) }) {
      context.findings.report(.time(.emptyStep), at: written.site)
    }
    table.finish()
    guard let moment else { return nil }
    let kind: LadderStep.Kind =
      functional.map { .functional($0) } ?? hierarchical.map { .hierarchical($0) } ?? .none
    return LadderStep(
      when: moment, kind: kind, notify: notify, condition: condition, because: because,
      place: context.place(written))
  }

  // MARK: Repeats

  private static let mostRepeats = 1000

  private func repeats(
    _ table: TableReader, _ steps: [LadderStep]
  ) -> (times: Int, after: Int64?) {
    let after = table.value("repeat_after").flatMap {
      DurationReader(context: context).elapsed($0, of: "repeat_after")
    }
    guard let value = table.value("repeat_times") else {
      if let entry = table.entry("repeat_after") {
        context.findings.report(.time(.repeatAfterAlone), at: entry.keySite)
      }
      return (0, nil)
    }
    guard let times = table.wholeNumber("repeat_times", 1...Self.mostRepeats) else {
      return (0, nil)
    }
    let delays = Self.trailingDelays(steps)
    guard let first = delays.first else {
      // Steps with mistakes were told of already.
      if let last = steps.last, case .at = last.when {
        context.findings.report(.time(.repeatsNothing), at: value.site)
      }
      return (0, nil)
    }
    let pause = after ?? first
    if pause == 0, delays.allSatisfy({ $0 == 0 }) {
      context.findings.report(.time(.repeatsAtOnce), at: value.site)
    }
    return (times, pause)
  }

  /// The delays of the last steps that follow others.
  private static func trailingDelays(_ steps: [LadderStep]) -> [Int64] {
    var delays: [Int64] = []
    for step in steps {
      if case .after(let delay) = step.when {
        delays.append(delay)
      } else {
        delays.removeAll()
      }
    }
    return delays
  }
}
