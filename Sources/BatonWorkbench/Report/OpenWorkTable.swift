import Baton
import BatonModel

/// How much each unit had open at once, and for how long more than its `wip_limit`.
///
/// A case is open at a unit from when it is offered or assigned to it until it goes elsewhere or is
/// resolved, whether the unit works on it or it waits: what waits is in progress, too. What was offered to
/// several before anybody took it waited for whoever did, as in a forecast.
struct OpenWorkTable {
  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  struct Stay {
    let index: Int32
    let from: Int64
    /// The first instant behind it.
    let until: Int64
  }

  /// What was open at a unit in a time, counted by walking through it once.
  struct Level {
    /// Milliseconds of open cases, all added up.
    var time: Int64 = 0
    var most = 0
    /// When there were so many for the first time.
    var mostAt: Int64 = 0
    /// Milliseconds with more than the limit.
    var over: Int64 = 0

    /// - Parameters:
    ///   - stays: in any order; only what of them lies in the window counts.
    ///   - limit: nil if there is none.
    /// - Complexity: O(n log n).
    init(_ stays: [Stay], in window: Range<Int64>, limit: Int?) {
      var steps: [(at: Int64, by: Int)] = []
      steps.reserveCapacity(stays.count * 2)
      for stay in stays {
        let from = max(stay.from, window.lowerBound)
        let until = min(stay.until, window.upperBound)
        guard from < until else { continue }
        steps.append((from, 1))
        steps.append((until, -1))
      }
      // At one instant what ends does so before what begins.
      steps.sort { ($0.at, $0.by) < ($1.at, $1.by) }
      var open = 0
      var last = window.lowerBound
      for step in steps {
        time = time.plus(Int64(open) * (step.at - last))
        if let limit, open > limit { over += step.at - last }
        last = step.at
        open += step.by
        if open > most {
          most = open
          mostAt = step.at
        }
      }
    }
  }

  // MARK: Stays

  /// The stays of all cases by unit, those included that were opened before the time that is asked about.
  private var stays: [UInt32: [Stay]] {
    var stays: [UInt32: [Stay]] = [:]
    let timed = measured.cases.indices.filter { measured.cases[$0].hasTime }.map { Int32($0) }
    let visits = CaseVisits(measured, of: timed)
    for (position, index) in timed.enumerated() {
      let range = visits.ranges[position]
      guard !range.isEmpty else { continue }
      var (unit, from) = (visits.all[range.lowerBound].unit, visits.all[range.lowerBound].came)
      var solved = measured.spans(of: makers.one(index)).filter {
        $0.isSolved && $0.kind != .working
      }[...]
      func leave(_ until: Int64) {
        // What is solved is open nowhere until it comes back. Stays and spans are in the order of time.
        while let span = solved.first, span.from < until {
          if from < span.from {
            stays[unit, default: []].append(Stay(index: index, from: from, until: span.from))
          }
          from = max(from, min(span.until, until))
          if span.until > until { break }
          solved.removeFirst()
        }
        if from < until {
          stays[unit, default: []].append(Stay(index: index, from: from, until: until))
        }
      }
      for visit in visits.all[range].dropFirst() where visit.unit != unit {
        leave(visit.came)
        (unit, from) = (visit.unit, visit.came)
      }
      leave(done(makers.one(index), visits.all[range.upperBound - 1]))
    }
    return stays
  }

  /// When nobody has a case open any more; for one that is, the end of the history.
  private func done(_ one: MeasuredCase, _ last: Visit) -> Int64 {
    let worked = last.isCut ? one.end : last.ended
    return one.resolved == MeasuredCase.never ? one.end : min(max(one.resolved, worked), one.end)
  }

  /// From the first opening to the end of the history, of that what lies in the period.
  private var window: Range<Int64>? {
    let opened = measured.cases.lazy.filter(\.hasTime).map(\.opened).min()
    guard var from = opened, measured.end != MeasuredCase.never else { return nil }
    var until = measured.end
    if let period = makers.scope.period {
      from = max(from, period.from.milliseconds)
      until = min(until, period.until.milliseconds)
    }
    return from < until ? from..<until : nil
  }

  // MARK: The table

  /// The unit that was longest over its limit first, then the one with most open at once.
  var table: ReportTable {
    var table = ReportTable(
      "open_work", "how much was open at once",
      [
        .init("group", .text), .init("mean", .number, "on average"),
        .init("most", .count), .init("most_at", .instant, "at"),
        .init("limit", .count), .init("over", .duration, "over the limit"),
        .init("share", .share, "of the time"),
      ])
    guard let window else { return table }
    let rows = stays.compactMap { number, stays in row(number, stays, window) }
    let sorted = rows.sorted { left, right in
      if left.level.over != right.level.over { return left.level.over > right.level.over }
      if left.level.most != right.level.most { return left.level.most > right.level.most }
      return left.name < right.name
    }
    let length = window.upperBound - window.lowerBound
    for row in sorted {
      let isLimited = row.limit != nil
      table.add(
        [
          .text(row.name), .number(Double(row.level.time) / Double(length)),
          .count(row.level.most), .instant(row.level.mostAt), row.limit.map { .count($0) } ?? .none,
          isLimited ? .duration(row.level.over) : .none,
          isLimited ? .share(Double(row.level.over) / Double(length)) : .none,
        ], cases: row.cases)
    }
    if !sorted.isEmpty {
      table.notes.append(
        "offered or assigned and not resolved, whether it is worked on or waits; the cases behind a row "
          + "are those that were open when most were")
    }
    return table
  }

  private struct Row {
    let name: String
    let limit: Int?
    let level: Level
    let cases: [Int32]
  }

  private func row(_ number: UInt32, _ stays: [Stay], _ window: Range<Int64>) -> Row? {
    guard let name = measured.names[number],
      makers.scope.provider.map({ Forecast.isOf(name, $0) }) ?? true
    else { return nil }
    let limit = makers.engine.limit(ofGroup: name)
    let level = Level(stays, in: window, limit: limit)
    guard level.most > 0 else { return nil }
    let cases = stays.filter { ($0.from..<$0.until).contains(level.mostAt) }.map(\.index)
    return Row(
      name: name, limit: limit, level: level,
      cases: Set(cases).filter { makers.counts[Int($0)] }.sorted())
  }
}
