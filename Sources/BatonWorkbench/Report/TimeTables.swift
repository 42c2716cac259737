import Baton
import BatonModel

/// Where the time went: end to end beside each party, by party and kind, by who answered for it, and by
/// who had it wait.
struct TimeTables {
  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  // MARK: End to end

  /// What customers wait for, beside what each party sees of it.
  var endToEnd: ReportTable {
    var table = ReportTable(
      "end_to_end", "end to end, and what each party sees of it",
      [
        .init("who", .text), .init("cases", .count), .init("closed", .count),
        .init("open", .count), .init("median", .duration), .init("p90", .duration, "90 %"),
        .init("longest", .duration), .init("total", .duration), .init("share", .share),
        .init("kept", .count), .init("not_kept", .count), .init("share_kept", .share),
      ])
    let all = makers.counted.filter { makers.one($0).hasTime }
    let whole = all.reduce(Int64(0)) { $0.plus(makers.one($1).length) }
    table.add(
      row(.text("end to end"), all, all.map { makers.one($0).length }, of: whole) {
        $0.providers.isEmpty
      }, cases: makers.counted)
    for (party, times) in times(of: all) {
      let name = measured.names[party] ?? ""
      table.add(
        row(makers.party(party), times.map(\.index), times.map(\.time), of: whole) {
          $0.providers.contains(name)
        }, cases: times.map(\.index))
    }
    table.notes.append(
      "of a party: the time for which it had each of its cases; kept: what is agreed with it, and "
        + "end to end what is agreed with the customer")
    return table
  }

  /// The time for which each party had each of its cases, most of all first.
  private func times(
    of cases: [Int32]
  ) -> [(party: UInt32, times: [(index: Int32, time: Int64)])] {
    var all: [UInt32: [(index: Int32, time: Int64)]] = [:]
    for index in cases {
      for span in measured.spans(of: makers.one(index)) {
        Self.add(span.length, of: index, to: &all[span.party, default: []])
      }
    }
    let sums = all.mapValues { $0.reduce(Int64(0)) { $0.plus($1.time) } }
    return all.sorted { left, right in
      let (one, other) = (sums[left.key] ?? 0, sums[right.key] ?? 0)
      return one != other
        ? one > other : makers.partyName(left.key) < makers.partyName(right.key)
    }.map { ($0.key, $0.value) }
  }

  private static func add(
    _ time: Int64, of index: Int32, to times: inout [(index: Int32, time: Int64)]
  ) {
    if times.last?.index == index {
      times[times.count - 1].time = times[times.count - 1].time.plus(time)
    } else {
      times.append((index, time))
    }
  }

  private func row(
    _ who: ReportTable.Cell, _ cases: [Int32], _ times: [Int64], of whole: Int64,
    _ isMeant: (AgreementInfo) -> Bool
  ) -> [ReportTable.Cell] {
    let sorted = times.map(Double.init).sorted()
    func rank(_ percent: Double) -> ReportTable.Cell {
      sorted.isEmpty ? .none : .duration(Int64(nearest: Sample.percentile(percent, of: sorted)))
    }
    let endings = cases.map { makers.one($0).ending }
    let names = Set(
      makers.engine.agreements.filter(isMeant).compactMap {
        measured.names.known($0.about.name)
      })
    var (kept, notKept) = (0, 0)
    for index in makers.counted where !names.isEmpty {
      for clock in measured.clocks(of: makers.one(index)) where names.contains(clock.agreement) {
        if clock.result == .kept { kept += 1 }
        if clock.result == .notKept { notKept += 1 }
      }
    }
    let total = times.reduce(Int64(0)) { $0.plus($1) }
    return [
      who, .count(cases.count), .count(endings.count { $0 == .closed }),
      .count(endings.count { $0 == .open }), rank(50), rank(90), rank(100), .duration(total),
      whole == 0 ? .none : .share(Double(total) / Double(whole)),
      names.isEmpty ? .none : .count(kept), names.isEmpty ? .none : .count(notKept),
      .part(kept, of: kept + notKept),
    ]
  }

  // MARK: Kinds

  /// Each party's time by kind. The rows sum up to all of the time, without rest.
  var kinds: ReportTable {
    var table = ReportTable(
      "time", "where the time went",
      [
        .init("party", .text), .init("kind", .text), .init("time", .duration),
        .init("share", .share), .init("working_time", .duration), .init("cases", .count),
      ])
    var found = Gathered()
    for index in makers.counted {
      for span in measured.spans(of: makers.one(index)) {
        span.forEachKind { kind, time in
          let worked = kind == .closedHours ? 0 : kind.isWork ? time : span.worked
          found.add(Self.key(span.party, kind), time, worked: worked, index)
        }
      }
    }
    let whole = found.rows.reduce(Int64(0)) { $0.plus($1.time) }
    var ofParty: [UInt32: Int64] = [:]
    for row in found.rows {
      let party = Self.party(row.key)
      ofParty[party] = (ofParty[party] ?? 0).plus(row.time)
    }
    let rows = found.rows.sorted { left, right in
      let (one, other) = (Self.party(left.key), Self.party(right.key))
      if one == other { return left.key < right.key }
      let (first, second) = (ofParty[one] ?? 0, ofParty[other] ?? 0)
      return first != second
        ? first > second : makers.partyName(one) < makers.partyName(other)
    }
    for row in rows {
      let kind = Stretch.Kind.allCases[Int(row.key & 0xff)]
      table.add(
        [
          makers.party(Self.party(row.key)), .text(kind.rawValue), .duration(row.time),
          whole == 0 ? .none : .share(Double(row.time) / Double(whole)), .duration(row.worked),
          .count(row.cases.count),
        ], cases: row.cases)
    }
    if whole > 0 {
      table.notes.append("together \(TimeWording.length(whole)), which is all of it")
    }
    return table
  }

  private static func key(_ party: UInt32, _ kind: Stretch.Kind) -> UInt64 {
    UInt64(party) << 8 | UInt64(Stretch.Kind.allCases.firstIndex(of: kind) ?? 0)
  }

  private static func party(_ key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 8) }

  // MARK: Who answered, and who had it wait

  var accountable: ReportTable {
    var table = ReportTable(
      "accountable", "who answered for it",
      [
        .init("role", .text), .init("time", .duration), .init("share", .share),
        .init("cases", .count),
      ])
    var found = Gathered()
    var whole: Int64 = 0
    for index in makers.counted {
      for span in measured.spans(of: makers.one(index)) {
        whole = whole.plus(span.length)
        found.add(UInt64(span.accountable), span.length, index)
      }
    }
    let isTold = found.rows.contains { UInt32($0.key) != NameTable.none }
    for row in found.rows.sorted(by: { $0.time > $1.time }) where isTold {
      table.add(
        [
          makers.party(UInt32(row.key)), .duration(row.time),
          whole == 0 ? .none : .share(Double(row.time) / Double(whole)), .count(row.cases.count),
        ], cases: row.cases)
    }
    return table
  }

  var waits: ReportTable {
    var table = ReportTable(
      "waits", "who had it wait, and why",
      [
        .init("by", .text), .init("reason", .text), .init("times", .count),
        .init("time", .duration), .init("cases", .count),
      ])
    var found = Gathered()
    let reasons = PauseReason.allCases
    for index in makers.counted {
      for span in measured.spans(of: makers.one(index)) {
        guard let reason = span.reason.flatMap({ reasons.firstIndex(of: $0) }) else { continue }
        found.add(UInt64(span.pausedBy) << 8 | UInt64(reason), span.length, index)
      }
    }
    for row in found.rows.sorted(by: { $0.time > $1.time }) {
      table.add(
        [
          makers.party(Self.party(row.key)), .text(reasons[Int(row.key & 0xff)].rawValue),
          .count(row.count), .duration(row.time), .count(row.cases.count),
        ], cases: row.cases)
    }
    return table
  }
}
