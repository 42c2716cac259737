import Baton
import BatonModel

/// What changed with the rules: times, handovers, rework, promises and the measures of the rule base,
/// before beside after, and whether a difference is more than chance gives.
///
/// O(cases) for each row, and their order.
struct BeforeAndAfter {
  /// Less often than that chance alone makes any figure of a table stand out.
  static let rare = 0.01
  /// So much more of the cases open is more than a few.
  private static let notableShare = 0.05
  /// A measure that tells more groups apart is one row.
  static let mostGroups = 12

  private let comparison: ReportComparison
  private let sides: ComparedSides
  private let zone: Zone
  /// Whether so many more cases are open after than before that what comes with time is missing.
  private let isTooEarly: Bool
  /// Of the report, for what is told of a row.
  private let engine: Engine

  init(_ comparison: ReportComparison, _ sides: ComparedSides) {
    self.comparison = comparison
    self.sides = sides
    engine = sides.after.makers.engine
    zone = engine.zone
    isTooEarly = sides.twins == nil && Self.isTooEarly(sides)
  }

  private static func isTooEarly(_ sides: ComparedSides) -> Bool {
    let (old, new) = (sides.before.cases.count, sides.after.cases.count)
    let (before, after) = (sides.before.open, sides.after.open)
    guard let chance = Chance.ofShares(before: (before, old), after: (after, new)) else {
      return false
    }
    return chance < rare
      && Double(after) / Double(new) - Double(before) / Double(old) >= notableShare
  }

  var table: ReportTable {
    var table = ReportTable(
      "before_and_after", "before and after",
      [
        .init("what", .text), .init("before", .any, titles.before),
        .init("after", .any, titles.after), .init("change", .text),
        .init("cases_before", .count, "cases before"),
        .init("cases_after", .count, "cases after"),
        .init("small", .yesNo, "small sample"), .init("chance", .share, "by chance"),
        .init("difference", .text),
      ])
    let (before, after) = (sides.before.cases, sides.after.cases)
    table.rows.append(
      ReportTable.Row(
        [
          .text("cases"), .count(before.count), .count(after.count),
          ReportTable.Cell(ReportChange.change(.count(before.count), .count(after.count))),
          .count(before.count), .count(after.count),
        ] + Array(repeating: .none, count: 3), cases: after, before: sides.shown(before)))
    table.rows += usual.compactMap(\.self)
    for place in engine.measures.indices { table.rows += rows(ofMeasure: place) }
    table.rows = judgedTogether(table.rows)
    table.notes = notes(table)
    return table
  }

  private var titles: (before: String, after: String) {
    switch comparison {
    case .opened(let name, _): ("before \(name)", "from \(name) on")
    case .rules: ("old rules", "new rules")
    }
  }

  /// The more figures there are, the sooner one of them stands out by chance: those that would not among so
  /// many are told so.
  private func judgedTogether(_ rows: [ReportTable.Row]) -> [ReportTable.Row] {
    let judged = rows.indices.filter { Self.chance(rows[$0]) != nil }
    let stands = Chance.standsOut(judged.map { Self.chance(rows[$0]) ?? 1 }, level: Self.rare)
    var rows = rows
    for (place, stands) in zip(judged, stands)
    where !stands && rows[place].cells[Self.difference] == .text(Self.isReal) {
      var cells = rows[place].cells
      cells[Self.difference] = .text("could be chance, of so many figures")
      rows[place] = ReportTable.Row(
        cells, cases: rows[place].cases, before: rows[place].before)
    }
    return rows
  }

  /// The columns of a row that say how likely chance is, and what follows.
  private static let (byChance, difference) = (7, 8)

  private static func chance(_ row: ReportTable.Row) -> Double? {
    if case .share(let chance) = row.cells[byChance] { chance } else { nil }
  }

  // MARK: Rows

  private var usual: [ReportTable.Row?] {
    [
      doneByTheEnd
    ] + times("from opening to closing", .leadTime) + times("time to restore", .timeToRestore) + [
      row("handovers for each case", .handoffs, .mean),
      row("returns for each case", .bounces, .mean),
      row("came back after they were done", .reopened, .share),
      row("solved by the first who had it", .firstContact, .share),
      row("waiting, for each case", .waitingTime, .mean),
      row("handing over, for each case", .handoffTime, .mean),
      row("work as a part of all time", .flowEfficiency, .mean),
      promises,
      row("deviations for each case", .violations, .mean),
      row("complaints", .complaints, .share),
    ]
  }

  /// How far it has come. Cases of the side after have had less time for it: that is no finding.
  private var doneByTheEnd: ReportTable.Row? {
    func isClosed(_ values: CaseValues, _ index: Int) -> Double? {
      values.measured.cases[index].ending == .closed ? 1 : 0
    }
    let (before, after) = (
      ComparedValues(of: sides.before, isClosed), ComparedValues(of: sides.after, isClosed)
    )
    func part(_ values: ComparedValues) -> ReportTable.Cell {
      .part(values.values.count { $0 > 0 }, of: values.values.count)
    }
    return row(
      "done by the end", part(before), part(after), before, after, chance: nil,
      small: Measure.usualSmallSample)
  }

  /// Open cases count as well, with what they have so far.
  private func times(_ what: String, _ known: Quantity.Known) -> [ReportTable.Row?] {
    let (before, after) = (times(known, of: sides.before), times(known, of: sides.after))
    let (old, new) = (ComparedValues(before), ComparedValues(after))
    let chance =
      sides.twins.map {
        ComparedValues.chance(ComparedValues(done: before), ComparedValues(done: after), of: $0)
      } ?? TimesUntil.chance(before, after)
    return [("median", 50.0), ("90 %", 90)].map { name, percent in
      func cell(_ times: TimesUntil) -> ReportTable.Cell {
        MeasureTable.cell(times.percentile(percent), of: .duration)
      }
      return row(
        "\(what), \(name)", cell(before), cell(after), old, new, chance: chance,
        small: Measure.usualSmallSample,
        open: before.hasOpen || after.hasOpen ? .counted : .none)
    }
  }

  private func times(_ known: Quantity.Known, of side: ComparedSides.Side) -> TimesUntil {
    var times = TimesUntil()
    for index in side.cases {
      let one = side.makers.one(index)
      let value = side.makers.values.value(of: .known(known), agreement: nil, Int(index))
      if let value {
        times.add(index, value, isDone: true)
      } else if one.ending == .open, one.hasTime {
        times.add(index, Double(one.length), isDone: false)
      }
    }
    return times
  }

  private func row(
    _ what: String, _ known: Quantity.Known, _ aggregation: Measure.Aggregation
  ) -> ReportTable.Row? {
    let quantity = Quantity.known(known)
    return row(what, unit: quantity.unit, aggregation) { values, index in
      values.value(of: quantity, agreement: nil, index)
    }
  }

  private func row(
    _ what: String, unit: Quantity.Unit, _ aggregation: Measure.Aggregation,
    _ value: (CaseValues, Int) -> Double?
  ) -> ReportTable.Row? {
    let (before, after) = (
      ComparedValues(of: sides.before, value), ComparedValues(of: sides.after, value)
    )
    func cell(_ values: ComparedValues, _ days: Double) -> ReportTable.Cell {
      MeasureTable.cell(
        Sample.value(of: values.values, as: aggregation, unit, days: days),
        of: unit == .yesNo ? .share : unit)
    }
    return row(
      what, cell(before, sides.before.days), cell(after, sides.after.days), before, after,
      chance: ComparedValues.chance(
        before, after, as: aggregation, isYesNo: unit == .yesNo, of: sides.twins),
      small: Measure.usualSmallSample)
  }

  /// Promises of all cases together; whether they differ is asked case by case, for what was promised
  /// about one case is kept or broken together.
  private var promises: ReportTable.Row? {
    func part(_ side: ComparedSides.Side) -> ReportTable.Cell {
      var (kept, all) = (0, 0)
      for index in side.cases {
        guard let found = side.makers.values.promises(nil, side.makers.one(index)) else { continue }
        kept += found.kept
        all += found.kept + found.notKept
      }
      return .part(kept, of: all)
    }
    func ofCases(_ side: ComparedSides.Side) -> ComparedValues {
      ComparedValues(of: side) { values, index in
        values.promises(nil, values.measured.cases[index]).map {
          Double($0.kept) / Double($0.kept + $0.notKept)
        }
      }
    }
    let (before, after) = (ofCases(sides.before), ofCases(sides.after))
    return row(
      "promises kept", part(sides.before), part(sides.after), before, after,
      chance: ComparedValues.chance(before, after, as: .mean, isYesNo: false, of: sides.twins),
      small: Measure.usualSmallSample)
  }

  /// Months, weeks and days are left out: before and after are what tells times apart here.
  private func rows(ofMeasure place: Int) -> [ReportTable.Row] {
    let measure = engine.measures[place]
    if measure.quantity == .known(.availability) { return availability(ofMeasure: place) }
    var dimensions = measure.dimensions.filter { !$0.isPeriod }
    var (before, after) = (
      groups(place, dimensions, sides.before), groups(place, dimensions, sides.after)
    )
    if Set(before.keys).union(after.keys).count > Self.mostGroups {
      dimensions = []
      (before, after) = (groups(place, [], sides.before), groups(place, [], sides.after))
    }
    let keys = Set(before.keys).union(after.keys).sorted { KeyOrder.precedes($0, $1) }
    return keys.compactMap { key in
      let names = zip(key, dimensions).map { $0 ?? "no \($1.name)" }.joined(separator: ", ")
      let (old, new) = (before[key] ?? ComparedValues(), after[key] ?? ComparedValues())
      func cell(_ values: ComparedValues, _ days: Double) -> ReportTable.Cell {
        MeasureTable.cell(
          Sample.value(
            of: values.values, as: measure.aggregation, measure.quantity.unit, days: days),
          of: measure.unit)
      }
      return row(
        measure.name + (names.isEmpty ? "" : ": \(names)"), cell(old, sides.before.days),
        cell(new, sides.after.days), old, new,
        chance: ComparedValues.chance(
          old, new, as: measure.aggregation, isYesNo: measure.quantity.unit == .yesNo,
          of: sides.twins),
        small: measure.smallSample)
    }
  }

  /// Of the time before and after: what was down across the border counts in both.
  private func availability(ofMeasure place: Int) -> [ReportTable.Row] {
    let measure = engine.measures[place]
    var dimensions = measure.dimensions.filter { !$0.isPeriod }
    func groups(_ side: ComparedSides.Side, _ window: Range<Int64>?) -> [[String?]: Availability
      .Group]
    {
      let found = Availability(side.makers).found(place, by: dimensions, within: window)
      return Dictionary(found.groups.map { ($0.keys, $0) }) { first, _ in first }
    }
    let (old, new) = (sides.before, sides.after)
    var (before, after) = (
      groups(old, window(old, isAfter: false)), groups(new, window(new, isAfter: true))
    )
    if Set(before.keys).union(after.keys).count > Self.mostGroups {
      dimensions = []
      (before, after) = (
        groups(old, window(old, isAfter: false)), groups(new, window(new, isAfter: true))
      )
    }
    return Set(before.keys).union(after.keys).sorted { KeyOrder.precedes($0, $1) }.compactMap {
      key in
      let names = zip(key, dimensions).map { $0 ?? "no \($1.name)" }.joined(separator: ", ")
      func cell(_ group: Availability.Group?) -> ReportTable.Cell {
        MeasureTable.cell(group?.share, of: measure)
      }
      func cases(_ group: Availability.Group?) -> ComparedValues {
        ComparedValues(cases: group?.cases ?? [], values: [])
      }
      return row(
        measure.name + (names.isEmpty ? "" : ": \(names)"), cell(before[key]), cell(after[key]),
        cases(before[key]), cases(after[key]), chance: nil, small: 0)
    }
  }

  /// The time of one side.
  private func window(_ side: ComparedSides.Side, isAfter: Bool) -> Range<Int64>? {
    guard let all = Availability.window(side.makers) else { return nil }
    guard case .opened(_, let instant) = comparison else { return all }
    let border = min(max(instant.milliseconds, all.lowerBound), all.upperBound)
    return isAfter ? border..<all.upperBound : all.lowerBound..<border
  }

  private func groups(
    _ place: Int, _ dimensions: [Measure.Dimension], _ side: ComparedSides.Side
  ) -> [[String?]: ComparedValues] {
    let makers = side.makers
    let maker = FigureMaker(makers, counting: side.counts)
    var found: [[String?]: ComparedValues] = [:]
    for group in maker.groups(of: engine.measures[place], at: place, by: dimensions) {
      found[group.keys] = ComparedValues(cases: group.cases, values: group.values)
    }
    return found
  }

  // MARK: One row

  /// - Parameters:
  ///   - chance: nil where chance says nothing of it.
  ///   - open: what became of open cases.
  private func row(
    _ what: String, _ old: ReportTable.Cell, _ new: ReportTable.Cell, _ before: ComparedValues,
    _ after: ComparedValues, chance: Double?, small: Int, open: OpenCases = .leftOut
  ) -> ReportTable.Row? {
    if before.cases.isEmpty, after.cases.isEmpty { return nil }
    let isSmall = min(before.cases.count, after.cases.count) < small
    let judged: String? = chance.flatMap { chance in
      if old == new { return old == .none ? nil : "none" }
      if isTooEarly, open == .leftOut { return "too many are still open to tell" }
      // Of few cases the bell curve of open ones says too much.
      if chance < Self.rare, !(isSmall && open == .counted) { return Self.isReal }
      return isSmall ? "too few cases to tell" : "could be chance"
    }
    return ReportTable.Row(
      [
        .text(what), old, new, ReportTable.Cell(ReportChange.change(old, new)),
        .count(before.cases.count), .count(after.cases.count), .yesNo(isSmall),
        // What is too rare for a number is rare, and not impossible.
        chance.map { .share(max($0, .leastNormalMagnitude)) } ?? .none,
        ReportTable.Cell(judged),
      ], cases: after.cases, before: sides.shown(before.cases))
  }

  private enum OpenCases {
    /// Those that have no value are left out, and others have what they have so far.
    case leftOut
    /// They are counted for what they are.
    case counted
    /// They would be, and there are none.
    case none
  }

  static let isReal = "more than chance"

  // MARK: What is to be known

  private func notes(_ table: ReportTable) -> [String] {
    var notes: [String] = []
    let judged = table.rows.count { Self.chance($0) != nil }
    switch comparison {
    case .opened(_, let instant):
      if engine.measures.contains(where: { $0.quantity == .known(.availability) }) {
        notes.append("availability is of the time before and after, whenever its outages began")
      }
      notes.append(
        "before: cases opened before \(ReportCell.instant(instant.milliseconds, in: zone)); after: "
          + "those opened from then on, whatever else was changed that day")
      if sides.before.cases.isEmpty || sides.after.cases.isEmpty {
        notes.append("there is nothing to compare: all cases were opened on one side of it")
      }
      notes.append(
        "by chance: if the same cases had been dealt out at random to before and after, so often they "
          + "would differ at least as much")
      notes += openNote
    case .rules(let measured, let identity):
      let now = engine.identity
      notes.append(
        "before: under \(identity.name) (\(identity.hash.prefix(8))); after: under \(now.name) "
          + "(\(now.hash.prefix(8))); the same history, and the measures of the new rules for both")
      notes.append(
        "by chance: of the cases that differ so many went the same way as coins would at least so "
          + "often")
      if measured.ledger.errors > 0 {
        notes.append("\(Plural.of(measured.ledger.errors, "error")) of rules under the old rules")
      }
    }
    if judged > 0 {
      notes.append(
        "\(Plural.of(judged, "figure")) \(judged == 1 ? "is" : "are") judged together: in less than 1 of "
          + "100 reports chance alone makes any of them more than chance")
    }
    return notes
  }

  private var openNote: [String] {
    let (old, new) = (sides.before.open, sides.after.open)
    if old + new == 0 { return [] }
    func part(_ side: ComparedSides.Side) -> String {
      ReportCell.text(.part(side.open, of: side.cases.count), in: zone)
    }
    var note =
      "open are \(part(sides.before)) of the cases before and \(part(sides.after)) of those after: times "
      + "from opening to closing and to restoring take them for what they are, longer than they have "
      + "lasted"
    if isTooEarly { note += "; of all else it is too early to say whether it differs" }
    return [note]
  }
}
