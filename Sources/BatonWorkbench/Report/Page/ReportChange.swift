import Baton
import BatonModel
import BatonTime

/// The last whole month of a report beside the month before: by the months in which cases were opened.
struct ReportChange {
  struct Month {
    let name: String
    var cases: [Int32] = []
  }

  private static let few = 30

  private let report: Report
  let before: Month
  let now: Month

  /// Nil if there are no two whole months.
  init?(_ report: Report) {
    self.report = report
    let zone = report.zone
    var months: [CivilDate: [Int32]] = [:]
    for index in report.counted {
      let one = report.cases.cases[Int(index)]
      guard one.hasTime else { continue }
      let date = zone.local(at: Instant(milliseconds: one.opened)).date
      if let first = CivilDate(year: date.year, month: date.month, day: 1) {
        months[first, default: []].append(index)
      }
    }
    let end = report.cases.end
    let whole = months.keys.sorted().filter { first in
      end == MeasuredCase.never
        || zone.startOfDay(Self.next(first)).milliseconds <= end
    }
    guard let last = whole.last, let previous = whole.dropLast().last,
      Self.next(previous) == last
    else { return nil }
    now = Month(name: Self.name(last), cases: months[last] ?? [])
    before = Month(name: Self.name(previous), cases: months[previous] ?? [])
  }

  private static func next(_ first: CivilDate) -> CivilDate {
    CivilDate(
      year: first.month == 12 ? first.year + 1 : first.year,
      month: first.month == 12 ? 1 : first.month + 1, day: 1) ?? first
  }

  private static func name(_ first: CivilDate) -> String { String("\(first)".prefix(7)) }

  /// What changed, as a table of the same form as the others.
  var table: ReportTable {
    var table = ReportTable(
      "change", "\(now.name) beside \(before.name)",
      [
        .init("what", .text), .init("before", .any, before.name), .init("now", .any, now.name),
        .init("change", .text),
      ])
    func add(_ what: String, _ value: (Month) -> ReportTable.Cell) {
      let (old, new) = (value(before), value(now))
      if old == .none, new == .none { return }
      table.add([.text(what), old, new, ReportTable.Cell(Self.change(old, new))], cases: now.cases)
    }
    add("cases opened") { .count($0.cases.count) }
    add("of these done by now") { month in
      .part(month.cases.count { one($0).ending == .closed }, of: month.cases.count)
    }
    add("median time from opening to closing") { rank(50, of: $0) }
    add("nine in ten closed within") { rank(90, of: $0) }
    add("promises kept") { kept(in: $0) }
    add("handovers for each case") { month in
      month.cases.isEmpty
        ? .none
        : .number(
          Double(month.cases.reduce(0) { $0 + Int(one($1).handoffs) })
            / Double(month.cases.count))
    }
    add("came back after they were done") { month in
      .part(month.cases.count { one($0).reopenings > 0 }, of: month.cases.count)
    }
    add("deviations from processes") { month in
      let own = month.cases.filter { one($0).hasProcess }
      return own.isEmpty ? .none : .count(own.reduce(0) { $0 + Int(one($1).violations) })
    }
    if min(before.cases.count, now.cases.count) < Self.few {
      table.notes.append("few cases: fewer than \(Self.few) in a month say little")
    }
    table.notes.append("by the month in which cases were opened; what is still open can change it")
    return table
  }

  private func one(_ index: Int32) -> MeasuredCase { report.cases.cases[Int(index)] }

  private func rank(_ percent: Double, of month: Month) -> ReportTable.Cell {
    let closed = month.cases.map { one($0) }.filter { $0.ending == .closed }
      .map { Double($0.length) }.sorted()
    return closed.isEmpty
      ? .none : .duration(Int64(nearest: Sample.percentile(percent, of: closed)))
  }

  private func kept(in month: Month) -> ReportTable.Cell {
    var (kept, all) = (0, 0)
    for index in month.cases {
      for clock in report.cases.clocks(of: one(index)) {
        if clock.result == .kept { kept += 1 }
        if clock.result == .kept || clock.result == .notKept { all += 1 }
      }
    }
    return .part(kept, of: all)
  }

  /// How much more or less it is, in words; nil where the cells are not of one kind.
  static func change(_ old: ReportTable.Cell, _ new: ReportTable.Cell) -> String? {
    func sign(_ isMore: Bool) -> String { isMore ? "▲" : "▼" }
    switch (old, new) {
    case (.count(let old), .count(let new)):
      return old == new ? "the same" : "\(sign(new > old)) \(abs(new - old))"
    case (.share(let old), .share(let new)):
      let points = ((new - old) * 1000).rounded() / 10
      return points == 0 ? "the same" : "\(sign(points > 0)) \(abs(points)) points"
    case (.fineShare(let old), .fineShare(let new)):
      let points = ((new - old) * 1e6).rounded() / 1e4
      return points == 0
        ? "the same" : "\(sign(points > 0)) \(CellText.plain(abs(points))) points"
    case (.duration(let old), .duration(let new)):
      return old == new ? "the same" : "\(sign(new > old)) \(ReportCell.duration(abs(new - old)))"
    case (.number(let old), .number(let new)):
      let change = ((new - old) * 100).rounded() / 100
      return change == 0 ? "the same" : "\(sign(change > 0)) \(CellText.plain(abs(change)))"
    default: return nil
    }
  }
}
