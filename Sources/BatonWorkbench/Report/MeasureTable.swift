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
          Self.cell(figure.value, of: measure), Self.cell(measure.target?.value, of: measure),
          figure.isMet.map { .yesNo($0) } ?? .none, .count(figure.sample), .count(figure.missing),
          .yesNo(isSmall), .text("\(measure.about.place)"),
        ], cases: figure.cases)
    }
    table.notes = availabilityNotes
    return table
  }

  /// Of which time availability is, and what of that time the history does not tell.
  private var availabilityNotes: [String] {
    let measures = makers.engine.measures
    guard measures.contains(where: { $0.quantity == .known(.availability) }),
      let window = Availability.window(makers)
    else { return [] }
    func instant(_ milliseconds: Int64) -> String {
      ReportCell.instant(milliseconds, in: makers.engine.zone)
    }
    var notes = [
      "availability is of the time from \(instant(window.lowerBound)) to "
        + "\(instant(window.upperBound)), with what was down already when it began"
    ]
    if let known = Availability.history(makers.measured),
      window.lowerBound < known.lowerBound || window.upperBound > known.upperBound
    {
      notes.append(
        "the history tells of \(instant(known.lowerBound)) to \(instant(known.upperBound)) only: "
          + "outside it availability takes what was open as down, and all else as there")
    }
    let isShort = measures.indices.contains { place in
      measures[place].quantity == .known(.availability)
        && Availability(makers).leavesQuietOut(place)
    }
    if isShort {
      notes.append(
        "of availability there would be more than \(Availability.mostGroups) figures: where nothing was "
          + "down, and then behind the first of them, they are left out")
    }
    return notes
  }

  /// "acme, 2026-05"; nil for a figure of all cases.
  static func keys(_ figure: Figure, _ measure: Measure) -> String? {
    if figure.keys.isEmpty { return nil }
    return zip(figure.keys, measure.dimensions).map { key, dimension in
      key ?? "no \(dimension.name)"
    }.joined(separator: ", ")
  }

  /// Of availability what is missing matters, and not what is there.
  static func cell(_ value: Double?, of measure: Measure) -> ReportTable.Cell {
    if measure.quantity == .known(.availability) {
      return value.map { .fineShare($0) } ?? .none
    }
    return cell(value, of: measure.unit)
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
