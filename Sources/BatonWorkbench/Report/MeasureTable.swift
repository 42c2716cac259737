import Baton

/// The figures of the rule base's measures as a table.
struct MeasureTable {
  private let makers: ReportMakers
  private let figures: [Figure]

  init(_ makers: ReportMakers, _ figures: [Figure]) {
    self.makers = makers
    self.figures = figures
  }

  var table: ReportTable {
    var table = ReportTable(
      "measures", "measures",
      [
        .init("measure", .text), .init("per", .text), .init("value", .any),
        .init("target", .any), .init("met", .yesNo), .init("cases", .count),
        .init("missing", .count, "no value"), .init("small", .yesNo, "small sample"),
        .init("at", .text, "rule"),
      ])
    let measures = makers.engine.measures
    for figure in figures {
      let measure = measures[figure.measure]
      let isSmall = figure.isSmall
      table.add(
        [
          .text(measure.name), ReportTable.Cell(Self.keys(figure, measure)),
          Self.cell(figure.value, of: measure.unit),
          Self.cell(measure.target?.value, of: measure.unit),
          figure.isMet.map { .yesNo($0) } ?? .none, .count(figure.sample), .count(figure.missing),
          .yesNo(isSmall), .text("\(measure.about.place)"),
        ], cases: figure.cases)
    }
    return table
  }

  /// "acme, 2026-05"; nil for a figure of all cases.
  static func keys(_ figure: Figure, _ measure: Measure) -> String? {
    if figure.keys.isEmpty { return nil }
    return zip(figure.keys, measure.dimensions).map { key, dimension in
      key ?? "no \(dimension.name)"
    }.joined(separator: ", ")
  }

  static func cell(_ value: Double?, of unit: Quantity.Unit) -> ReportTable.Cell {
    guard let value else { return .none }
    return switch unit {
    case .duration: .duration(Int64(nearest: value))
    case .share: .share(value)
    case .one: .count(Int(Int64(nearest: value)))
    case .number, .yesNo: .number(value)
    }
  }
}

/// What was found beside the processes, from a log that was checked or from cases that lived.
struct ConformanceTables {
  private let makers: ReportMakers
  private let report: ConformanceReport?
  private let totals: SimulationTotals?

  init(_ makers: ReportMakers, _ report: ConformanceReport?, _ totals: SimulationTotals?) {
    self.makers = makers
    self.report = report
    self.totals = totals
  }

  var table: ReportTable {
    var table = ReportTable(
      "conformance", "what was done otherwise than the processes say",
      [
        .init("process", .text), .init("rule", .text), .init("enforced", .yesNo),
        .init("cases", .count), .init("times", .count), .init("excused", .count),
      ])
    // Both were counted in the whole log.
    if makers.scope.period != nil || makers.scope.provider != nil { return byCase(table) }
    for process in report?.processes ?? [] {
      for rule in process.constraints.map(\.rule) + process.rules
      where rule.deviations + rule.waived + rule.adapted > 0 {
        table.add([
          .text(process.name), .text(rule.isNamed ? rule.name : rule.sentence),
          .yesNo(rule.isEnforced),
          .count(rule.violatedCases), .count(rule.deviations), .count(rule.waived + rule.adapted),
        ])
      }
    }
    for one in totals?.deviations ?? [] {
      table.add([
        .none, .text(one.rule), .yesNo(one.count.violations > 0), .none, .count(one.count.all),
        .none,
      ])
    }
    return table
  }

  /// Of some of the cases: how many have a violation, rule by rule it is not known.
  private func byCase(_ empty: ReportTable) -> ReportTable {
    var table = empty
    let cases = makers.counted.filter { makers.one($0).violations > 0 }
    guard !cases.isEmpty else { return table }
    let times = cases.reduce(0) { $0 + Int(makers.one($1).violations) }
    table.add(
      [
        .none, .text("all rules that are enforced"), .yesNo(true), .count(cases.count),
        .count(times), .none,
      ],
      cases: cases)
    return table
  }
}
