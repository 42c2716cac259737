import Baton
import BatonModel

/// How cases go from hand to hand, and which of them are left lying.
struct FlowTables {
  static let most = 20

  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  /// From whom to whom. What is handed on within a party has it on both sides.
  var handoffs: ReportTable {
    var table = ReportTable(
      "handoffs", "handed over",
      [
        .init("from", .text), .init("to", .text), .init("times", .count),
        .init("back", .count, "of these back"), .init("cases", .count),
      ])
    var found = Gathered()
    for index in makers.counted {
      for move in measured.moves(of: makers.one(index)) {
        let from = move.fromParty == NameTable.none ? move.fromUnit : move.fromParty
        let to = move.toParty == NameTable.none ? move.toUnit : move.toParty
        found.add(UInt64(from) << 32 | UInt64(to), move.isBack ? 1 : 0, index)
      }
    }
    let rows = found.rows.sorted { left, right in
      left.count != right.count ? left.count > right.count : left.key < right.key
    }
    for row in rows {
      table.add(
        [
          makers.party(UInt32(row.key >> 32)), makers.party(UInt32(truncatingIfNeeded: row.key)),
          .count(row.count), .count(Int(row.time)), .count(row.cases.count),
        ], cases: row.cases)
    }
    let times = rows.reduce(0) { $0 + $1.count }
    let cases = makers.counted.count { makers.one($0).handoffs > 0 }
    if times > 0 {
      table.notes.append(
        "\(Plural.of(times, "handover")) in \(Plural.of(cases, "case")), "
          + "\(rows.reduce(0) { $0 + $1.time }) of them back to who had it before")
    }
    return table
  }

  /// The cases that went back and forth most.
  var pingPong: ReportTable {
    var table = ReportTable(
      "ping_pong", "back and forth",
      [
        .init("case", .text), .init("back", .count), .init("handovers", .count),
        .init("time", .duration), .init("has_it", .text, "has it"),
      ])
    let cases = makers.counted.filter { makers.one($0).bounces > 0 }
    let worst = cases.sorted { left, right in
      let (one, other) = (makers.one(left), makers.one(right))
      return one.bounces != other.bounces ? one.bounces > other.bounces : left < right
    }
    for index in worst.prefix(Self.most) {
      let one = makers.one(index)
      table.add(
        [
          .text(one.id), .count(Int(one.bounces)), .count(Int(one.handoffs)),
          .duration(one.length), makers.party(one.party),
        ], cases: [index])
    }
    if !cases.isEmpty {
      let times = cases.reduce(0) { $0 + Int(makers.one($1).bounces) }
      table.notes.append(
        "\(Plural.of(times, "return")) in \(Plural.of(cases.count, "case"))"
          + (cases.count > Self.most ? ", of which the first \(Self.most) are here" : ""))
    }
    return table
  }

  // MARK: What is open

  private var open: [Int32] {
    makers.counted.filter { makers.one($0).ending == .open && makers.one($0).hasTime }
  }

  private static let ages: [(name: String, days: Int64)] = [
    ("less than a day", 1), ("1 to 7 days", 7), ("7 to 30 days", 30), ("30 to 90 days", 90),
    ("90 days and more", .max / 86_400_000),
  ]

  var ageing: ReportTable {
    var table = ReportTable(
      "ageing", "how old what is open is",
      [
        .init("age", .text), .init("cases", .count), .init("share", .share),
        .init("oldest", .text), .init("oldest_age", .duration, "its age"),
      ])
    let open = open
    if open.isEmpty { return table }
    var from: Int64 = 0
    for age in Self.ages {
      let until = age.days * 86_400_000
      let cases = open.filter { (from..<until).contains(makers.one($0).length) }
      from = until
      let oldest = cases.max { makers.one($0).length < makers.one($1).length }
      table.add(
        [
          .text(age.name), .count(cases.count), .part(cases.count, of: open.count),
          ReportTable.Cell(oldest.map { makers.one($0).id }),
          oldest.map { .duration(makers.one($0).length) } ?? .none,
        ], cases: cases)
    }
    return table
  }

  var backlog: ReportTable {
    var table = ReportTable(
      "backlog", "who has what is open",
      [
        .init("who", .text), .init("cases", .count), .init("median_age", .duration, "median age"),
        .init("oldest_age", .duration, "oldest"),
      ])
    var byParty: [UInt32: [Int32]] = [:]
    for index in open { byParty[makers.one(index).party, default: []].append(index) }
    let rows = byParty.sorted { left, right in
      left.value.count != right.value.count
        ? left.value.count > right.value.count
        : makers.partyName(left.key) < makers.partyName(right.key)
    }
    for (party, cases) in rows {
      let ages = cases.map { Double(makers.one($0).length) }.sorted()
      table.add(
        [
          makers.party(party), .count(cases.count),
          .duration(Int64(nearest: Sample.percentile(50, of: ages))),
          .duration(Int64(nearest: Sample.percentile(100, of: ages))),
        ], cases: cases)
    }
    return table
  }
}
