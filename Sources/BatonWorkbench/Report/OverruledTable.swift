import Baton
import BatonModel

/// How often people decided otherwise than the rules: what is overruled often is a rule that does not fit.
struct OverruledTable {
  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  private struct Decided: Hashable {
    let what: String
    let value: String
    /// The place of the rule; for a priority several rules and the matrix may have had a part in it.
    let rule: UInt32
  }

  private struct Found {
    var cases = 0
    var overruled: [Int32] = []
    var instead: [String: Int] = [:]

    mutating func add(_ index: Int32, instead other: String?) {
      cases += 1
      guard let other else { return }
      overruled.append(index)
      instead[other, default: 0] += 1
    }

    /// The one that people wanted most often; of several the first by name.
    var most: String? {
      instead.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }

  /// What people overruled most often first; nothing where nobody overruled anything, and where nothing
  /// was decided.
  var table: ReportTable {
    var table = ReportTable(
      "overruled", "what people decided otherwise than the rules",
      [
        .init("what", .text), .init("decided", .text), .init("cases", .count),
        .init("overruled", .count), .init("share", .share), .init("instead", .text),
        .init("at", .text, "rule"),
      ])
    let found = found
    let rows = found.filter { !$0.value.overruled.isEmpty }.sorted { left, right in
      let (one, other) = (left.value.overruled.count, right.value.overruled.count)
      if one != other { return one > other }
      return (left.key.what, left.key.value, makers.measured.names[left.key.rule] ?? "")
        < (right.key.what, right.key.value, makers.measured.names[right.key.rule] ?? "")
    }
    for (decided, row) in rows {
      table.add(
        [
          .text(decided.what), .text(decided.value), .count(row.cases),
          .count(row.overruled.count), .part(row.overruled.count, of: row.cases),
          ReportTable.Cell(row.most), ReportTable.Cell(measured.names[decided.rule]),
        ], cases: row.overruled)
    }
    if !rows.isEmpty {
      let cases = Set(rows.flatMap(\.value.overruled)).count
      table.notes.append(
        "to: assigned elsewhere before anybody took it; priority: set otherwise than the rules had it; "
          + "\(Plural.of(cases, "case")) of \(makers.counted.count)")
    }
    return table
  }

  private var found: [Decided: Found] {
    var found: [Decided: Found] = [:]
    for index in makers.counted {
      let one = makers.one(index)
      if let target = measured.names[one.ruled] {
        found[Decided(what: "to", value: target, rule: one.rule), default: Found()]
          .add(index, instead: measured.names[one.ruledOtherwise])
      }
      if one.ruledPriority > 0 {
        let decided = Decided(
          what: "priority", value: "\(one.ruledPriority)", rule: NameTable.none)
        found[decided, default: Found()]
          .add(index, instead: one.otherPriority > 0 ? "\(one.otherPriority)" : nil)
      }
    }
    return found
  }
}
