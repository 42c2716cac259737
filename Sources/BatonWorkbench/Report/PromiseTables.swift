import Baton
import BatonModel

/// What was promised and what was kept, and where the time went of what was not.
struct PromiseTables {
  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  private struct Counted {
    var kept = 0
    var notKept = 0
    var running = 0
    var cancelled = 0
    var cases: [Int32] = []
  }

  var agreements: ReportTable {
    var table = ReportTable(
      "agreements", "what was agreed, and what was kept",
      [
        .init("agreement", .text), .init("kind", .text), .init("with", .text),
        .init("promised", .text), .init("kept", .count), .init("not_kept", .count),
        .init("share_kept", .share), .init("running", .count), .init("cancelled", .count),
        .init("cases", .count), .init("at", .text, "rule"),
      ])
    var found: [UInt32: Counted] = [:]
    for index in makers.counted {
      for clock in measured.clocks(of: makers.one(index)) {
        var counted = found[clock.agreement] ?? Counted()
        switch clock.result {
        case .kept: counted.kept += 1
        case .notKept: counted.notKept += 1
        case .running: counted.running += 1
        case .cancelled: counted.cancelled += 1
        }
        if counted.cases.last != index { counted.cases.append(index) }
        found[clock.agreement] = counted
      }
    }
    for info in makers.engine.agreements where makers.tells(contractWith: info.providers) {
      guard let number = measured.names.known(info.about.name), let one = found[number] else {
        if measured.clocks.isEmpty { continue }
        table.add(row(info, Counted()))
        continue
      }
      table.add(row(info, one), cases: one.cases)
    }
    return table
  }

  private func row(_ info: AgreementInfo, _ one: Counted) -> [ReportTable.Cell] {
    [
      .text(info.about.name), .text(info.kind.rawValue),
      .text(info.providers.isEmpty ? "customer" : info.providers.joined(separator: ", ")),
      .text("\(info.metric.rawValue) in \(info.within.words)"), .count(one.kept),
      .count(one.notKept), .part(one.kept, of: one.kept + one.notKept), .count(one.running),
      .count(one.cancelled), .count(one.cases.count),
      .text("\(info.about.place)"),
    ]
  }

  /// Of each promise that was not kept: who had the case longest while its time ran out, and what was
  /// done meanwhile.
  var causes: ReportTable {
    var table = ReportTable(
      "breach_causes", "what used up the time of promises that were not kept",
      [
        .init("agreement", .text), .init("party", .text), .init("kind", .text),
        .init("not_kept", .count), .init("share", .share),
      ])
    struct Key: Hashable {
      let agreement: UInt32
      let party: UInt32
      let kind: Stretch.Kind
    }
    var found: [Key: [Int32]] = [:]
    var times: [Key: Int] = [:]
    var all: [UInt32: Int] = [:]
    let untold = Set(
      makers.engine.agreements.filter { !makers.tells(contractWith: $0.providers) }
        .compactMap { measured.names.known($0.about.name) })
    for index in makers.counted {
      for clock in measured.clocks(of: makers.one(index))
      where clock.result == .notKept && !untold.contains(clock.agreement) {
        all[clock.agreement, default: 0] += 1
        guard let cause = cause(of: clock, makers.one(index)) else { continue }
        let key = Key(agreement: clock.agreement, party: cause.party, kind: cause.kind)
        times[key, default: 0] += 1
        if found[key]?.last != index { found[key, default: []].append(index) }
      }
    }
    let rows = times.sorted { left, right in
      let (one, other) = (left.key, right.key)
      if one.agreement != other.agreement {
        return (measured.names[one.agreement] ?? "") < (measured.names[other.agreement] ?? "")
      }
      if left.value != right.value { return left.value > right.value }
      let (first, second) = (makers.partyName(one.party), makers.partyName(other.party))
      return first != second ? first < second : one.kind.rawValue < other.kind.rawValue
    }
    for (key, count) in rows {
      table.add(
        [
          ReportTable.Cell(measured.names[key.agreement]), makers.party(key.party),
          .text(key.kind.rawValue), .count(count), .part(count, of: all[key.agreement] ?? 0),
        ], cases: found[key] ?? [])
    }
    return table
  }

  /// What took most of a clock's time until it was used up; the first of equals.
  private func cause(
    of clock: MeasuredClock, _ one: MeasuredCase
  ) -> (party: UInt32, kind: Stretch.Kind)? {
    let end = clock.breached == MeasuredCase.never ? clock.ended : clock.breached
    var sums: [(party: UInt32, kind: Stretch.Kind, time: Int64)] = []
    for span in measured.spans(of: one) {
      let time = min(span.until, end) - max(span.from, clock.started)
      guard time > 0 else { continue }
      if let place = sums.firstIndex(where: { $0.party == span.party && $0.kind == span.kind }) {
        sums[place].time += time
      } else {
        sums.append((span.party, span.kind, time))
      }
    }
    var most: (party: UInt32, kind: Stretch.Kind, time: Int64)?
    for sum in sums where sum.time > most?.time ?? 0 { most = sum }
    return most.map { ($0.party, $0.kind) }
  }
}
