package import Baton
package import BatonLogs
import BatonModel
import BatonRecords
package import BatonTime

/// Checks a log by the processes of a rule base, batch by batch.
///
///     let setup = try ConformanceSetup(engine)
///     var reader = try LogReader(source, name: path, mapping: setup.mapping) { setup.adjust(&$0) }
///     var run = ConformanceRun(engine, setup, reader)
///     while try reader.read(into: &batch) { run.take(batch, reader.names) }
///     run.finish(reader.names)
///     let report = run.report
///
/// A case ends where the form of the log says so, else with the log. Memory: the cases that are open,
/// the names of the log, and what is counted by them; of a log with each case's events together one
/// case, however long it is.
package struct ConformanceRun: ~Copyable {
  /// How many deviations of a rule, and how many cases, are kept to be shown.
  package static let mostSamples = 5
  static let mostWorst = 10
  /// How many faults of a kind are told.
  private static let mostFaults = 20

  private let watches: LogWatches
  private var vocabulary: LogVocabulary
  private var fields: LogFields
  private var books: [ProcessBook]
  private var groups: GroupBook
  private var open = OpenCases()
  /// A case before its first event.
  private let blank: OpenCase
  private let isChoosing: Bool
  /// Whether the log's form says where cases end.
  private let endsCases: Bool
  /// What to take for the unit of a handover.
  private let flowsBy: ConformanceReport.Grouping
  /// The case in hand, of a log whose form says where cases end.
  private var current: Int?
  private var states = LogStates()
  private var values: [Value?]
  private var rows = FieldRows()
  private var summary: ConformanceReport
  private var fitness = 0.0
  private var casesWithFitness = 0
  private var faults: [LogFault] = []
  private var backwards = 0
  /// Tells each deviation as it is found.
  private let tell: ((ConformanceSample) -> Void)?
  /// Tells each case when it ends.
  private let tellCase: ((ConformanceReport.CaseResult) -> Void)?
  /// Whether a case is told with what was found rule by rule.
  private let tellsFindings: Bool
  /// Tells each way from a state to another that a case takes.
  private let tellWay: ((TakenWay) -> Void)?
  /// No case has something due before this.
  private var nextDue: Instant?

  /// - Parameters:
  ///   - grouping: nil for parties, or for what the log has in their place.
  ///   - tellsFindings: whether cases are told with what was found rule by rule.
  package init(
    _ engine: Engine, _ setup: ConformanceSetup, _ reader: borrowing LogReader,
    by grouping: ConformanceReport.Grouping? = nil,
    tell: ((ConformanceSample) -> Void)? = nil,
    tellCase: ((ConformanceReport.CaseResult) -> Void)? = nil, tellsFindings: Bool = false,
    tellWay: ((TakenWay) -> Void)? = nil
  ) {
    watches = LogWatches(engine, processes: setup.processes)
    fields = setup.fields
    isChoosing = setup.isChoosing
    values = Array(repeating: nil, count: setup.fields.wanted.count)
    let mapping = reader.mapping
    endsCases = mapping.saysWhereCasesEnd(in: reader.format)
    flowsBy = mapping.unit != nil ? .unit : mapping.party != nil ? .party : .person
    let grouping =
      grouping ?? (mapping.party != nil ? .party : mapping.unit != nil ? .unit : .person)
    groups = GroupBook(by: grouping)
    vocabulary = LogVocabulary(
      source: setup.source, watches: watches, namesPersons: grouping == .person)
    summary = ConformanceReport(identity: engine.identity)
    summary.grouping = grouping
    self.tell = tell
    self.tellCase = tellCase
    self.tellsFindings = tellsFindings
    self.tellWay = tellWay
    books = []
    for process in 0..<watches.count {
      // What is told one by one has to be told in full.
      watches[process].isBrief = tell == nil
      books.append(ProcessBook(watches[process]))
    }
    blank = OpenCase(
      process: isChoosing ? nil : 0, track: watches[0].newTrack(), states: books[0].states.count)
  }

  // MARK: Events

  package mutating func take(_ batch: borrowing LogBatch, _ names: borrowing LogNames) {
    for run in batch.runs {
      let position = self.position(of: run, in: batch)
      for index in run.events { take(index, of: batch, names, at: position) }
      if run.ends {
        finish(position, isCut: run.isCut, names)
        current = nil
      }
    }
  }

  private mutating func position(of run: LogRun, in batch: borrowing LogBatch) -> Int {
    if endsCases {
      if let current, !run.begins { return current }
    } else if let known = open.position(of: run, in: batch) {
      return known
    }
    summary.cases += 1
    let position = open.begin(run, in: batch, isFound: !endsCases, like: blank)
    if endsCases { current = position }
    return position
  }

  private mutating func take(
    _ index: Int, of batch: borrowing LogBatch, _ names: borrowing LogNames, at position: Int
  ) {
    let event = batch.events[index]
    summary.events += 1
    let isFirst = open[position].events == 0
    open[position].events += 1
    if isChoosing, isFirst { choose(position, members(index, of: batch)) }
    groups.see(event, &open[position])
    if event.milliseconds < open[position].lastAt { noteBackwards(event, position) }
    if event.instant != nil { open[position].lastAt = event.milliseconds }
    // Customers have no case: what they do hands nothing over, and leaves it with whoever has it.
    let isCustomer = vocabulary.isCustomer(event, names)
    let holder = isCustomer ? vocabulary.doer(open[position].last, names) : nil
    if !isCustomer {
      flow(event, position)
      open[position].last = event
    }
    guard let process = open[position].process else { return }
    let state = state(of: index, batch)
    let number = meaning(event, state, process, names)
    let doer = vocabulary.doer(event, names)
    let fields = fields(of: index, batch, number, process, position)
    let before = open[position].track.state
    let hasFound = watches[process].take(
      vocabulary.meanings[number], at: event.instant, by: doer, of: holder,
      fields: fields, &open[position].track)
    books[process].move(from: before, &open[position])
    open[position].hear(vocabulary.meanings[number].known)
    if let tellWay, let before, let now = open[position].track.state, now != before {
      tellWay(
        TakenWay(
          process: watches[process].position, from: before, target: now,
          by: doer.bearer?.party ?? doer.bearer?.group,
          isLegal: !watches[process].hasLeftTheWays))
    }
    if hasFound {
      settle(position, process, event, names, meaning: vocabulary.meanings[number])
    }
    if let due = open[position].track.deadline { nextDue = min(nextDue ?? due, due) }
  }

  /// Tells once of a case that its times run backwards. An event without a time is passed over.
  private mutating func noteBackwards(_ event: LogEvent, _ position: Int) {
    if event.instant == nil || open[position].isBackwards { return }
    open[position].isBackwards = true
    backwards += 1
    guard backwards <= Self.mostFaults else { return }
    faults.append(LogFault(cause: .timeBackwards, line: Int(event.line), trace: nil, event: nil))
  }

  /// What was found wrong with the log since the last time, which is forgotten here.
  package mutating func takeFaults() -> [LogFault] {
    defer { faults.removeAll() }
    return faults
  }

  /// How many faults of each kind were found here, told or not.
  package var faultCounts: [LogFault.Kind: Int] {
    backwards == 0 ? [:] : [.timeBackwards: backwards]
  }

  /// The fields that the case has with an event, if rules look at them.
  private mutating func fields(
    of index: Int, _ batch: borrowing LogBatch, _ number: Int, _ process: Int, _ position: Int
  ) -> LogWatch.Fields? {
    guard fields.hasFields, fields.hasHolder || watches.readsFacts[process] else { return nil }
    let row = rows.row(of: index, in: batch, after: open[position].row)
    if open[position].row !== row { open[position].row = row }
    guard fields.hasHolder || vocabulary.meanings[number].readsFacts else { return nil }
    let place = rows.place(of: row)
    if let known = rows.fields(place) { return known }
    row.fill(&values)
    rows.set(place, fields.members(values))
    return rows.fields(place)
  }

  private mutating func members(_ index: Int, of batch: borrowing LogBatch) -> Members {
    for place in values.indices { values[place] = batch.value(place, of: index) }
    return fields.members(values)
  }

  /// The number of the state that an event names.
  private mutating func state(of index: Int, _ batch: borrowing LogBatch) -> UInt32? {
    guard let place = fields.state else { return nil }
    return states.number(place, of: index, batch, &fields)
  }

  private mutating func meaning(
    _ event: LogEvent, _ state: UInt32?, _ process: Int, _ names: borrowing LogNames
  ) -> Int {
    vocabulary.meaning(
      of: event, state: state, of: states.texts, in: process, watches, names)
  }

  /// Finds the process that a case follows: the first that is for its first event.
  private mutating func choose(_ position: Int, _ members: Members) {
    for process in 0..<watches.count {
      if !watches[process].isForAll {
        guard watches[process].isFollowed(by: members) else { continue }
      }
      if open[position].process != process || open[position].track.process != books[process].name {
        open[position].track = watches[process].newTrack()
        open[position].states = Array(repeating: false, count: books[process].states.count)
      }
      open[position].process = process
      return
    }
    open[position].process = nil
    summary.otherCases += 1
  }

  private mutating func flow(_ event: LogEvent, _ position: Int) {
    let unit =
      switch flowsBy {
      case .unit: event.unit
      case .party: event.party
      case .person: event.person
      }
    switch open[position].flow.take(unit.number) {
    case .none: break
    case .handover: groups.handOver(open[position].last, isBack: false)
    case .handback: groups.handOver(open[position].last, isBack: true)
    }
  }

  // MARK: The end of a case

  private mutating func finish(_ position: Int, isCut: Bool, _ names: borrowing LogNames) {
    let last = open[position].last
    if let process = open[position].process {
      // What the log has lost may have been what was still to come.
      if !isCut {
        watches[process].end(&open[position].track, by: vocabulary.doer(last, names))
        if watches[process].hasFound { settle(position, process, nil, names, meaning: nil) }
      }
      let share = books[process].close(open[position], watches[process])
      if let share {
        fitness += share
        casesWithFitness += 1
      }
      tell(open[position], books[process].name, share, isCut: isCut)
    } else {
      tell(open[position], nil, nil, isCut: isCut)
    }
    groups.close(open[position])
    summary.close(open[position], isCut: isCut)
    open.end(at: position, isFound: !endsCases)
  }

  private mutating func tell(
    _ one: OpenCase, _ process: String?, _ share: Double?, isCut: Bool
  ) {
    guard tellCase != nil || summary.isAmongWorst(share, one.violations) else { return }
    let result = ConformanceReport.CaseResult(
      id: one.id, process: process, events: one.events, fitness: share,
      violations: one.violations, others: one.others, handovers: one.flow.handovers,
      returns: one.flow.returns, reopenings: one.reopenings, isCut: isCut,
      isAdapted: one.process.map { books[$0].isAdapted(one) } ?? false,
      findings: one.findings.all)
    tellCase?(result)
    summary.addWorst(result)
  }

  /// Ends all cases that are open, at the end of the log.
  package mutating func finish(_ names: borrowing LogNames) {
    for position in endsCases ? Array([current].compactMap(\.self)) : open.open {
      finish(position, isCut: false, names)
    }
    current = nil
  }

  /// Lets time pass without an event: what was due by then is told.
  package mutating func wait(until instant: Instant, _ names: borrowing LogNames) {
    guard let due = nextDue, due <= instant else { return }
    nextDue = nil
    for position in endsCases ? Array([current].compactMap(\.self)) : open.open {
      guard let process = open[position].process else { continue }
      watches[process].wait(until: instant, &open[position].track)
      if watches[process].hasFound { settle(position, process, nil, names, meaning: nil) }
      if let due = open[position].track.deadline { nextDue = min(nextDue ?? due, due) }
    }
  }

  /// When something is due in an open case.
  package var due: Instant? { nextDue }

  // MARK: What was found

  private mutating func settle(
    _ position: Int, _ process: Int, _ event: LogEvent?, _ names: borrowing LogNames,
    meaning: LogWatch.Meaning?
  ) {
    let doer = event ?? open[position].last
    let brief = watches[process].brief
    if !brief.isEmpty {
      if books[process].wantsSample(ofAny: brief) {
        for one in brief where books[process].wantsSample(Int(one.constraint)) {
          let deviation = watches[process].deviation(
            one, meaning, at: event?.instant, by: vocabulary.doer(doer, names),
            open[position].track)
          books[process].addSample(
            ConformanceSample(
              caseID: open[position].id, deviation: deviation,
              line: event.map { Int($0.line) }), to: Int(one.constraint))
        }
      }
      let violations = books[process].count(brief)
      let remarks = brief.count - violations
      groups.blame(
        doer, brief, of: process, violations: violations, remarks: remarks, &open[position])
      open[position].violations += violations
      open[position].others += remarks
      if tellsFindings {
        for one in brief { open[position].findings.add(constraint: one.constraint) }
      }
    }
    for deviation in watches[process].deviations {
      let line = event.flatMap {
        deviation.position == open[position].events ? Int($0.line) : nil
      }
      tell?(ConformanceSample(caseID: open[position].id, deviation: deviation, line: line))
      let rule = books[process].count(deviation, line: line, in: &open[position])
      groups.blame(deviation, rule, of: process, names, &open[position])
      if tellsFindings {
        open[position].findings.add(
          rule, isExcused: deviation.standing != .counts,
          constraints: books[process].constraintCount)
      }
      if deviation.isViolation {
        open[position].violations += 1
      } else {
        open[position].others += 1
      }
      summary.count(deviation)
    }
    watches[process].forget()
  }

  // MARK: The report

  package var report: ConformanceReport {
    borrowing get {
      var report = summary
      report.processes = books.map(\.result)
      for book in books {
        report.violations += book.briefViolations
        report.remarks += book.briefRemarks
      }
      report.fitness = casesWithFitness == 0 ? nil : fitness / Double(casesWithFitness)
      return report
    }
  }

  /// The report with the names of groups, which are the reader's.
  package borrowing func report(_ names: borrowing LogNames) -> ConformanceReport {
    var report = self.report
    report.groups = groups.results(names) { process, constraint in
      books[process].constraintName(constraint)
    } row: { process, row in
      books[process].rowName(row)
    }
    return report
  }
}

extension LogMapping {
  /// Whether the form of a log says where its cases end; else they end with the log.
  func saysWhereCasesEnd(in format: LogFormat) -> Bool {
    format == .xes || format == .caseLines || isSortedByCase && format != .ocel
  }
}
