import BatonModel

/// Turns `survey`, `credit` and an `xla` that is made of measures into their compiled form.
struct ExperienceCompiler {
  let context: CompileContext
  let agreements: AgreementNames

  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }
  private var measures: MeasureCompiler {
    MeasureCompiler(context: context, agreements: agreements)
  }

  /// Whether an agreement is about what people experience as a whole, and has no clock.
  static func isComposite(_ declaration: Declaration, _ findings: Findings) -> Bool {
    guard declaration.word.name == AgreementKind.xla.word else { return false }
    let table = TableReader(declaration, findings)
    return ownKeys.contains { table.has($0) }
  }

  private static let ownKeys = ["weights", "at_least", "per"]
  private static let keys: Set = [
    "when", "because", "owner", "from_date", "until_date", "tags", "overrides", "weights",
    "at_least", "per",
  ]

  // MARK: Surveys

  /// - Returns: nil after a report.
  func survey(_ declaration: Declaration) -> SurveyRule? {
    context.allowance.renew()
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let share = table.value("share").map { measures.share($0, of: "share") } ?? 1
    let coolDown = table.value("cool_down").flatMap {
      DurationReader(context: context).elapsed($0, of: "cool_down")
    }
    let score = table.require("score") ? table.value("score").flatMap { number($0) } : nil
    let best = number(table, "best") ?? 5
    let worst = number(table, "worst") ?? 1
    let content = number(table, "content_from") ?? best - (best - worst) / 4
    if best == worst, let value = table.value("best") ?? table.value("worst") {
      context.findings.report(
        .outOfRange("best", wanted: "another score than the worst", found: value.phrase),
        at: value.site)
      return nil
    }
    let outside = content < min(best, worst) || content > max(best, worst)
    if outside, let value = table.value("content_from") {
      context.findings.report(
        .outOfRange(
          "content_from", wanted: "a score from the worst to the best", found: value.phrase),
        at: value.site)
    }
    table.finish()
    guard let share, let score else { return nil }
    return SurveyRule(
      head: head, condition: condition, share: share, coolDown: coolDown, score: score,
      best: best, worst: worst, contentFrom: content)
  }

  /// A field of the request that has a number.
  private func number(_ written: Written) -> String? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType("score", wanted: "a number field of the request", found: written.phrase),
        at: written.site)
      return nil
    }
    guard let field = context.requestField(name, at: written.site) else { return nil }
    switch field.type {
    case .number, .wholeNumber: return name
    default:
      context.findings.report(
        .wrongType(
          "score", wanted: "a number field of the request",
          found: "\"\(name)\", \(field.type.phrase)"),
        at: written.site)
      return nil
    }
  }

  private func number(_ table: TableReader, _ key: String) -> Double? {
    guard let written = table.value(key) else { return nil }
    if let number = written.number, number.isFinite { return number }
    context.findings.report(
      .wrongType(key, wanted: "a number", found: written.phrase), at: written.site)
    return nil
  }

  // MARK: Experience

  /// - Returns: nil after a report.
  func experience(
    _ declaration: Declaration, _ known: [Measure], _ surveys: [SurveyRule]
  ) -> ExperienceRule? {
    context.allowance.renew()
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    for key in declaration.word.keyNames where !Self.keys.contains(key) {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(
        .unknownKey(
          key, of: "xla with weights", nearest: nil, known: Self.keys.sorted()),
        at: entry.keySite)
    }
    _ = table.require("weights")
    let parts = self.parts(table, known, surveys)
    let atLeast = number(table, "at_least")
    if let atLeast, !(0...100).contains(atLeast), let value = table.value("at_least") {
      context.findings.report(
        .outOfRange("at_least", wanted: "an index from 0 to 100", found: value.phrase),
        at: value.site)
    }
    let dimensions = measures.dimensions(table, .known(.cases))
    table.finish()
    guard !parts.isEmpty else { return nil }
    return ExperienceRule(
      head: head, condition: condition, parts: parts, atLeast: atLeast, dimensions: dimensions)
  }

  private func parts(
    _ table: TableReader, _ known: [Measure], _ surveys: [SurveyRule]
  ) -> [ExperienceRule.Part] {
    guard let written = table.value("weights") else { return [] }
    guard written.table != nil, written.hasNames, !written.hasItems else {
      context.findings.report(
        .wrongType(
          "weights", wanted: "measures and surveys, each with its weight",
          found: written.phrase),
        at: written.site)
      return []
    }
    return written.fieldsAsWritten(in: context.sources).compactMap { entry in
      guard let name = entry.name else {
        context.findings.report(.keyIsNoName(table.declaration.title), at: entry.keySite)
        return nil
      }
      let measure = known.first { $0.name == name }
      let survey = surveys.first { $0.name == name }
      guard measure != nil || survey != nil else {
        let names = known.map(\.name) + surveys.map(\.name)
        context.findings.report(
          .unknownName("measure or survey", name, nearest: NearestName.to(name, among: names)),
          at: entry.keySite)
        return nil
      }
      return part(name, entry, measure)
    }
  }

  private func part(
    _ name: String, _ entry: Written.Entry, _ measure: Measure?
  ) -> ExperienceRule.Part? {
    let source: ExperienceRule.Part.Source = measure == nil ? .survey(name) : .measure(name)
    if let weight = weight(entry.value) {
      if let measure, measure.target == nil, measure.unit != .share {
        context.findings.report(
          .wrongType(
            "weights",
            wanted: "for \"\(name)\", which has no target, what is best and worst: "
              + "{ weight = 1, best = …, worst = … }",
            found: entry.value.phrase),
          at: entry.value.site)
        return nil
      }
      return ExperienceRule.Part(source: source, weight: weight, best: nil, worst: nil)
    }
    guard entry.value.table != nil,
      let table = TableReader(Vocabulary.experiencePart, entry.value, context.findings)
    else {
      context.findings.report(
        .wrongType("weights", wanted: "a weight above 0", found: entry.value.phrase),
        at: entry.value.site)
      return nil
    }
    let said = table.value("weight")
    let weight = said.map { self.weight($0) } ?? 1
    if weight == nil, let said {
      context.findings.report(
        .outOfRange("weight", wanted: "a number above 0", found: said.phrase), at: said.site)
    }
    let best = table.value("best").flatMap {
      measures.value($0, of: "best", measure?.unit ?? .number)
    }
    let worst = table.value("worst").flatMap {
      measures.value($0, of: "worst", measure?.unit ?? .number)
    }
    if (best == nil) != (worst == nil), table.has("best") != table.has("worst") {
      _ = table.require(table.has("best") ? "worst" : "best")
    }
    if let best, best == worst, let value = table.value("best") {
      context.findings.report(
        .outOfRange("best", wanted: "another value than the worst", found: value.phrase),
        at: value.site)
      return nil
    }
    table.finish()
    return weight.map {
      ExperienceRule.Part(source: source, weight: $0, best: best, worst: worst)
    }
  }

  private func weight(_ written: Written) -> Double? {
    guard let number = written.number, number > 0, number.isFinite else { return nil }
    return number
  }

  // MARK: Credits

  /// - Returns: nil after a report.
  func credit(_ declaration: Declaration) -> CreditRule? {
    context.allowance.renew()
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    var provider: String?
    if table.require("with"), let value = table.value("with") {
      provider = context.name(value, of: .provider, field: "with")
    }
    var names: [String] = []
    if table.require("agreements") {
      names = context.listed(table, "agreements") {
        agreements.name($0, of: "agreements", context.findings)
      }
    }
    let fee = table.require("fee") ? number(table, "fee") : nil
    if let fee, fee < 0, let value = table.value("fee") {
      context.findings.report(
        .outOfRange("fee", wanted: "a number from 0 up", found: value.phrase), at: value.site)
    }
    let steps = table.require("steps") ? self.steps(table) : []
    let assists = table.value("assists").map { measures.share($0, of: "assists") } ?? 0
    table.finish()
    guard let provider, let fee, let assists, !names.isEmpty, !steps.isEmpty else { return nil }
    return CreditRule(
      head: head, condition: condition, provider: provider, agreements: names, fee: fee,
      steps: steps, assistShare: assists)
  }

  private func steps(_ table: TableReader) -> [CreditRule.Step] {
    guard let written = table.value("steps") else { return [] }
    guard written.table != nil, written.hasItems, !written.hasNames else {
      context.findings.report(
        .wrongType(
          "steps", wanted: "a list of { below = \"95%\", share = \"5%\" }", found: written.phrase),
        at: written.site)
      return []
    }
    return written.items(in: context.sources).compactMap { step($0) }
  }

  private func step(_ written: Written) -> CreditRule.Step? {
    guard let table = TableReader(Vocabulary.creditStep, written, context.findings) else {
      return nil
    }
    defer { table.finish() }
    let below = table.value("below").flatMap { measures.share($0, of: "below") }
    let breaches = table.wholeNumber("breaches")
    let share =
      table.require("share")
      ? table.value("share").flatMap { measures.share($0, of: "share") } : nil
    guard table.has("below") != table.has("breaches") else {
      context.findings.report(
        .noOutcome("a step of a credit", keys: ["below", "breaches"]), at: written.site)
      return nil
    }
    guard let share,
      let test = below.map({ .below($0) }) ?? breaches.map({ .breaches($0) })
        as CreditRule.Step.Test?
    else { return nil }
    return CreditRule.Step(test: test, share: share)
  }
}
