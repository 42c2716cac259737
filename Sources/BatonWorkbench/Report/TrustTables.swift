import Baton
import BatonModel

/// What became of trust: times in which it was to be regained, complaints and what followed them, and
/// people who had to ask again.
struct TrustTables {
  /// How many complaints are told one by one; those that nobody followed up come first.
  static let most = 1000

  private let makers: ReportMakers
  private let measured: MeasuredCases

  init(_ makers: ReportMakers) {
    self.makers = makers
    measured = makers.measured
  }

  var tables: [ReportTable] { [complaints, trust, askedAgain] }

  // MARK: Complaints

  private var complaints: ReportTable {
    var table = ReportTable(
      "complaints", "complaints, and what followed",
      [
        .init("case", .text), .init("what", .text), .init("at", .instant),
        .init("had_it", .text, "had it then"), .init("followed_up", .yesNo, "followed up"),
        .init("answered_after", .duration, "answered after"),
        .init("answered_by", .text, "answered by"),
        .init("escalated_after", .duration, "escalated after"),
        .init("escalated_to", .text, "escalated to"), .init("record", .text),
      ])
    let found = measured.complaints.filter { makers.counts[Int($0.index)] }
    if found.isEmpty { return table }
    let isKnown = measured.knowsAnswers
    // Those that nobody followed up first, the oldest of them first; then those that waited longest.
    let rows = found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.isFollowedUp != other.isFollowedUp { return other.isFollowedUp }
      let (wait, otherWait) = (one.wait ?? 0, other.wait ?? 0)
      if one.isFollowedUp, wait != otherWait { return wait > otherWait }
      return (one.at, left.offset) < (other.at, right.offset)
    }
    for (_, one) in rows.prefix(Self.most) {
      table.add(
        [
          .text(makers.one(one.index).id), .text(one.isReturn ? "came back" : "complaint"),
          .instant(one.at), makers.party(one.party),
          isKnown ? .yesNo(one.isFollowedUp) : .none, one.wait.map { .duration($0) } ?? .none,
          ReportTable.Cell(measured.names[one.answeredBy]),
          one.timeToEscalation.map { .duration($0) } ?? .none,
          ReportTable.Cell(measured.names[one.escalatedTo]),
          ReportTable.Cell(measured.names[one.record]),
        ], cases: [one.index])
    }
    table.notes = notes(of: found, isKnown: isKnown)
    return table
  }

  private func notes(of found: [MeasuredComplaint], isKnown: Bool) -> [String] {
    let returns = found.count { $0.isReturn }
    var notes = [
      "\(Plural.of(found.count - returns, "complaint")), and \(Plural.of(returns, "case")) that came back"
        + (found.count > Self.most ? "; the first \(Self.most) of both are here" : "")
    ]
    if !isKnown {
      notes.append("nothing in the history says whether anybody was answered")
      return notes
    }
    let waits = found.compactMap { $0.wait.map(Double.init) }.sorted()
    let open = found.count { !$0.isFollowedUp }
    notes.append(
      "\(open) never followed up, \(waits.count) answered"
        + (waits.isEmpty
          ? ""
          : ", half of them within \(ReportCell.duration(Int64(nearest: Sample.percentile(50, of: waits))))")
    )
    return notes
  }

  // MARK: Times of regaining trust

  private var trust: ReportTable {
    var table = ReportTable(
      "trust", "times of regaining trust",
      [
        .init("period", .text), .init("of", .text), .init("began", .count),
        .init("began_last", .instant, "last"), .init("again", .count, "broken again in it"),
        .init("cases", .count, "cases opened in it"), .init("kept", .count),
        .init("not_kept", .count, "not kept"), .init("share_kept", .share, "share kept"),
        .init("kept_otherwise", .share, "share kept otherwise"), .init("at", .text, "rule"),
      ])
    for rule in makers.engine.trustPeriods {
      let rows = RegainedTrust(rule, makers).rows
      for row in rows {
        table.add(
          [
            .text(rule.name), makers.party(row.whom), .count(row.began),
            row.last == MeasuredCase.never ? .none : .instant(row.last), .count(row.again),
            .count(row.cases.count), .count(row.inside.kept), .count(row.inside.notKept),
            .part(row.inside.kept, of: row.inside.kept + row.inside.notKept),
            .part(row.otherwise.kept, of: row.otherwise.kept + row.otherwise.notKept),
            .text("\(rule.place)"),
          ], cases: row.behind)
      }
      // That nothing was ever broken is said, too, where promises were watched.
      if rows.isEmpty, !measured.clocks.isEmpty {
        let nothing = Array(repeating: ReportTable.Cell.none, count: table.columns.count - 4)
        table.add([.text(rule.name), .none, .count(0)] + nothing + [.text("\(rule.place)")])
      }
    }
    if !table.rows.isEmpty {
      table.notes.append(
        "kept: of what was promised in the cases that were opened in it; otherwise: in the other cases of "
          + "the same customer, service or provider")
    }
    return table
  }

  // MARK: Asked again

  /// Further apart two requests are hardly about the same.
  private static let together: Int64 = 30 * 86_400_000
  private static let mostAskers = 60

  /// People who asked about the same service again within thirty days and had to do with another provider,
  /// or whose case came back: they did the work of the service integrator.
  private var askedAgain: ReportTable {
    var table = ReportTable(
      "own_integrators", "customers who were their own integrator",
      [
        .init("who", .text), .init("service", .text), .init("cases", .count),
        .init("providers", .text), .init("came_back", .count, "came back"),
        .init("first", .instant), .init("last", .instant),
      ])
    struct Asker: Hashable {
      let who: String
      let service: String
    }
    var cases: [Asker: [Int32]] = [:]
    for index in makers.counted where makers.one(index).hasTime {
      guard let service = measured.text("service", of: Int(index)),
        let who = measured.text("requester", of: Int(index))
          ?? measured.text("customer", of: Int(index))
      else { continue }
      cases[Asker(who: who, service: service), default: []].append(index)
    }
    var rows: [(asker: Asker, cases: [Int32], providers: [String], returns: Int)] = []
    for (asker, all) in cases {
      let near = near(all)
      let providers = Set(near.compactMap { measured.names[makers.one($0).party] })
        .filter { makers.isProvider($0) }.sorted()
      let returns = all.reduce(0) { $0 + Int(makers.one($1).reopenings) }
      if providers.count < 2, returns == 0 { continue }
      let own = providers.count < 2 ? [] : near
      let behind = all.filter { own.contains($0) || makers.one($0).reopenings > 0 }
      rows.append((asker, behind, providers.count < 2 ? [] : providers, returns))
    }
    rows.sort { left, right in
      if left.providers.count != right.providers.count {
        return left.providers.count > right.providers.count
      }
      if left.returns != right.returns { return left.returns > right.returns }
      return (left.asker.who, left.asker.service) < (right.asker.who, right.asker.service)
    }
    for row in rows.prefix(Self.mostAskers) {
      let opened = row.cases.map { makers.one($0).opened }
      table.add(
        [
          .text(row.asker.who), .text(row.asker.service), .count(row.cases.count),
          ReportTable.Cell(row.providers.isEmpty ? nil : row.providers.joined(separator: ", ")),
          .count(row.returns), opened.min().map { .instant($0) } ?? .none,
          opened.max().map { .instant($0) } ?? .none,
        ], cases: row.cases)
    }
    if !rows.isEmpty {
      table.notes.append(
        "who asked about a service again within 30 days and came to another provider, or whose case came "
          + "back: \(rows.count)"
          + (rows.count > Self.mostAskers ? ", of which the first \(Self.mostAskers) are here" : "")
      )
    }
    return table
  }

  /// Of somebody's cases those that were opened within thirty days of another one.
  private func near(_ cases: [Int32]) -> [Int32] {
    if cases.count < 2 { return [] }
    let sorted = cases.sorted { (makers.one($0).opened, $0) < (makers.one($1).opened, $1) }
    return sorted.indices.filter { place in
      func isNear(_ other: Int) -> Bool {
        sorted.indices.contains(other)
          && abs(makers.one(sorted[other]).opened - makers.one(sorted[place]).opened)
            <= Self.together
      }
      return isNear(place - 1) || isNear(place + 1)
    }.map { sorted[$0] }
  }
}

extension MeasuredComplaint {
  /// Whether somebody turned to whoever complained: answered, or opened a record for it.
  var isFollowedUp: Bool { answered != MeasuredCase.never || record != NameTable.none }

  /// Milliseconds to the answer; nil without one.
  var wait: Int64? { answered == MeasuredCase.never ? nil : answered - at }

  var timeToEscalation: Int64? { escalated == MeasuredCase.never ? nil : escalated - at }
}
