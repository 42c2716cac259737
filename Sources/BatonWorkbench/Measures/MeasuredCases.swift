import Baton
import BatonModel
import BatonTime

/// The cases of a history in columns: what reports and measures are made of.
///
/// However the history was written, as requests and events under the rules or as a log that only says
/// what happened, it ends here, so that every number has one meaning. Memory: 50 bytes for a span, 200
/// for a case, and its id.
package struct MeasuredCases: Sendable {
  package internal(set) var names = NameTable()
  package internal(set) var cases: [MeasuredCase] = []
  /// Of each case in order, without gaps and without overlaps.
  package internal(set) var spans: [MeasuredSpan] = []
  package internal(set) var clocks: [MeasuredClock] = []
  package internal(set) var moves: [MeasuredMove] = []
  /// Of the cases that were reopened, in milliseconds since 1970: from the opening or a reopening until
  /// the service was restored, all but the last of each case.
  package internal(set) var outages: [Range<Int64>] = []
  /// The rules that something was done otherwise than, and what was found of them, case by case.
  package internal(set) var rules: [MeasuredRule] = []
  package internal(set) var findings: [MeasuredFinding] = []
  /// Who helped whom, in the order of the cases.
  package internal(set) var assists: [MeasuredAssist] = []
  /// Who complained, in the order of the cases.
  package internal(set) var complaints: [MeasuredComplaint] = []
  /// Whether the history would say that a complaint was answered.
  package internal(set) var knowsAnswers = true
  /// What was broken, and which cases were opened after it, if the rules have times of regaining trust.
  package internal(set) var breaches: [MeasuredBreach] = []
  package internal(set) var trusts: [MeasuredTrust] = []
  /// The fields that are wanted of cases, and their values.
  package let fields: [String]
  package private(set) var columns: [FieldColumn]
  /// By the position of the measure, the survey and so on: the cases that it is about, in order.
  package private(set) var ofMeasures: [[Int32]]
  package private(set) var ofSurveys: [[Int32]]
  package private(set) var ofExperiences: [[Int32]]
  package private(set) var ofCredits: [[Int32]]
  /// The last instant that the history knows of, to which open cases are counted.
  package internal(set) var end = MeasuredCase.never
  package internal(set) var ledger = Ledger()

  /// What was read, and what of it could not be used: everything that was read is here.
  package struct Ledger: Sendable, Hashable {
    /// Requests, snapshots and events.
    package var records = 0
    /// Records that could not be read or that belong to no case.
    package var unreadable = 0
    package var events = 0
    /// Rules that erred while cases lived.
    package var errors = 0
    /// Events that stand behind a later one of their case: they count as of the later one.
    package var backwards = 0
    /// Records that stand behind later ones of other cases, where rules ask what those have open.
    package var disordered = 0
    /// Events without a time: they count as of the one before.
    package var timeless = 0
    /// Cases of which the log lost a part.
    package var cut = 0
  }

  /// - Parameter fields: what is wanted of each case besides what its life says.
  init(_ engine: Engine, fields: [String]) {
    self.fields = fields
    let known = Dictionary(engine.requestFields.map { ($0.name, $0.type) }) { first, _ in first }
    columns = fields.map { FieldColumn(of: known[$0]) }
    ofMeasures = Array(repeating: [], count: engine.measures.count)
    ofSurveys = Array(repeating: [], count: engine.surveys.count)
    ofExperiences = Array(repeating: [], count: engine.experiences.count)
    ofCredits = Array(repeating: [], count: engine.credits.count)
  }

  /// The fields that every report shows, with those that the rules ask for.
  static func fields(of engine: Engine) -> [String] {
    let own = engine.fieldsOfMeasures ?? engine.requestFields.map(\.name)
    let usual = ["kind", "service", "customer", "requester", "priority", "cost"]
    return usual + own.filter { !usual.contains($0) }
  }

  // MARK: Growing

  /// Notes what the rules want to know of the case that was added last.
  mutating func note(
    _ request: Request, _ probe: inout MeasureProbe, provider: String?, group: String?
  ) {
    let index = Int32(cases.count - 1)
    let one = cases[Int(index)]
    let opened = one.hasTime ? one.opened : 0
    probe.look(
      at: request, provider: provider, group: group,
      priority: one.priority > 0 ? Int(one.priority) : nil,
      dated: Instant(milliseconds: opened))
    for place in probe.measures { ofMeasures[place].append(index) }
    for place in probe.surveys { ofSurveys[place].append(index) }
    for place in probe.experiences { ofExperiences[place].append(index) }
    for place in probe.credits { ofCredits[place].append(index) }
    for place in columns.indices { columns[place].append(probe.value(place), &names) }
    if cases[Int(index)].priority == 0, let place = fields.firstIndex(of: "priority"),
      let number = columns[place].number(Int(index))
    {
      cases[Int(index)].priority = Int32(exactly: number) ?? 0
    }
  }

  // MARK: Asking

  package func spans(of one: MeasuredCase) -> ArraySlice<MeasuredSpan> {
    spans[Int(one.spans.lowerBound)..<Int(one.spans.upperBound)]
  }

  package func clocks(of one: MeasuredCase) -> ArraySlice<MeasuredClock> {
    clocks[Int(one.clocks.lowerBound)..<Int(one.clocks.upperBound)]
  }

  package func moves(of one: MeasuredCase) -> ArraySlice<MeasuredMove> {
    moves[Int(one.moves.lowerBound)..<Int(one.moves.upperBound)]
  }

  /// From when until when the service was gone, in order.
  /// - Parameter last: until when one lasts that is not over.
  package func outages(of one: MeasuredCase, until last: Int64) -> [Range<Int64>] {
    guard one.hasTime else { return [] }
    let from = one.reopened == MeasuredCase.never ? one.opened : one.reopened
    var until = one.restored
    if until == MeasuredCase.never { until = one.ending == .open ? last : one.end }
    return outages[Int(one.outages.lowerBound)..<Int(one.outages.upperBound)]
      + [from..<max(until, from)]
  }

  package func findings(of one: MeasuredCase) -> ArraySlice<MeasuredFinding> {
    findings[Int(one.findings.lowerBound)..<Int(one.findings.upperBound)]
  }

  /// What a case has of a field, as people read it; nil without a value, or if nobody wanted it.
  package func text(_ field: String, of index: Int) -> String? {
    fields.firstIndex(of: field).flatMap { columns[$0].text(index, names) }
  }

  package func number(_ field: String, of index: Int) -> Double? {
    fields.firstIndex(of: field).flatMap { columns[$0].number(index) }
  }
}
