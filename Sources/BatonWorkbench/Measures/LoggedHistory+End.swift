import Baton
package import BatonLogs
import BatonModel
package import BatonTime

// What is made of a log's cases once it has been read.
extension LoggedHistory {
  /// The cases with their time to the end of the log.
  /// - Parameters:
  ///   - results: what was found of each case beside the process, in the order in which they began;
  ///     empty if nobody looked.
  ///   - processes: the processes of these results.
  ///   - end: nil for the last event of all.
  package consuming func finish(
    _ names: borrowing LogNames, results: [ConformanceReport.CaseResult] = [],
    of processes: [ConformanceReport.Process] = [], until end: Instant? = nil
  ) -> MeasuredCases {
    var measured = MeasuredCases(engine, fields: MeasuredCases.fields(of: engine))
    measured.end = end?.milliseconds ?? last
    measured.ledger = ledger
    measured.ledger.records = ledger.events
    var probe = MeasureProbe(engine, fields: measured.fields)
    var book = LogNameBook(engine, holders: holders)
    let firsts = measured.addRules(of: processes)
    for position in 0..<cases.count {
      var one = measuredCase(position, measured.end)
      let request = request(position)
      addSpans(position, &one, request, to: &measured, &book, names)
      addMoves(position, &one, to: &measured, &book, names)
      addOutages(position, &one, to: &measured)
      one.party = book.party(cases[position].party, names, &measured.names)
      one.unit = book.unit(
        cases[position].unit, of: cases[position].party, names, &measured.names)
      if position < results.count, results[position].process != nil {
        one.hasProcess = true
        one.violations = Int32(clamping: results[position].violations)
        one.remarks = Int32(clamping: results[position].others)
        one.isAdapted = results[position].isAdapted
        measured.addFindings(results[position], firsts, to: &one)
      }
      measured.cases.append(one)
      let party = measured.names[one.party]
      measured.note(
        request, &probe, provider: party,
        group: party == nil ? nil : measured.names[one.unit])
    }
    addComplaints(to: &measured, &book, names)
    return measured
  }

  private func addComplaints(
    to measured: inout MeasuredCases, _ book: inout LogNameBook, _ names: borrowing LogNames
  ) {
    measured.knowsAnswers = hasAnswers
    for complaint in complaints.sorted(by: { ($0.one.index, $0.one.at) < ($1.one.index, $1.one.at) }
    ) {
      var one = MeasuredComplaint(
        index: complaint.one.index, isReturn: complaint.one.isReturn, at: complaint.one.at,
        party: book.party(complaint.one.party, names, &measured.names))
      one.answered = complaint.one.answered
      one.answeredBy = book.party(complaint.one.answeredBy, names, &measured.names)
      measured.complaints.append(one)
    }
  }

  private func measuredCase(_ position: Int, _ end: Int64) -> MeasuredCase {
    let known = cases[position]
    var one = MeasuredCase(id: known.id)
    one.opened = known.opened
    one.resolved = known.resolved
    one.answered = known.answered
    one.reopened = known.reopened
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
      span.isSolved = start.isSolved
      span.pausedBy = book.party(start.pausedBy, names, &measured.names)
      if start.kind != .customer, let hours = book.hours(ofUnit: span.unit, measured.names) {
        span.open = hours.workingTime(
          from: Instant(milliseconds: span.from), to: Instant(milliseconds: until))
      }
      measured.spans.append(span)
    }
    one.spans = begin..<Int32(measured.spans.count)
  }

  private func addOutages(
    _ position: Int, _ one: inout MeasuredCase, to measured: inout MeasuredCases
  ) {
    let begin = Int32(measured.outages.count)
    var number = cases[position].outage
    while number >= 0 {
      let outage = outages[Int(number)]
      number = outage.before
      // When it was opened is known only now.
      let from = outage.from == MeasuredCase.never ? one.opened : outage.from
      measured.outages.append(from..<max(outage.until, from))
    }
    measured.outages[Int(begin)...].reverse()
    one.outages = begin..<Int32(measured.outages.count)
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

extension MeasuredCases {
  /// - Returns: where the rules of each process begin.
  fileprivate mutating func addRules(of processes: [ConformanceReport.Process]) -> [String: Int] {
    var firsts: [String: Int] = [:]
    for process in processes {
      firsts[process.name] = rules.count
      rules += (process.constraints.map(\.rule) + process.rules).map { rule in
        MeasuredRule(
          process: process.name, name: rule.isNamed ? rule.name : rule.sentence,
          isEnforced: rule.isEnforced)
      }
    }
    return firsts
  }

  fileprivate mutating func addFindings(
    _ result: ConformanceReport.CaseResult, _ firsts: [String: Int], to one: inout MeasuredCase
  ) {
    guard let first = result.process.flatMap({ firsts[$0] }) else { return }
    let begin = Int32(findings.count)
    for finding in result.findings {
      findings.append(
        MeasuredFinding(
          rule: UInt32(first + finding.rule), times: finding.times, excused: finding.excused))
    }
    one.findings = begin..<Int32(findings.count)
  }
}
