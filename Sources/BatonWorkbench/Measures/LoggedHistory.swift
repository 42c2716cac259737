package import Baton
package import BatonLogs
import BatonModel
import BatonRecords
package import BatonTime

/// A log that says what happened, measured: who had each case when, and what its time was.
///
///     var history = LoggedHistory(engine, setup, reader)
///     while try reader.read(into: &batch) { history.take(batch, reader.names) }
///     let cases = history.finish(reader.names)
///
/// Nothing is decided again. What the log does not tell is not known: a party that nobody names, the
/// kind of a time of which neither the source's `counts_as` nor a state says anything. Customers have no
/// case: what they do leaves it with whoever has it.
///
/// Memory: 200 bytes for a case, 40 for each change of its unit or of the kind of its time, and its
/// last values. O(1) an event.
package struct LoggedHistory: ~Copyable {
  /// A stretch of a case's time as it begins; names are the log's.
  private struct Start {
    var from: Int64
    var party: UInt32
    var unit: UInt32
    var pausedBy: UInt32
    var next: Int32
    var kind: Stretch.Kind
    var reason: PauseReason?
  }

  private struct Move {
    let fromParty: UInt32
    let fromUnit: UInt32
    let toParty: UInt32
    let toUnit: UInt32
    let at: Int64
    var next: Int32
    let isBack: Bool
  }

  private let engine: Engine
  private var fields: LogFields
  private var states = LogStates()
  private var senses: LogSenses
  private var rows = FieldRows()
  private var values: [Value?]
  private var cases = FoundCases()
  private var starts: [Start] = []
  private var moves: [Move] = []
  /// The case in hand, of a log whose form says where cases end.
  private var current: Int?
  private let endsCases: Bool
  private let flowsBy: ConformanceReport.Grouping
  private var ledger = MeasuredCases.Ledger()
  private var last = MeasuredCase.never
  /// By the log's number of a party: whether it is the customer.
  private var customers: [Bool] = []

  /// What a log is asked for, of the fields that it has.
  package static func fields(of engine: Engine) -> [String] {
    MeasuredCases.fields(of: engine) + ["impact", "urgency", "pending_reason", "opened_at"]
  }

  package init(
    _ engine: Engine, _ setup: ConformanceSetup, _ reader: borrowing LogReader
  ) {
    self.engine = engine
    fields = setup.fields
    senses = LogSenses(engine, setup)
    values = Array(repeating: nil, count: setup.fields.wanted.count)
    let mapping = reader.mapping
    endsCases = mapping.saysWhereCasesEnd(in: reader.format)
    flowsBy = mapping.unit != nil ? .unit : mapping.party != nil ? .party : .person
  }

  // MARK: Events

  package mutating func take(_ batch: borrowing LogBatch, _ names: borrowing LogNames) {
    for run in batch.runs {
      let position = position(of: run, in: batch)
      for index in run.events { take(index, of: batch, names, at: position) }
      if run.isCut { ledger.cut += 1 }
      if run.ends { current = nil }
    }
  }

  private mutating func position(of run: LogRun, in batch: borrowing LogBatch) -> Int {
    guard endsCases else { return cases.position(of: run, in: batch) }
    if let current, !run.begins { return current }
    let position = cases.add(run, in: batch)
    current = position
    return position
  }

  private mutating func take(
    _ index: Int, of batch: borrowing LogBatch, _ names: borrowing LogNames, at position: Int
  ) {
    let event = batch.events[index]
    ledger.events += 1
    cases[position].events &+= 1
    let at = time(of: event, position)
    if fields.hasFields {
      let row = rows.row(of: index, in: batch, after: cases[position].row)
      if cases[position].row !== row { cases[position].row = row }
    }
    if !isCustomer(event, names) { hand(to: event, at: at, position, names) }
    let state = state(of: index, batch)
    heed(senses.sense(of: event, state: state, states, names), event, at: at, position)
    tell(at: at, position)
  }

  private mutating func state(of index: Int, _ batch: borrowing LogBatch) -> UInt32? {
    guard let place = fields.state else { return nil }
    return states.number(place, of: index, batch, &fields)
  }

  /// When an event counts as having happened; never before one of its case that stands above it.
  private mutating func time(of event: LogEvent, _ position: Int) -> Int64 {
    let known = cases[position].last
    guard let said = event.instant?.milliseconds else {
      ledger.timeless += 1
      return known
    }
    if said < known {
      ledger.backwards += 1
      return known
    }
    cases[position].last = said
    if cases[position].opened == MeasuredCase.never { cases[position].opened = said }
    last = max(last, said)
    return said
  }

  private mutating func isCustomer(_ event: LogEvent, _ names: borrowing LogNames) -> Bool {
    guard let symbol = event.party.symbol else { return false }
    while customers.count <= Int(symbol.number) {
      let name = names.parties.text(of: Symbol(number: UInt32(customers.count)))
      customers.append(name == Party.customer.name)
    }
    return customers[Int(symbol.number)]
  }

  /// Gives the case to whoever did something with it. Events of nobody known are passed over.
  private mutating func hand(
    to event: LogEvent, at: Int64, _ position: Int, _ names: borrowing LogNames
  ) {
    let before = (party: cases[position].party, unit: cases[position].unit)
    if !event.party.isNone { cases[position].party = event.party.number }
    if !event.unit.isNone {
      cases[position].unit = event.unit.number
    } else if event.party.number != before.party, !event.party.isNone {
      cases[position].unit = .max
    }
    let unit =
      switch flowsBy {
      case .unit: event.unit
      case .party: event.party
      case .person: event.person
      }
    let isBack: Bool
    switch cases[position].flow.take(unit.number) {
    case .none: return
    case .handover: isBack = false
    case .handback: isBack = true
    }
    cases[position].handoffs &+= 1
    if isBack { cases[position].bounces &+= 1 }
    let number = Int32(moves.count)
    moves.append(
      Move(
        fromParty: before.party, fromUnit: before.unit, toParty: cases[position].party,
        toUnit: cases[position].unit, at: at, next: -1, isBack: isBack))
    if cases[position].newestMove >= 0 {
      moves[Int(cases[position].newestMove)].next = number
    } else {
      cases[position].firstMove = number
    }
    cases[position].newestMove = number
  }

  /// What an event says of the case's time.
  private mutating func heed(_ sense: LogSense, _ event: LogEvent, at: Int64, _ position: Int) {
    cases[position].voice.hear(sense.known)
    if sense.known == .respond, cases[position].answered == MeasuredCase.never {
      cases[position].answered = at
    }
    if sense.known == .restore || sense.known == .workaround,
      cases[position].restored == MeasuredCase.never
    {
      cases[position].restored = at
    }
    if let phase = sense.phase { move(to: phase, at: at, position) }
    guard let kind = sense.kind else { return }
    cases[position].kind = kind
    cases[position].reason = nil
    cases[position].pausedBy = .max
    switch kind {
    case .customer: cases[position].reason = .customer
    case .thirdParty: cases[position].reason = .thirdParty
    case .waiting where sense.readsReason:
      let reason = waitsFor(position)
      cases[position].reason = reason
      if reason == .customer { cases[position].kind = .customer }
      if reason == .thirdParty { cases[position].kind = .thirdParty }
    default: return
    }
    cases[position].pausedBy = event.party.number
  }

  /// Why a case waits, as its field `pending_reason` says it.
  private mutating func waitsFor(_ position: Int) -> PauseReason? {
    guard let row = cases[position].row,
      case .text(let text)? = members(of: row)["pending_reason"]
    else { return nil }
    return PauseReason(rawValue: text)
  }

  private mutating func members(of row: FieldRow) -> Members {
    row.fill(&values)
    return fields.members(values)
  }

  private mutating func move(to phase: Case.Phase, at: Int64, _ position: Int) {
    let before = cases[position].phase
    cases[position].hasPhase = true
    guard phase != before else { return }
    cases[position].phase = phase
    if phase == .open {
      cases[position].reopenings &+= 1
      cases[position].resolved = MeasuredCase.never
      cases[position].closed = MeasuredCase.never
      cases[position].restored = MeasuredCase.never
      cases[position].voice = .dissatisfied
      return
    }
    if cases[position].resolved == MeasuredCase.never { cases[position].resolved = at }
    cases[position].closed = phase == .closed ? at : MeasuredCase.never
  }

  /// Notes the stretch of time that begins with an event, if it is another than the last.
  private mutating func tell(at: Int64, _ position: Int) {
    guard at != MeasuredCase.never else { return }
    let one = cases[position]
    let start = Start(
      from: at, party: one.party, unit: one.unit, pausedBy: one.pausedBy, next: -1,
      kind: one.kind, reason: one.reason)
    if one.newest >= 0 {
      let newest = starts[Int(one.newest)]
      if newest.kind == start.kind, newest.party == start.party, newest.unit == start.unit,
        newest.reason == start.reason
      {
        return
      }
      // What lasted no time was never there.
      if newest.from == at {
        starts[Int(one.newest)] = start
        return
      }
      starts[Int(one.newest)].next = Int32(starts.count)
    } else {
      cases[position].first = Int32(starts.count)
    }
    cases[position].newest = Int32(starts.count)
    starts.append(start)
  }

  // MARK: The end

  /// The cases with their time to the end of the log.
  /// - Parameters:
  ///   - results: what was found of each case beside the process, in the order in which they began;
  ///     empty if nobody looked.
  ///   - end: nil for the last event of all.
  package consuming func finish(
    _ names: borrowing LogNames, results: [ConformanceReport.CaseResult] = [],
    until end: Instant? = nil
  ) -> MeasuredCases {
    var measured = MeasuredCases(engine, fields: MeasuredCases.fields(of: engine))
    measured.end = end?.milliseconds ?? last
    measured.ledger = ledger
    measured.ledger.records = ledger.events
    var probe = MeasureProbe(engine, fields: measured.fields)
    var book = LogNameBook(engine)
    for position in 0..<cases.count {
      var one = measuredCase(position, measured.end)
      let request = request(position)
      addSpans(position, &one, request, to: &measured, &book, names)
      addMoves(position, &one, to: &measured, &book, names)
      one.party = book.party(cases[position].party, names, &measured.names)
      one.unit = book.unit(
        cases[position].unit, of: cases[position].party, names, &measured.names)
      if position < results.count, results[position].process != nil {
        one.hasProcess = true
        one.violations = Int32(clamping: results[position].violations)
        one.remarks = Int32(clamping: results[position].others)
        one.isAdapted = results[position].isAdapted
      }
      measured.cases.append(one)
      let party = measured.names[one.party]
      measured.note(
        request, &probe, provider: party,
        group: party == nil ? nil : measured.names[one.unit])
    }
    return measured
  }

  private func measuredCase(_ position: Int, _ end: Int64) -> MeasuredCase {
    let known = cases[position]
    var one = MeasuredCase(id: known.id)
    one.opened = known.opened
    one.resolved = known.resolved
    one.answered = known.answered
    one.restored = known.restored != MeasuredCase.never ? known.restored : known.resolved
    one.events = known.events
    one.handoffs = known.handoffs
    one.bounces = known.bounces
    one.reopenings = known.reopenings
    one.voice = known.voice
    if known.closed != MeasuredCase.never {
      one.ending = .closed
      one.end = known.closed
    } else {
      one.ending = known.hasPhase ? .open : .untold
      one.end = known.hasPhase ? max(end, known.last) : known.last
    }
    return one
  }

  private mutating func request(_ position: Int) -> Request {
    let id = cases[position].id
    let known = cases[position].row.map { members(of: $0) } ?? Members()
    var pairs = known.filter { $0.name != "id" }.map { ($0.name, $0.value) }
    pairs.append(("id", .text(id)))
    return Request(Members(pairs))
  }

  private mutating func addSpans(
    _ position: Int, _ one: inout MeasuredCase, _ request: Request,
    to measured: inout MeasuredCases, _ book: inout LogNameBook, _ names: borrowing LogNames
  ) {
    let begin = Int32(measured.spans.count)
    // A case that the log knows of only later was there before: whose it was then nobody says.
    if let said = Opening(request, in: engine.zone).instant, one.hasTime,
      said.milliseconds < one.opened
    {
      measured.spans.append(
        MeasuredSpan(from: said.milliseconds, until: one.opened, kind: .unknown))
      one.opened = said.milliseconds
    }
    var number = cases[position].first
    while number >= 0 {
      let start = starts[Int(number)]
      let next = start.next >= 0 ? starts[Int(start.next)].from : one.end
      number = start.next
      let until = min(next, one.end)
      guard start.from < until else { continue }
      var span = MeasuredSpan(from: start.from, until: until, kind: start.kind)
      span.party = book.party(start.party, names, &measured.names)
      span.unit = book.unit(start.unit, of: start.party, names, &measured.names)
      span.reason = start.reason
      span.pausedBy = book.party(start.pausedBy, names, &measured.names)
      if start.kind != .customer, let hours = book.hours(ofUnit: span.unit, measured.names) {
        span.open = hours.workingTime(
          from: Instant(milliseconds: span.from), to: Instant(milliseconds: until))
      }
      measured.spans.append(span)
    }
    one.spans = begin..<Int32(measured.spans.count)
  }

  private func addMoves(
    _ position: Int, _ one: inout MeasuredCase, to measured: inout MeasuredCases,
    _ book: inout LogNameBook, _ names: borrowing LogNames
  ) {
    let begin = Int32(measured.moves.count)
    var number = cases[position].firstMove
    while number >= 0 {
      let move = moves[Int(number)]
      number = move.next
      measured.moves.append(
        MeasuredMove(
          fromParty: book.party(move.fromParty, names, &measured.names),
          fromUnit: book.unit(move.fromUnit, of: move.fromParty, names, &measured.names),
          toParty: book.party(move.toParty, names, &measured.names),
          toUnit: book.unit(move.toUnit, of: move.toParty, names, &measured.names),
          at: move.at, isBack: move.isBack))
    }
    one.moves = begin..<Int32(measured.moves.count)
  }
}
