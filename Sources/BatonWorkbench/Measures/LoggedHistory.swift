package import Baton
package import BatonLogs
import BatonModel
import BatonRecords
import BatonTime

/// A log that says what happened, measured: who had each case when, and what its time was.
///
///     var history = LoggedHistory(engine, setup, reader)
///     while try reader.read(into: &batch) { history.take(batch, reader.names) }
///     let cases = history.finish(reader.names)
///
/// Nothing is decided again. What the log does not tell is not known: a party that nobody names, the
/// kind of a time of which neither the source's `counts_as` nor a state says anything. Customers have no
/// case: what they do leaves it with whoever has it. Who that is says the field `provider`, if the source
/// has it.
///
/// Memory: 200 bytes for a case, 40 for each change of its unit or of the kind of its time, and its
/// last values. O(1) an event.
package struct LoggedHistory: ~Copyable {
  /// A stretch of a case's time as it begins; names are the log's.
  struct Start {
    var from: Int64
    var party: UInt32
    var unit: UInt32
    var pausedBy: UInt32
    var next: Int32
    var kind: Stretch.Kind
    var reason: PauseReason?
    var isSolved: Bool
  }

  struct Move {
    let fromParty: UInt32
    let fromUnit: UInt32
    let toParty: UInt32
    let toUnit: UInt32
    let at: Int64
    var next: Int32
    let isBack: Bool
  }

  /// A complaint, with the one before it that nobody answered either.
  struct Complaint {
    var one: MeasuredComplaint
    let before: Int32
  }

  /// Time in which the service was gone, before a reopening; ``MeasuredCase/never`` for the opening.
  struct Outage {
    let from: Int64
    let until: Int64
    let before: Int32
  }

  let engine: Engine
  private var fields: LogFields
  private var states = LogStates()
  private var senses: LogSenses
  private var rows = FieldRows()
  private var values: [Value?]
  var cases = FoundCases()
  var starts: [Start] = []
  var moves: [Move] = []
  var complaints: [Complaint] = []
  var outages: [Outage] = []
  /// Whether any event answers anybody.
  var hasAnswers = false
  /// The case in hand, of a log whose form says where cases end.
  private var current: Int?
  private let endsCases: Bool
  private let flowsBy: ConformanceReport.Grouping
  var ledger = MeasuredCases.Ledger()
  var last = MeasuredCase.never
  /// By the log's number of a party: whether it is the customer.
  private var customers: [Bool] = []
  /// Providers that fields name.
  var holders = NameTable()

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
    let isCustomers = isCustomer(event, names)
    if !isCustomers { hand(to: event, at: at, position) }
    hold(position, names)
    let state = state(of: index, batch)
    let sense = senses.sense(of: event, state: state, states, names)
    heed(sense, event, at: at, position)
    if let known = sense.known {
      hearComplaint(known, event, isCustomers: isCustomers, at: at, position)
    }
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

  /// Notes who did something with the case. Events of nobody known are passed over.
  private mutating func hand(to event: LogEvent, at: Int64, _ position: Int) {
    let before = (party: cases[position].doer, unit: cases[position].doerUnit)
    if !event.party.isNone { cases[position].doer = event.party.number }
    if !event.unit.isNone {
      cases[position].doerUnit = event.unit.number
    } else if event.party.number != before.party, !event.party.isNone {
      cases[position].doerUnit = .max
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
        fromParty: before.party, fromUnit: before.unit, toParty: cases[position].doer,
        toUnit: cases[position].doerUnit, at: at, next: -1, isBack: isBack))
    if cases[position].newestMove >= 0 {
      moves[Int(cases[position].newestMove)].next = number
    } else {
      cases[position].firstMove = number
    }
    cases[position].newestMove = number
  }

  /// Gives the case to the provider that its fields name, else to whoever did something last.
  private mutating func hold(_ position: Int, _ names: borrowing LogNames) {
    cases[position].party = cases[position].doer
    cases[position].unit = cases[position].doerUnit
    guard fields.hasHolder else { return }
    let doer = cases[position].doer
    let name = doer == .max ? nil : names.parties.text(of: Symbol(number: doer))
    let provider = cases[position].row.flatMap { self.provider(of: $0) }
    guard let holder = provider ?? name else { return }
    // One number for a name, wherever it comes from.
    cases[position].party = LogNameBook.number(ofHolder: holders.number(of: holder))
    if holder != name { cases[position].unit = .max }
  }

  private mutating func provider(of row: FieldRow) -> String? {
    let place = rows.place(of: row)
    if let known = rows.fields(place) { return known.provider }
    rows.set(place, members(of: row))
    return rows.fields(place)?.provider
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

  mutating func members(of row: FieldRow) -> Members {
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
      endOutage(position)
      cases[position].reopened = at
      cases[position].resolved = MeasuredCase.never
      cases[position].closed = MeasuredCase.never
      cases[position].restored = MeasuredCase.never
      cases[position].voice = .dissatisfied
      return
    }
    if cases[position].resolved == MeasuredCase.never { cases[position].resolved = at }
    cases[position].closed = phase == .closed ? at : MeasuredCase.never
  }

  /// Notes the outage that was over when a case is reopened.
  private mutating func endOutage(_ position: Int) {
    let one = cases[position]
    let until = one.restored != MeasuredCase.never ? one.restored : one.resolved
    guard until != MeasuredCase.never else { return }
    cases[position].outage = Int32(outages.count)
    outages.append(Outage(from: one.reopened, until: until, before: one.outage))
  }

  /// Notes the stretch of time that begins with an event, if it is another than the last.
  private mutating func tell(at: Int64, _ position: Int) {
    guard at != MeasuredCase.never else { return }
    let one = cases[position]
    let start = Start(
      from: at, party: one.party, unit: one.unit, pausedBy: one.pausedBy, next: -1,
      kind: one.kind, reason: one.reason, isSolved: one.phase != .open)
    if one.newest >= 0 {
      let newest = starts[Int(one.newest)]
      if newest.kind == start.kind, newest.party == start.party, newest.unit == start.unit,
        newest.reason == start.reason, newest.isSolved == start.isSolved
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
}
