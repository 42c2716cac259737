import BatonModel

/// Reads `gate` and `early_life`: what must hold before rules go live, and in the first weeks after.
struct GateCompiler {
  let context: CompileContext

  /// - Parameter declarations: those with the word; a second one is reported.
  func gate(_ declarations: [Declaration]) -> Gate? {
    guard let declaration = declarations.first else { return nil }
    for other in declarations.dropFirst() {
      context.findings.report(
        .declaredOnce(other.word.name), at: other.site,
        related: [(declaration.site, "it is declared first here")])
    }
    context.allowance.renew()
    let table = TableReader(declaration, context.findings)
    defer { table.finish() }
    let isEarlyLife = declaration.word.name == Vocabulary.earlyLife
    let limits =
      self.limits("at_least", table, isEarlyLife) + self.limits("at_most", table, isEarlyLife)
    if limits.isEmpty, table.value("at_least") == nil, table.value("at_most") == nil, isEarlyLife {
      context.findings.report(
        .missingKey("at_most", of: declaration.title, takes: "limits by what is measured"),
        at: declaration.site)
    }
    let order = Gate.Measure.allCases
    return Gate(
      place: context.sources.place(declaration.site), owner: table.text("owner"),
      because: table.text("because"), history: table.text("history"),
      source: table.text("source"),
      limits: order.flatMap { measure in limits.filter { $0.measure == measure } },
      agreedBy: isEarlyLife ? [] : approvers(table), period: isEarlyLife ? period(table) : nil)
  }

  private func approvers(_ table: TableReader) -> [Gate.Approver] {
    var known: Set<String> = []
    return context.listed(table, "agreed_by") { written in
      guard let role = context.name(written, of: .role, field: "agreed_by") else { return nil }
      guard known.insert(role).inserted else { return nil }
      var party: String?
      if case .text(let text)? = context.catalogue.record(.role, role)?["party"] { party = text }
      return Gate.Approver(
        role: role, party: party, place: context.sources.place(written.site))
    }
  }

  private func period(_ table: TableReader) -> Gate.Period? {
    guard table.require("from_date"), table.require("lasts"), let from = table.date("from_date"),
      let lasts = table.value("lasts"),
      let length = DurationReader(context: context).elapsed(lasts, of: "lasts")
    else { return nil }
    return Gate.Period(from: from, length: length)
  }

  private func limits(_ key: String, _ table: TableReader, _ isEarlyLife: Bool) -> [Gate.Limit] {
    guard let written = table.value(key) else { return [] }
    guard written.table != nil, written.hasNames, !written.hasItems else {
      context.findings.report(
        .wrongType(key, wanted: "limits by what is measured", found: written.phrase),
        at: written.site)
      return []
    }
    let isLeast = key == "at_least"
    let known = Gate.Measure.allCases.filter { measure in
      measure.isWanted == isLeast
        && (!isEarlyLife || measure.isOfHistory && !measure.needsRulesBefore)
    }
    return written.entries(in: context.sources).compactMap { entry in
      guard let name = entry.name else {
        context.findings.report(.keyIsNoName(key), at: entry.keySite)
        return nil
      }
      guard let measure = known.first(where: { $0.rawValue == name }) else {
        let names = known.map(\.rawValue)
        context.findings.report(
          .unknownKey(name, of: key, nearest: NearestName.to(name, among: names), known: names),
          at: entry.keySite)
        return nil
      }
      guard let amount = amount(entry.value, of: measure) else { return nil }
      return Gate.Limit(
        measure: measure, amount: amount, place: context.sources.place(entry.keySite))
    }
  }

  private func amount(_ written: Written, of measure: Gate.Measure) -> Gate.Amount? {
    let isShare = measure == .coverage
    if let text = written.text, let percent = ThresholdReader.percent(text),
      (0...100).contains(percent), measure != .scenarios, measure != .findings
    {
      return .percent(percent)
    }
    if isShare, let number = written.number, (0...100).contains(number) { return .percent(number) }
    if !isShare, case .integer(let count) = written.value, count >= 0 { return .count(Int(count)) }
    let wanted =
      switch measure {
      case .coverage: "a share from 0 to 100, such as 90 or \"90%\""
      case .scenarios, .findings: "a whole number from 0 up"
      default: "a whole number from 0 up, or a share such as \"2%\""
      }
    context.findings.report(
      .outOfRange(measure.rawValue, wanted: wanted, found: written.phrase), at: written.site)
    return nil
  }
}
