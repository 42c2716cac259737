import Baton
import BatonModel
package import BatonRecords
package import BatonTime

/// A conformance report, its deviations and its cases as JSON.
package struct ConformanceJSON {
  private let zone: Zone

  package init(in zone: Zone) { self.zone = zone }

  // MARK: The report

  /// `{"schema":…,"constraints":[…],"cases":…,"parties":…,…}`
  package func write(_ report: ConformanceReport, to json: inout JSONWriter) {
    json.beginObject()
    member("schema", ConformanceReport.schema, &json)
    member("log", report.log, &json)
    json.name("rulebase")
    json.beginObject()
    member("name", report.identity.name, &json)
    member("version", report.identity.version, &json)
    json.endObject()
    json.name("constraints")
    json.beginList()
    for process in report.processes {
      for constraint in process.constraints { write(constraint, of: process, &json) }
    }
    json.endList()
    json.name("rules")
    json.beginList()
    for process in report.processes {
      for rule in process.rules { write(rule, of: process, &json) }
    }
    json.endList()
    members(
      [
        ("cases", report.cases), ("events", report.events),
        ("cases_of_no_process", report.otherCases), ("cases_cut_off", report.cutCases),
        ("violated_cases", report.violatedCases), ("clean_cases", report.cleanCases),
        ("as_designed", report.designedCases), ("as_expected", report.expectedCases),
        ("not_as_expected", report.unexpectedCases),
        ("violations", report.violations), ("remarks", report.remarks),
        ("adapted", report.adapted), ("waived", report.waived),
        ("handovers", report.handovers), ("cases_handed_over", report.casesHandedOver),
        ("returns", report.returns), ("cases_returned", report.casesReturned),
        ("reopenings", report.reopenings), ("cases_reopened", report.casesReopened),
      ], &json)
    number("fitness", report.fitness, &json)
    member("by", report.grouping.rawValue, &json)
    json.name("parties")
    json.beginList()
    for group in report.groups { write(group, &json) }
    json.endList()
    json.name("processes")
    json.beginList()
    for process in report.processes { write(process, &json) }
    json.endList()
    json.name("agreements")
    json.beginList()
    for process in report.processes {
      for agreement in process.agreements { write(agreement, of: process, &json) }
    }
    json.endList()
    json.name("tags")
    json.beginList()
    for tag in report.tags { write(tag, &json) }
    json.endList()
    json.name("worst")
    json.beginList()
    for result in report.worst { write(result, to: &json) }
    json.endList()
    json.name("faults")
    json.beginObject()
    for (kind, count) in ConformanceText.faults(report) { members([(kind, count)], &json) }
    json.endObject()
    json.endObject()
  }

  private func write(
    _ result: ConstraintResult, of process: ConformanceReport.Process, _ json: inout JSONWriter
  ) {
    json.beginObject()
    member("name", result.rule.name, &json)
    members(
      [
        ("satisfied", result.satisfied), ("violated", result.violated),
        ("not_applicable", result.notApplicable), ("activations", result.activations),
        ("activated_cases", result.activatedCases), ("waived", result.rule.waivedCases),
        ("adapted", result.rule.adaptedCases), ("deviations", result.rule.deviations),
      ], &json)
    member("template", result.rule.kind, &json)
    about(result.rule, process, &json)
    json.endObject()
  }

  private func write(
    _ rule: ConformanceRule, of process: ConformanceReport.Process, _ json: inout JSONWriter
  ) {
    json.beginObject()
    member("name", rule.name, &json)
    member("kind", rule.kind, &json)
    members(
      [
        ("violated", rule.violatedCases), ("waived", rule.waivedCases),
        ("adapted", rule.adaptedCases), ("deviations", rule.deviations),
      ], &json)
    about(rule, process, &json)
    json.endObject()
  }

  private func about(
    _ rule: ConformanceRule, _ process: ConformanceReport.Process, _ json: inout JSONWriter
  ) {
    member("process", process.name, &json)
    member("sentence", rule.sentence, &json)
    member("severity", rule.severity.rawValue, &json)
    json.name("enforced")
    json.yesNo(rule.isEnforced)
    if let about = rule.about { write(about, &json) }
    json.name("samples")
    json.beginList()
    for sample in rule.samples {
      json.beginObject()
      member("case", sample.caseID, &json)
      members([("number", sample.deviation.position)], &json)
      member("at", sample.deviation.at, &json)
      json.endObject()
    }
    json.endList()
  }

  private func write(_ about: AboutRule, _ json: inout JSONWriter) {
    member("owner", about.owner, &json)
    member("because", about.because, &json)
    member("from_date", about.from?.description, &json)
    member("until_date", about.until?.description, &json)
    guard !about.tags.isEmpty else { return }
    json.name("tags")
    json.beginList()
    for tag in about.tags { json.text(tag) }
    json.endList()
  }

  private func write(
    _ agreement: ConformanceAgreement, of process: ConformanceReport.Process,
    _ json: inout JSONWriter
  ) {
    let info = agreement.info
    json.beginObject()
    member("name", info.about.name, &json)
    member("kind", info.kind.rawValue, &json)
    member("process", process.name, &json)
    member("provider", info.provider, &json)
    members([("cases", agreement.cases), ("deviations", agreement.deviations)], &json)
    if let cost = info.cost { number("cost", cost, &json) }
    member("requested_on", info.requestedOn?.description, &json)
    write(info.about, &json)
    json.endObject()
  }

  private func write(_ tag: ConformanceTag, _ json: inout JSONWriter) {
    json.beginObject()
    member("name", tag.name, &json)
    members(
      [
        ("rules", tag.rules), ("kept", tag.keptRules), ("activations", tag.activations),
        ("deviations", tag.deviations), ("excused", tag.excused),
      ], &json)
    json.endObject()
  }

  private func write(_ group: ConformanceGroup, _ json: inout JSONWriter) {
    json.beginObject()
    json.name("name")
    if let name = group.name { json.text(name) } else { json.null() }
    members(
      [
        ("events", group.events), ("cases", group.cases),
        ("cases_at_fault", group.faultyCases), ("violations", group.violations),
        ("remarks", group.remarks), ("adapted", group.adapted), ("waived", group.waived),
        ("handovers", group.handovers), ("returns", group.returns),
      ], &json)
    number("conformity", group.conformity, &json)
    json.name("rules")
    json.beginObject()
    for (name, count) in group.rules.sorted(by: { $0.key < $1.key }) {
      members([(name, count)], &json)
    }
    json.endObject()
    json.endObject()
  }

  private func write(_ process: ConformanceReport.Process, _ json: inout JSONWriter) {
    json.beginObject()
    member("name", process.name, &json)
    members(
      [
        ("cases", process.cases), ("adapted_cases", process.adaptedCases),
        ("events", process.events), ("most_events", process.mostEvents),
      ], &json)
    json.name("states")
    json.beginList()
    for state in process.states {
      json.beginObject()
      member("name", state.name, &json)
      json.name("final")
      json.yesNo(state.isFinal)
      members(
        [("events", state.events), ("entries", state.entries), ("cases", state.cases)], &json)
      json.endObject()
    }
    json.endList()
    json.name("ways")
    json.beginList()
    for way in process.ways {
      json.beginObject()
      member("from", way.from, &json)
      member("to", way.to, &json)
      members([("count", way.count)], &json)
      json.endObject()
    }
    json.endList()
    json.endObject()
  }

  // MARK: Lines

  /// `{"case":…,"rule":…,"kind":…,"sentence":…,…}`
  package func write(_ sample: ConformanceSample, to json: inout JSONWriter) {
    let deviation = sample.deviation
    json.beginObject()
    member("case", sample.caseID, &json)
    member("process", deviation.process, &json)
    member("rule", deviation.rule, &json)
    member("kind", deviation.kind.code, &json)
    member("sentence", DeviationWording.words(deviation.kind), &json)
    member("event", deviation.event, &json)
    members([("number", deviation.position)], &json)
    if let line = sample.line { members([("line", line)], &json) }
    member("at", deviation.at, &json)
    member("party", deviation.party, &json)
    member("unit", deviation.group, &json)
    member("severity", deviation.severity.rawValue, &json)
    json.name("enforced")
    json.yesNo(deviation.isEnforced)
    switch deviation.standing {
    case .counts: break
    case .adapted(let name): member("adapted_by", name, &json)
    case .waived(let name): member("waived_by", name, &json)
    }
    json.name("violation")
    json.yesNo(deviation.isViolation)
    json.endObject()
  }

  /// `{"case":…,"fitness":…,"violations":…,…}`
  package func write(_ result: ConformanceReport.CaseResult, to json: inout JSONWriter) {
    json.beginObject()
    member("case", result.id, &json)
    member("process", result.process, &json)
    members([("events", result.events)], &json)
    number("fitness", result.fitness, &json)
    members(
      [
        ("violations", result.violations), ("others", result.others),
        ("handovers", result.handovers), ("returns", result.returns),
        ("reopenings", result.reopenings),
      ], &json)
    if result.isCut {
      json.name("cut_off")
      json.yesNo(true)
    }
    json.endObject()
  }

  // MARK: Members; what is missing is left out

  private func member(_ name: String, _ text: String?, _ json: inout JSONWriter) {
    guard let text else { return }
    json.name(name)
    json.text(text)
  }

  private func members(_ members: [(String, Int)], _ json: inout JSONWriter) {
    for (name, number) in members {
      json.name(name)
      json.integer(number)
    }
  }

  private func number(_ name: String, _ number: Double?, _ json: inout JSONWriter) {
    json.name(name)
    if let number { json.number((number * 1e6).rounded() / 1e6) } else { json.null() }
  }

  private func member(_ name: String, _ instant: Instant?, _ json: inout JSONWriter) {
    guard let instant else { return }
    json.name(name)
    json.text(ISO8601.format(instant, offsetSeconds: zone.offset(at: instant)))
  }
}
