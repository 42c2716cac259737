package import Baton
package import BatonModel
package import BatonTime

/// What a history says: tables that every format is written from, and how they add up.
///
///     let report = Report(of: measured, by: engine, named: "log.csv")
///     let bytes = ReportText.bytes(report)
///
/// A value: nothing of the log is read any more. The cases behind each row are positions in ``cases``.
package struct Report: Sendable {
  package static let schema = "baton.report/1"

  /// Which cases a report is about.
  package struct Scope: Sendable {
    /// Only cases that were opened in it.
    package var period: ReportPeriod?
    /// Only cases that the provider had for a while, was offered, or promised something about.
    package var provider: String?

    package init(period: ReportPeriod? = nil, provider: String? = nil) {
      self.period = period
      self.provider = provider
    }
  }

  package let identity: RuleBaseIdentity
  /// Where the history comes from.
  package let log: String
  package let scope: Scope
  /// What it is laid beside, if anything.
  package let comparison: ReportComparison?
  package let zone: Zone
  package let cases: MeasuredCases
  /// The positions of those that count, in order.
  package let counted: [Int32]
  package let figures: [Figure]
  package let measures: [Measure]
  /// What there is to say in a few sentences.
  package let sentences: [String]
  package let tables: [ReportTable]
  /// What the rules say of it, word by word; empty if it is not about a provider.
  package let quotes: [RuleQuote]
  /// How the numbers add up, and what could not be used.
  package let foot: [String]
  /// Whether they do add up. They always should: what does not is a mistake of the program.
  package let addsUp: Bool

  /// - Parameters:
  ///   - comparison: what to lay it beside.
  ///   - outline: the rules as they are written, of which those about a provider are quoted.
  ///   - faults: what was wrong with the log, by kind.
  package init(
    of measured: MeasuredCases, by engine: Engine, named log: String, scope: Scope = Scope(),
    beside comparison: ReportComparison? = nil, quoting outline: RuleOutline? = nil,
    faults: [(kind: String, count: Int)] = []
  ) {
    identity = engine.identity
    self.log = log
    self.scope = scope
    self.comparison = comparison
    zone = engine.zone
    cases = measured
    measures = engine.measures
    let makers = ReportMakers(measured, engine, scope)
    counted = makers.counted
    let figures = FigureMaker(makers).figures()
    self.figures = figures
    let time = TimeTables(makers)
    let flow = FlowTables(makers)
    let promises = PromiseTables(makers)
    let experience = ExperienceTables(makers, figures)
    var tables: [ReportTable] = []
    if let comparison {
      let sides = ComparedSides(comparison, makers)
      tables += [BeforeAndAfter(comparison, sides).table, ChangedCases(sides).table]
    }
    tables += [time.endToEnd, promises.agreements]
    tables += [MeasureTable(makers, figures).table]
    tables += [time.kinds, time.accountable, time.waits]
    tables += [flow.handoffs, flow.pingPong, flow.ageing, flow.backlog]
    tables += [OpenWorkTable(makers).table, OverruledTable(makers).table]
    tables += [promises.causes]
    tables += [ConformanceTables(makers).table]
    tables += experience.tables
    tables += TrustTables(makers).tables
    var noWorkload: String?
    do throws(Forecast.Failure) {
      tables += try WorkloadTables.tables(makers)
    } catch {
      if !counted.isEmpty { noWorkload = "nothing is said of the work to expect: \(error)" }
    }
    tables += [makers.unknownParties]
    self.tables = tables.filter { !$0.rows.isEmpty }
    if let provider = scope.provider, let outline {
      quotes = RuleQuotes(provider, makers, figures).quotes(of: outline)
    } else {
      quotes = []
    }
    let ledger = ReportLedger(makers)
    sentences = ledger.sentences
    foot =
      ledger.foot + [noWorkload].compactMap(\.self) + faults.map { "\($0.kind): \($0.count)" }
    addsUp = ledger.addsUp
  }
}

/// From when until when cases were opened.
package struct ReportPeriod: Sendable, Hashable {
  package let name: String
  package let from: Instant
  /// The first instant behind it.
  package let until: Instant

  /// Reads "2026", "2026-Q2", "2026-05", "2026-05-08" or "2026-05-01..2026-05-31"; nil for anything else.
  package init?(_ text: String, in zone: Zone) {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(String.init)
    guard ends.count <= 2, let first = Self.days(ends[0]),
      let last = ends.count == 1 ? first : Self.days(ends[1]), first.first <= last.last
    else { return nil }
    name = text
    from = zone.startOfDay(first.first)
    until = zone.startOfDay(last.last.next)
  }

  private static func days(_ text: String) -> (first: CivilDate, last: CivilDate)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts[0].utf8.count == 4, let year = Int(parts[0]), CivilDate.years.contains(year),
      year < CivilDate.years.upperBound
    else { return nil }
    func month(_ first: Int, _ last: Int) -> (first: CivilDate, last: CivilDate)? {
      guard let from = CivilDate(year: year, month: first, day: 1),
        let until = CivilDate(
          year: year, month: last, day: CivilDate.days(inMonth: last, year: year))
      else { return nil }
      return (from, until)
    }
    switch parts.count {
    case 1: return month(1, 12)
    case 2:
      if parts[1].first == "Q", let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
        return month(quarter * 3 - 2, quarter * 3)
      }
      guard parts[1].utf8.count == 2, let number = Int(parts[1]), (1...12).contains(number) else {
        return nil
      }
      return month(number, number)
    case 3:
      guard parts[1].utf8.count == 2, parts[2].utf8.count == 2, let number = Int(parts[1]),
        let day = Int(parts[2]), let date = CivilDate(year: year, month: number, day: day)
      else { return nil }
      return (date, date)
    default: return nil
    }
  }
}
