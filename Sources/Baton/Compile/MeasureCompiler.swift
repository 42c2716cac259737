import BatonModel

/// Turns `measure` into its compiled form.
struct MeasureCompiler {
  let context: CompileContext
  let agreements: AgreementNames

  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }

  /// - Returns: nil after a report.
  func measure(_ declaration: Declaration) -> Measure? {
    context.allowance.renew()
    let table = TableReader(declaration, context.findings)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table)
    let quantity = table.require("of") ? table.value("of").flatMap { self.quantity($0) } : nil
    let aggregation = quantity.flatMap { self.aggregation(table, $0) }
    let agreement = table.value("agreement").flatMap {
      agreements.name($0, of: "agreement", context.findings)
    }
    let dimensions = quantity.map { self.dimensions(table, $0) }
    if quantity == .known(.availability) { rejectDating(table) }
    let dating = table.choice("dated", of: Measure.Dating.self) ?? .opened
    let smallSample = table.wholeNumber("small_sample", 0...Int.max) ?? Measure.usualSmallSample
    guard let quantity, let aggregation, let dimensions else {
      table.finish()
      return nil
    }
    if agreement != nil, quantity != .known(.agreementMet), quantity != .known(.breaches),
      let value = table.value("agreement")
    {
      context.findings.report(
        .wrongType(
          "agreement", wanted: "a measure of \"agreement_met\" or \"breaches\"",
          found: "\"\(quantity.name)\""),
        at: value.site)
    }
    let plain = Measure(
      head: head, condition: condition, quantity: quantity, agreement: agreement,
      aggregation: aggregation, dimensions: dimensions, target: nil, dating: dating,
      smallSample: smallSample)
    let target = self.target(table, of: plain)
    table.finish()
    return Measure(
      head: head, condition: condition, quantity: quantity, agreement: agreement,
      aggregation: aggregation, dimensions: dimensions, target: target, dating: dating,
      smallSample: smallSample)
  }

  // MARK: What is measured

  private func quantity(_ written: Written) -> Quantity? {
    guard let name = written.text else {
      context.findings.report(
        .wrongType(
          "of", wanted: "what is measured, such as \"time_to_restore\"",
          found: written.phrase),
        at: written.site)
      return nil
    }
    if let known = Quantity.Known(rawValue: name) { return .known(known) }
    let measured = context.fields.requestFields.filter { Self.isMeasured($0.type) }
    if let field = measured.first(where: { $0.name == name }) {
      return .field(name: name, isYesNo: field.type == .yesNo)
    }
    if let field = context.fields[.request, name] {
      context.findings.report(
        .wrongType(
          "of", wanted: "a number, or yes or no", found: "\"\(name)\", \(field.type.phrase)"),
        at: written.site)
      return nil
    }
    let known = Quantity.Known.allCases.map(\.rawValue)
    context.findings.report(
      .notOneOf(
        "of", found: written.phrase, allowed: known + ["a number field of the request"],
        nearest: NearestName.to(name, among: known + measured.map(\.name))),
      at: written.site)
    return nil
  }

  static func isMeasured(_ type: FieldType) -> Bool {
    switch type {
    case .number, .wholeNumber, .yesNo: true
    default: false
    }
  }

  /// What is down is down whatever day its case is counted on.
  private func rejectDating(_ table: TableReader) {
    guard let value = table.value("dated") else { return }
    context.findings.report(
      .wrongType(
        "dated", wanted: "a measure of cases, not of time such as \"availability\"",
        found: value.phrase),
      at: value.site)
  }

  // MARK: How it is summed up

  private static let plain: [String: Measure.Aggregation] = [
    "count": .count, "share": .share, "sum": .sum, "mean": .mean, "minimum": .minimum,
    "maximum": .maximum, "median": .median, "rate": .rate,
  ]
  private static let names = [
    "count", "share", "sum", "mean", "minimum", "maximum", "median", "rate", "percentile",
  ]

  private func aggregation(_ table: TableReader, _ quantity: Quantity) -> Measure.Aggregation? {
    guard let written = table.value("as") else {
      if quantity == .known(.availability) { return .share }
      return switch quantity.unit {
      case .one: .count
      case .yesNo: .share
      case .duration, .share, .number: .median
      }
    }
    guard let said = aggregation(written) else { return nil }
    if quantity == .known(.availability) {
      if said == .share { return said }
      context.findings.report(
        .wrongType(
          "as", wanted: "\"share\", or nothing, for \"availability\"", found: written.phrase),
        at: written.site)
      return nil
    }
    if Self.takes(said, quantity.unit) { return said }
    let fitting = Self.names.filter {
      Self.takes(Self.plain[$0] ?? .percentile(50), quantity.unit)
    }
    context.findings.report(
      .wrongType(
        "as", wanted: Self.list(fitting) + " for \"\(quantity.name)\"", found: written.phrase),
      at: written.site)
    return nil
  }

  private static func takes(_ aggregation: Measure.Aggregation, _ unit: Quantity.Unit) -> Bool {
    switch unit {
    case .one: aggregation == .count || aggregation == .rate
    case .yesNo: aggregation == .count || aggregation == .share || aggregation == .rate
    case .share: aggregation != .share && aggregation != .sum && aggregation != .rate
    case .duration, .number: aggregation != .share
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { $0 == "percentile" ? "percentile(90)" : "\"\($0)\"" }.joined(separator: ", ")
  }

  private func aggregation(_ written: Written) -> Measure.Aggregation? {
    if let name = written.text, let plain = Self.plain[name] { return plain }
    if let word = context.word(of: written), word.name == "percentile" {
      let arguments = written.arguments(in: context.sources)
      guard arguments.count == 1 else {
        context.findings.report(
          .matcherArguments(word.name, example: word.example), at: written.site)
        return nil
      }
      if let number = arguments[0].number, number > 0, number <= 100 {
        return .percentile(number)
      }
      context.findings.report(
        .outOfRange(
          word.name, wanted: "a number above 0 and at most 100", found: arguments[0].phrase),
        at: arguments[0].site)
      return nil
    }
    let nearest = written.text.flatMap { NearestName.to($0, among: Self.names) }
    context.findings.report(
      .notOneOf("as", found: written.phrase, allowed: Self.names, nearest: nearest),
      at: written.site)
    return nil
  }

  // MARK: By what it is told apart

  private static let dimensions: [Measure.Dimension] = [
    .provider, .group, .party, .month, .week, .day,
  ]

  func dimensions(_ table: TableReader, _ quantity: Quantity) -> [Measure.Dimension] {
    let known = Self.dimensions.map(\.name) + context.fields.names(of: .request)
    return context.listed(table, "per") { written in
      guard let name = written.text else {
        context.findings.report(
          .wrongType(
            "per", wanted: "a list of \"provider\", \"month\" and fields",
            found: written.phrase),
          at: written.site)
        return nil
      }
      if let dimension = Self.dimensions.first(where: { $0.name == name }) {
        if dimension == .party, !quantity.isOfSpans {
          context.findings.report(
            .wrongType(
              "per", wanted: "\"provider\" for what a case has as a whole", found: "\"party\""),
            at: written.site)
          return nil
        }
        // Who has a case is not who runs what it is about.
        if quantity == .known(.availability), dimension == .provider || dimension == .group {
          context.findings.report(
            .wrongType(
              "per", wanted: "\"service\" for whose availability it is", found: written.phrase),
            at: written.site)
          return nil
        }
        return dimension
      }
      if context.fields[.request, name] != nil, name != FieldTable.event { return .field(name) }
      context.findings.report(
        .notOneOf(
          "per", found: written.phrase,
          allowed: Self.dimensions.map(\.name) + ["a field of the request"],
          nearest: NearestName.to(name, among: known)),
        at: written.site)
      return nil
    }
  }

  // MARK: What is wanted

  private func target(_ table: TableReader, of measure: Measure) -> Measure.Target? {
    var found: Measure.Target?
    for key in ["target", "at_most", "at_least"] {
      guard let written = table.value(key) else { continue }
      guard let value = value(written, of: key, measure) else { continue }
      if found != nil {
        context.findings.report(
          .wrongType(
            key, wanted: "one target: \"target\", \"at_most\" or \"at_least\"",
            found: "a second one"),
          at: written.site)
        continue
      }
      let isAtLeast =
        switch key {
        case "at_least": true
        case "at_most": false
        default: measure.quantity.isBetterHigh
        }
      found = Measure.Target(value: value, isAtLeast: isAtLeast)
    }
    return found
  }

  private func value(_ written: Written, of key: String, _ measure: Measure) -> Double? {
    self.value(written, of: key, measure.unit)
  }

  /// A value of a unit; nil after a report.
  func value(_ written: Written, of key: String, _ unit: Quantity.Unit) -> Double? {
    switch unit {
    case .duration:
      return DurationReader(context: context).elapsed(written, of: key, allowsZero: true)
        .map { Double($0) }
    case .share: return share(written, of: key)
    case .number, .one, .yesNo:
      if let number = written.number, number.isFinite { return number }
      context.findings.report(
        .wrongType(key, wanted: "a number", found: written.phrase), at: written.site)
      return nil
    }
  }

  /// A share such as "95%", as a part of 1; nil after a report.
  func share(_ written: Written, of key: String) -> Double? {
    if let text = written.text, let percent = ThresholdReader.percent(text),
      (0...100).contains(percent)
    {
      return Share(percent: text)?.part ?? percent / 100
    }
    context.findings.report(
      .outOfRange(key, wanted: "a share from \"0%\" to \"100%\"", found: written.phrase),
      at: written.site)
    return nil
  }
}
