import Baton
import BatonModel

/// What became of the times in which trust was to be regained, by one rule: for each whose trust it is, how
/// often they began, and what was kept in them beside what was kept otherwise.
///
/// O(breaches log breaches), and one walk over the cases.
struct RegainedTrust {
  struct Promises {
    var kept = 0
    var notKept = 0
  }

  struct Row {
    let whom: UInt32
    var began = 0
    /// How often the promise was broken while the time was in force, which made it begin anew.
    var again = 0
    /// When it began last.
    var last = MeasuredCase.never
    /// The cases that were opened in it.
    var cases: [Int32] = []
    /// Those in which the promise was broken.
    var broken: [Int32] = []
    var inside = Promises()
    var otherwise = Promises()

    /// The cases behind it, each once.
    var behind: [Int32] { Set(broken + cases).sorted() }
  }

  private let rule: TrustPeriodInfo
  private let makers: ReportMakers

  init(_ rule: TrustPeriodInfo, _ makers: ReportMakers) {
    self.rule = rule
    self.makers = makers
  }

  /// Whose trust was broken again first, then whose was most often.
  var rows: [Row] {
    var rows = begun
    let (inside, isInside) = opened(in: rows)
    for (whom, cases) in inside { rows[whom, default: Row(whom: whom)].cases = cases }
    if rows.isEmpty { return [] }
    for index in makers.counted {
      let promises = makers.values.promises(nil, makers.one(index))
      guard let promises else { continue }
      for whom in subjects(index) where rows[whom] != nil {
        let part: WritableKeyPath<Row, Promises> =
          isInside.contains(Pair(whom: whom, index: index)) ? \.inside : \.otherwise
        rows[whom]?[keyPath: part].kept += promises.kept
        rows[whom]?[keyPath: part].notKept += promises.notKept
      }
    }
    return rows.values.sorted { left, right in
      if left.again != right.again { return left.again > right.again }
      if left.began != right.began { return left.began > right.began }
      return makers.partyName(left.whom) < makers.partyName(right.whom)
    }
  }

  // MARK: Beginning

  /// By whom: when its times began, from what was broken in the cases that count.
  private var begun: [UInt32: Row] {
    let agreements = Set(rule.agreements.compactMap { makers.measured.names.known($0) })
    let breaches = makers.measured.breaches.filter {
      agreements.contains($0.agreement) && makers.counts[Int($0.index)]
        && $0.whom(rule.of) != NameTable.none
    }.sorted { ($0.at, $0.index) < ($1.at, $1.index) }
    var rows: [UInt32: Row] = [:]
    for breach in breaches {
      var row = rows[breach.whom(rule.of)] ?? Row(whom: breach.whom(rule.of))
      if row.last != MeasuredCase.never, breach.at - row.last <= rule.lasts {
        row.again += 1
      } else {
        row.began += 1
      }
      row.last = breach.at
      row.broken.append(breach.index)
      rows[row.whom] = row
    }
    return rows
  }

  // MARK: Cases

  private struct Pair: Hashable {
    let whom: UInt32
    let index: Int32
  }

  /// The cases that were opened while it was in force. Of a provider's time a case says only that it was in
  /// force for one of those whom it was offered to: those count whose trust is known to be broken.
  private func opened(in rows: [UInt32: Row]) -> (cases: [UInt32: [Int32]], pairs: Set<Pair>) {
    guard let period = makers.measured.names.known(rule.name) else { return ([:], []) }
    var offered: [Int32: [UInt32]] = [:]
    for one in makers.measured.trusts
    where one.period == period && makers.counts[Int(one.index)] {
      offered[one.index, default: []] += rule.of == .provider ? [one.provider] : subjects(one.index)
    }
    var cases: [UInt32: [Int32]] = [:]
    var pairs: Set<Pair> = []
    for (index, all) in offered.sorted(by: { $0.key < $1.key }) {
      let known = all.filter { rows[$0] != nil }
      for whom in known.isEmpty ? all : known where whom != NameTable.none {
        cases[whom, default: []].append(index)
        pairs.insert(Pair(whom: whom, index: index))
      }
    }
    return (cases, pairs)
  }

  /// Whose case it is, as far as the rule is concerned.
  private func subjects(_ index: Int32) -> [UInt32] {
    let measured = makers.measured
    func named(_ field: String) -> [UInt32] {
      measured.text(field, of: Int(index)).flatMap { measured.names.known($0) }.map { [$0] } ?? []
    }
    switch rule.of {
    case .customer: return named("customer")
    case .service: return named("service")
    case .provider:
      let one = makers.one(index)
      return Array(Set(measured.spans(of: one).map(\.party) + [one.party]))
    }
  }
}
