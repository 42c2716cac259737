import BatonModel

/// What the simulation of queues says, as tables: beside what was measured, as declared, and with what
/// somebody thinks about.
struct QueueTables {
  private let queues: QueueForecast
  private let units: [String: UnitWorkload]
  private let history: ForecastHistory
  private let isAsked: (String) -> Bool

  init(
    _ queues: QueueForecast, _ workload: Workload, _ history: ForecastHistory,
    isAsked: @escaping (String) -> Bool
  ) {
    self.queues = queues
    units = Dictionary(workload.units.map { ($0.name, $0) }) { first, _ in first }
    self.history = history
    self.isAsked = isAsked
  }

  var tables: [ReportTable] { [waits, times, differences] }

  /// A number of each run: the mean and bounds of those runs that have one.
  private static func expected(
    _ summaries: [QueueSummary], _ value: (QueueSummary) -> Double?
  ) -> Expected? {
    Expected(summaries.compactMap(value))
  }

  private static func durations(_ expected: Expected?) -> [ReportTable.Cell] {
    guard let expected else { return [.none, .none, .none] }
    return [expected.mean, expected.low, expected.high].map(duration)
  }

  /// What never happens is told as that: it is no small number.
  private static func duration(_ milliseconds: Double) -> ReportTable.Cell {
    if milliseconds.isFinite { return WorkloadTables.duration(milliseconds) }
    return .text(milliseconds > 0 ? "never" : "no longer never")
  }

  /// What the bounds of runs are.
  private var ofRuns: String {
    let weeks = Plural.of(queues.grid.weeks, "week")
    if queues.runs < Expected.enough {
      return
        "from and to are the least and the most of \(Plural.of(queues.runs, "run")) of \(weeks)"
    }
    return "between from and to lie four of five runs of \(weeks) each: single weeks differ more"
  }

  private static func shares(_ expected: Expected?) -> [ReportTable.Cell] {
    guard let expected else { return [.none, .none, .none] }
    return [expected.mean, expected.low, expected.high].map { .share($0) }
  }

  // MARK: How long work waits

  /// Stations whose queue is simulated in one course at least, in the order of the workload.
  private var names: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    for course in queues.courses {
      for (number, station) in course.variant.model.stations.enumerated()
      where station.capacity != nil || course.variant.touched.contains(number) {
        if seen.insert(station.name).inserted { names.append(station.name) }
      }
    }
    // Who takes over from a group that is asked for is asked for as well.
    let heirs = queues.courses.last.map { course in
      Set(names.filter(isAsked).map { course.variant.heir(of: $0) })
    }
    return names.filter { isAsked($0) || heirs?.contains($0) ?? false }
  }

  private static let measured = "as it was"

  private var waits: ReportTable {
    var table = ReportTable(
      "queues", "how long work waits until somebody begins",
      [
        .init("group", .text), .init("course", .text), .init("capacity", .count),
        .init("visits", .number, "cases a week"), .init("wait", .any, "median"),
        .init("wait_low", .any, "from"), .init("wait_high", .any, "to"),
        .init("wait_p90", .any, "90 %"), .init("wait_p90_low", .any, "from"),
        .init("wait_p90_high", .any, "to"), .init("busy", .share),
        .init("busy_low", .share, "from"), .init("busy_high", .share, "to"),
        .init("most", .number, "most waiting"), .init("growth", .number, "queue grows by"),
      ])
    for name in names {
      if let unit = units[name] {
        table.add(
          [
            .text(name), .text(Self.measured), .none, .number(unit.visitsOfWeek.mean),
            WorkloadTables.rank(50, of: unit.waits), .none, .none,
            WorkloadTables.rank(90, of: unit.waits),
          ] + Array(repeating: .none, count: 7))
      }
      for course in queues.courses { add(course, name, to: &table) }
    }
    table.notes = [
      ofRuns,
      "in the group's hours; busy: what part of its places is taken while it is open; a group without a "
        + "capacity lets cases wait as long as they did",
      "\"as declared\" far from \"as it was\" means that its people work on more or on fewer at once "
        + "than its capacity says, or in other hours: mend that before you trust a change",
    ]
    return table
  }

  private func add(_ course: QueueForecast.Course, _ name: String, to table: inout ReportTable) {
    guard let number = course.variant.station(named: name) else { return }
    let station = course.variant.model.stations[number]
    let summaries = course.summaries.map { $0.stations[number] }
    let hasQueue = station.capacity != nil
    func mean(_ value: (QueueSummary.Station) -> Double) -> ReportTable.Cell {
      Expected(summaries.map(value)).map { .number($0.mean) } ?? .none
    }
    table.add(
      [
        .text(name), .text(course.variant.name), station.capacity.map { .count($0) } ?? .none,
        mean(\.visits),
      ] + Self.durations(Expected(summaries.compactMap(\.medianWait)))
        + Self.durations(Expected(summaries.compactMap(\.longWait)))
        + Self.shares(Expected(summaries.compactMap(\.busy)))
        + [hasQueue ? mean(\.most) : .none, hasQueue ? mean(\.growth) : .none])
  }

  // MARK: How long cases take

  private var times: ReportTable {
    var table = ReportTable(
      "times", "how long cases take, from the opening to the end of the work",
      [
        .init("course", .text), .init("median", .any), .init("median_low", .any, "from"),
        .init("median_high", .any, "to"), .init("p90", .any, "90 %"),
        .init("p90_low", .any, "from"), .init("p90_high", .any, "to"),
        .init("unfinished", .number, "never done"),
      ])
    let grid = history.grid
    var lengths: [Double] = []
    for (position, index) in history.visits.cases.enumerated() {
      let opened = history.measured.cases[Int(index)].opened
      let end = history.visits.ends[position]
      if end != MeasuredCase.never, opened >= grid.from, opened < grid.until {
        lengths.append(Double(end - opened))
      }
    }
    lengths.sort()
    table.add([
      .text(Self.measured), WorkloadTables.rank(50, of: lengths), .none, .none,
      WorkloadTables.rank(90, of: lengths), .none, .none, .none,
    ])
    for course in queues.courses {
      table.add(
        [.text(course.variant.name)]
          + Self.durations(Self.expected(course.summaries, \.medianTime))
          + Self.durations(Self.expected(course.summaries, \.longTime))
          + [Self.expected(course.summaries, \.unfinished).map { .number($0.mean) } ?? .none])
    }
    table.notes = ["of all groups; " + ofRuns]
    return table
  }

  // MARK: What a change changes

  /// How much changes at a group, in milliseconds: the largest comes first.
  private static func size(_ rows: [ReportTable.Row]) -> Int64 {
    rows.map { row in
      if case .duration(let change) = row.cells[1] { abs(change) } else { 0 }
    }.max() ?? 0
  }

  private var differences: ReportTable {
    var table = ReportTable(
      "differences", "what the change changes",
      [
        .init("what", .text), .init("change", .any), .init("low", .any, "from"),
        .init("high", .any, "to"), .init("runs", .count), .init("less", .count, "less in"),
      ])
    guard queues.courses.count == 2 else { return table }
    let (before, after) = (queues.courses[0], queues.courses[1])
    add("time of a case, median", before, after, { $0.medianTime }, { $0.medianTime }, to: &table)
    add("time of a case, 90 %", before, after, { $0.longTime }, { $0.longTime }, to: &table)
    let undone = zip(before.summaries, after.summaries).map { $1.unfinished - $0.unfinished }
    if undone.contains(where: { $0 != 0 }), let expected = Expected(undone) {
      table.add([
        .text("cases never done"), .number(expected.mean), .number(expected.low),
        .number(expected.high), .count(expected.count), .count(undone.count { $0 < 0 }),
      ])
    }
    var parts: [[ReportTable.Row]] = []
    for name in names {
      var part = ReportTable(table.name, table.title, table.columns)
      let heir = after.variant.heir(of: name)
      guard let old = before.variant.station(named: name),
        let new = after.variant.station(named: heir)
      else { continue }
      let who = heir == name ? name : "\(name), then \(heir),"
      add(
        "\(who) waits, median", before, after, { $0.stations[old].medianWait },
        { $0.stations[new].medianWait }, to: &part)
      add(
        "\(who) waits, 90 %", before, after, { $0.stations[old].longWait },
        { $0.stations[new].longWait }, to: &part)
      parts.append(part.rows)
    }
    // `sort` is stable: groups for which nothing changes stay in their order.
    parts.sort { Self.size($0) > Self.size($1) }
    table.rows += parts.joined()
    table.notes = ["of the same weeks with and without it, run by run", ofRuns]
    return table
  }

  private func add(
    _ what: String, _ before: QueueForecast.Course, _ after: QueueForecast.Course,
    _ old: (QueueSummary) -> Double?, _ new: (QueueSummary) -> Double?, to table: inout ReportTable
  ) {
    let changes = zip(before.summaries, after.summaries).compactMap { before, after in
      if let one = old(before), let other = new(after) { other - one } else { nil }
    }.filter { !$0.isNaN }
    guard let expected = Expected(changes) else { return }
    table.add(
      [.text(what)] + Self.durations(expected)
        + [.count(expected.count), .count(changes.count { $0 < 0 })])
  }

  // MARK: Hours after a change

  var workAfter: ReportTable {
    var table = ReportTable(
      "work_after", "how many are worked on at once after the change, by the hour",
      WorkloadTables.weekColumns)
    guard queues.courses.count == 2, let course = queues.courses.last else { return table }
    let names = Set(names)
    for number in course.variant.touched.sorted() {
      let station = course.variant.model.stations[number]
      guard names.contains(station.name), let work = course.work[number] else { continue }
      for clock in 0..<24 {
        let numbers = (0..<7).map { work[$0 * 24 + clock] }
        guard numbers.contains(where: { $0 > 0 }) else { continue }
        table.add(
          [.text(station.name), .text(WeekGrid.clock(clock))]
            + numbers.map { .number($0) })
      }
    }
    table.notes = ["the mean of the runs"]
    return table
  }
}
