import BatonModel
import BatonTime

/// What matters of a report, in a few sentences, and what changed since the month before.
///
/// Each sentence is a row of a table in words, so that it can be looked up and has its cases.
struct ReportHighlights {
  /// A sentence, and the row of the table that it is from.
  struct Item {
    let words: String
    let table: String
    let row: Int
  }

  private static let mostOfATable = 3

  private let report: Report

  init(_ report: Report) { self.report = report }

  var items: [Item] {
    changes + agreements + targets + trust + time + limits + handoffs + overruled + deviations
      + discontent + ageing
  }

  // MARK: What matters

  /// What is other than before, and more than chance gives; those with most cases first.
  private var changes: [Item] {
    rows("before_and_after") { row in
      guard row.text("difference") == BeforeAndAfter.isReal,
        case .count(let cases)? = row["cases_after"]
      else { return nil }
      return (
        cases,
        "\(row.text("what")): \(row.text("before")) before, \(row.text("after")) after, which is "
          + BeforeAndAfter.isReal
      )
    }
  }

  /// Promises to the customer first, those that were kept least first.
  private var agreements: [Item] {
    rows("agreements") { row in
      guard case .share(let kept)? = row["share_kept"], kept < 1,
        case .count(let missed)? = row["not_kept"]
      else { return nil }
      let with = row.text("with")
      let whom = with == "customer" ? "the customer" : with
      return (
        (with == "customer" ? 1_000_000 : 0) + missed,
        "\"\(row.text("agreement"))\" with \(whom) was not kept \(times(missed)): kept in "
          + row.text("share_kept")
      )
    }
  }

  private var targets: [Item] {
    rows("measures") { row in
      guard row["met"] == .yesNo(false), case .count(let cases)? = row["cases"] else { return nil }
      let per = row.text("per")
      return (
        cases,
        "\"\(row.text("measure"))\"\(per.isEmpty ? "" : " of \(per)") is \(row.text("value")), and should "
          + "be \(row.text("target")), by \(Plural.of(cases, "case"))"
          + (row["small"] == .yesNo(true) ? ", a small sample" : "")
      )
    }
  }

  /// Complaints that nobody followed up, and promises that were broken again while trust was to be regained.
  private var trust: [Item] {
    var items: [Item] = []
    if let table = report.table("complaints") {
      let open = table.rows.count { Row(table, $0, report.zone)["followed_up"] == .yesNo(false) }
      if open > 0 {
        let what = open == 1 ? "1 complaint was" : "\(open) complaints were"
        items.append(Item(words: "\(what) never followed up", table: table.name, row: 0))
      }
    }
    return items
      + rows("trust") { row in
        guard case .count(let again)? = row["again"], again > 0 else { return nil }
        return (
          again,
          "while trust was to be regained, what \"\(row.text("period"))\" is about was broken again for "
            + "\(row.text("of")), \(times(again))"
        )
      }
  }

  /// What was no work.
  private var time: [Item] {
    rows("time") { row in
      guard case .text(let kind)? = row["kind"], kind != Stretch.Kind.working.rawValue,
        case .share(let share)? = row["share"], share >= 0.05
      else { return nil }
      let party = row.text("party")
      return (
        Int(share * 1_000_000),
        "\(row.text("share")) of all time \(Self.told(kind))"
          + (party.isEmpty ? "" : " at \(party)")
      )
    }
  }

  /// Groups that had more open than they take.
  private var limits: [Item] {
    rows("open_work") { row in
      guard case .share(let share)? = row["share"], share >= 0.01 else { return nil }
      return (
        Int(share * 1_000_000),
        "\(row.text("group")) had more open than its limit of \(row.text("limit")) for "
          + "\(row.text("share")) of the time, and \(row.text("most")) at most"
      )
    }
  }

  /// What people decide otherwise so often that the rule is to be looked at.
  private var overruled: [Item] {
    rows("overruled") { row in
      guard case .count(let count)? = row["overruled"], count >= 3,
        case .share(let share)? = row["share"], share >= 0.1
      else { return nil }
      let rule = row.text("at")
      return (
        count,
        "\(row.text("what")) \(row.text("decided"))\(rule.isEmpty ? "" : " (\(rule))") was overruled "
          + "\(times(count)), mostly by \(row.text("instead"))"
      )
    }
  }

  private static func told(_ kind: String) -> String {
    switch Stretch.Kind(rawValue: kind) {
    case .customer: "waited for the customer"
    case .dispute: "was in dispute"
    case .thirdParty: "waited for a third party"
    case .handoff: "was spent handing over"
    case .closedHours: "lay outside of the hours"
    case .waiting: "was waiting"
    case .working: "was work"
    case .unknown, nil: "is of unknown kind"
    }
  }

  private var handoffs: [Item] {
    Array(
      rows("handoffs") { row in
        guard case .count(let times)? = row["times"] else { return nil }
        let back: String
        if case .count(let count)? = row["back"], count > 0 {
          back = ", \(count) of them back"
        } else {
          back = ""
        }
        let (from, to) = (row.text("from"), row.text("to"))
        return (
          times,
          from == to
            ? "within \(from) cases were handed on \(self.times(times))\(back)"
            : "\(from) handed over to \(to) \(self.times(times))\(back)"
        )
      }.prefix(1))
  }

  private var deviations: [Item] {
    Array(
      rows("conformance") { row in
        guard row["enforced"] == .yesNo(true), case .count(let times)? = row["times"] else {
          return nil
        }
        return (times, "\"\(row.text("rule"))\" was not followed \(self.times(times))")
      }.prefix(1))
  }

  private var discontent: [Item] {
    guard let table = report.table("watermelons"), !table.rows.isEmpty else { return [] }
    let count = Plural.of(table.rows.count, "case")
    return [
      Item(
        words: "in \(count) every promise was kept, and the customer is not content",
        table: table.name, row: 0)
    ]
  }

  private var ageing: [Item] {
    guard let table = report.table("ageing"), let last = table.rows.last,
      let row = table.rows.lastIndex(where: { !$0.cases.isEmpty })
    else { return [] }
    let cells = Row(table, last, report.zone)
    guard case .count(let count)? = cells["cases"], count > 0 else { return [] }
    return [
      Item(
        words:
          "\(Plural.of(count, "open case")) \(count == 1 ? "is" : "are") \(cells.text("age")) old",
        table: table.name, row: row)
    ]
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  /// The cells of a row by the names of their columns.
  private struct Row {
    private let table: ReportTable
    private let row: ReportTable.Row
    private let zone: Zone

    init(_ table: ReportTable, _ row: ReportTable.Row, _ zone: Zone) {
      (self.table, self.row, self.zone) = (table, row, zone)
    }

    subscript(name: String) -> ReportTable.Cell? {
      table.columns.firstIndex { $0.name == name }.map { row.cells[$0] }
    }

    func text(_ name: String) -> String { self[name].map { ReportCell.text($0, in: zone) } ?? "" }
  }

  /// The rows of a table that count most, in words.
  private func rows(_ name: String, _ words: (Row) -> (weight: Int, words: String)?) -> [Item] {
    guard let table = report.table(name) else { return [] }
    let found = table.rows.enumerated().compactMap { index, row in
      words(Row(table, row, report.zone)).map { (index: index, told: $0) }
    }
    return found.sorted {
      ($1.told.weight, $0.index) < ($0.told.weight, $1.index)
    }.prefix(Self.mostOfATable).map { Item(words: $0.told.words, table: name, row: $0.index) }
  }
}
