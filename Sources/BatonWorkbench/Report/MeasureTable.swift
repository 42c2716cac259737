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
