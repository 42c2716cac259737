import Baton
import BatonModel
import BatonTime

/// What the makers of tables share: the cases, and which of them count.
struct ReportMakers {
  let measured: MeasuredCases
  let engine: Engine
  let scope: Report.Scope
  let values: CaseValues
  let days: ReportDays
  private let owner: ProviderScope
  /// By case: whether it counts.
  let counts: [Bool]
  let counted: [Int32]

  init(_ measured: MeasuredCases, _ engine: Engine, _ scope: Report.Scope) {
    self.measured = measured
    self.engine = engine
    self.scope = scope
    values = CaseValues(measured, engine)
    days = ReportDays(engine.zone)
    let owner = ProviderScope(scope.provider, measured, engine)
    self.owner = owner
    let counts = measured.cases.map { one in
      if let period = scope.period {
        guard one.hasTime, one.opened >= period.from.milliseconds,
          one.opened < period.until.milliseconds
        else { return false }
      }
      return owner.has(one, measured)
    }
    self.counts = counts
    counted = counts.indices.filter { counts[$0] }.map { Int32($0) }
  }

  /// Whether a case is of the provider that the report is about, whenever it was opened.
  func isOfProvider(_ one: MeasuredCase) -> Bool { owner.has(one, measured) }

  func one(_ index: Int32) -> MeasuredCase { measured.cases[Int(index)] }

  /// A party as tables name it.
  func party(_ number: UInt32) -> ReportTable.Cell { ReportTable.Cell(partyName(number)) }

  func partyName(_ number: UInt32) -> String { measured.names[number] ?? "not known" }

  /// Whether a party is a provider, and not the customer or the service integrator.
  func isProvider(_ name: String) -> Bool {
    if case .provider = Party(named: name) { true } else { false }
  }

  /// Whether a contract may be told: what one provider promised is no other's business.
  func tells(contractWith providers: [String]) -> Bool {
    guard let provider = scope.provider, !providers.isEmpty else { return true }
    return providers.contains(provider)
  }

  // MARK: Who is not in the rules

  /// Parties of the history that the rules do not know.
  var unknownParties: ReportTable {
    var table = ReportTable(
      "unknown_parties", "parties that the rules do not know",
      [.init("party", .text), .init("cases", .count), .init("time", .duration)])
    var known: [UInt32: Bool] = [NameTable.none: true]
    var found = Gathered()
    for index in counted {
      for span in measured.spans(of: one(index)) {
        let number = span.party
        if known[number] == nil {
          known[number] = engine.knowsParty(measured.names[number] ?? "")
        }
        if known[number] == false { found.add(UInt64(number), span.length, index) }
      }
    }
    for row in found.rows.sorted(by: { $0.time > $1.time }) {
      table.add(
        [party(UInt32(row.key)), .count(row.cases.count), .duration(row.time)], cases: row.cases)
    }
    return table
  }
}

/// Which cases one provider had, or promised something about; all if no provider is meant.
private struct ProviderScope {
  private let provider: UInt32?
  private let promised: Set<UInt32>

  init(_ name: String?, _ measured: MeasuredCases, _ engine: Engine) {
    provider = name.map { measured.names.known($0) ?? NameTable.none - 1 }
    promised = Set(
      engine.agreements.filter { info in name.map { info.providers.contains($0) } ?? false }
        .compactMap { measured.names.known($0.about.name) })
  }

  func has(_ one: MeasuredCase, _ measured: MeasuredCases) -> Bool {
    guard let provider else { return true }
    return one.party == provider || measured.spans(of: one).contains { $0.party == provider }
      || measured.clocks(of: one).contains { promised.contains($0.agreement) }
  }
}

/// Times and cases by a key, in the order in which they came.
struct Gathered {
  struct Row {
    let key: UInt64
    var time: Int64 = 0
    /// What of it was working time.
    var worked: Int64 = 0
    var count = 0
    var cases: [Int32] = []
  }

  private(set) var rows: [Row] = []
  private var places: [UInt64: Int] = [:]

  mutating func add(_ key: UInt64, _ time: Int64, worked: Int64 = 0, _ index: Int32) {
    let place = places[key] ?? rows.count
    if place == rows.count {
      places[key] = place
      rows.append(Row(key: key))
    }
    rows[place].time = rows[place].time.plus(time)
    rows[place].worked = rows[place].worked.plus(worked)
    rows[place].count += 1
    if rows[place].cases.last != index { rows[place].cases.append(index) }
  }
}
