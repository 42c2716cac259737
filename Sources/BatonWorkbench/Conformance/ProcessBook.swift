import Baton
import BatonModel

/// What is counted of one process while a log is read.
struct ProcessBook {
  let name: String
  let states: [String]
  private let isFinal: [Bool]
  private var tally: ConstraintTally
  private var constraints: [ConformanceRule]
  private let numbers: [String: Int]
  /// Constraints of which more is to be known than that they were broken.
  private let excusable: [Int]
  private let isExcusable: [Bool]
  private var ledger: RuleLedger
  private var agreements: [ConformanceAgreement]
  private let agreementNumbers: [String: Int]
  private var adaptedCases = 0
  private var mostEvents = 0
  private var events = 0
  private var stateEvents: [Int]
  private var stateEntries: [Int]
  private var stateCases: [Int]
  private var ways: [Int]
  /// Of constraints: deviations told in brief, room for samples, whether a deviation is a violation.
  private var briefCounts: [Int]
  private var room: [Int]
  private let isViolation: [Bool]
  private(set) var briefViolations = 0
  private(set) var briefRemarks = 0

  init(_ watch: borrowing LogWatch) {
    name = watch.process
    states = watch.stateNames
    isFinal = watch.stateNames.indices.map { watch.isFinal($0) }
    let infos = watch.constraints
    tally = ConstraintTally(constraints: infos.count)
    constraints = infos.map {
      ConformanceRule($0.rule, sentence: $0.sentence)
    }
    numbers = Dictionary(infos.enumerated().map { ($1.rule.about.name, $0) }) { first, _ in first }
    briefCounts = Array(repeating: 0, count: infos.count)
    room = Array(repeating: ConformanceRun.mostSamples, count: infos.count)
    isViolation = constraints.map(\.isViolation)
    isExcusable = infos.indices.map { watch.isExcusable($0) }
    excusable = infos.indices.filter { watch.isExcusable($0) }
    ledger = RuleLedger(watch)
    agreements = watch.agreements.map { ConformanceAgreement($0) }
    agreementNumbers = Dictionary(
      agreements.enumerated().map { ($1.info.about.name, $0) }
    ) { first, _ in first }
    stateEvents = Array(repeating: 0, count: states.count)
    stateEntries = stateEvents
    stateCases = stateEvents
    ways = Array(repeating: 0, count: states.count * states.count)
  }

  // MARK: States

  /// Counts where an event has brought a case.
  mutating func move(from before: Int?, _ one: inout OpenCase) {
    let now = one.track.state
    if let now {
      stateEvents[now] += 1
      if !one.states[now] {
        one.states[now] = true
        stateCases[now] += 1
      }
    }
    guard now != before else { return }
    if let now { stateEntries[now] += 1 }
    guard let before else { return }
    if isFinal[before] { one.reopen() }
    if let now { ways[before * states.count + now] += 1 }
  }

  // MARK: Deviations

  /// Whether a constraint has not been shown often enough.
  func wantsSample(_ constraint: Int) -> Bool {
    room[constraint] > 0
  }

  mutating func addSample(_ sample: ConformanceSample, to constraint: Int) {
    room[constraint] -= 1
    constraints[constraint].samples.append(sample)
  }

  /// Whether one of some has not.
  func wantsSample(ofAny brief: [BriefDeviation]) -> Bool {
    Self.hasRoom(brief, room)
  }

  private static func hasRoom(_ brief: [BriefDeviation], _ room: [Int]) -> Bool {
    let room = room.span
    for deviation in brief where room[Int(deviation.constraint)] > 0 { return true }
    return false
  }

  /// Counts deviations from constraints that are plainly told.
  /// - Returns: how many are violations.
  mutating func count(_ brief: [BriefDeviation]) -> Int {
    let violations = Self.count(brief, &briefCounts, isViolation)
    briefViolations += violations
    briefRemarks += brief.count - violations
    return violations
  }

  private static func count(
    _ brief: [BriefDeviation], _ counts: inout [Int], _ isViolation: [Bool]
  ) -> Int {
    var counts = counts.mutableSpan
    let isViolation = isViolation.span
    var violations = 0
    for deviation in brief {
      counts[Int(deviation.constraint)] &+= 1
      if isViolation[Int(deviation.constraint)] { violations &+= 1 }
    }
    return violations
  }

  /// Counts a deviation.
  /// - Parameter line: of the event that it was found at, if it was.
  /// - Returns: the constraint, or the row of another rule.
  mutating func count(
    _ deviation: Deviation, line: Int?, in one: inout OpenCase
  ) -> BookedRule {
    count(deviation.standing, in: &one)
    if case .constraint = deviation.kind, let number = deviation.rule.flatMap({ numbers[$0] }) {
      Self.count(deviation, of: one.id, line, in: &constraints[number])
      let key = UInt32(number)
      let mark = OpenCase.Mark(deviation.standing)
      if !isExcusable[number] { return .constraint(number) }
      if one.marks[key].map({ $0.rawValue < mark.rawValue }) ?? true { one.marks[key] = mark }
      return .constraint(number)
    }
    let row = ledger.row(of: deviation)
    Self.count(deviation, of: one.id, line, in: &ledger[row])
    // Of rules without a tally too a case counts once, with the worst that is found in it.
    let mark = OpenCase.Mark(deviation.standing)
    let before = one.rows[UInt32(row)]
    if before.map({ $0.rawValue < mark.rawValue }) ?? true {
      one.rows[UInt32(row)] = mark
      if let before { ledger[row].count(before, by: -1) }
      ledger[row].count(mark, by: 1)
    }
    return .row(row)
  }

  /// Whether an adaptation excused something in a case.
  func isAdapted(_ one: OpenCase) -> Bool {
    one.agreements.contains { agreements[Int($0)].info.kind == .adaptation }
  }

  /// Counts by whose agreement it is excused.
  private mutating func count(_ standing: Deviation.Standing, in one: inout OpenCase) {
    let name: String
    switch standing {
    case .counts: return
    case .adapted(let by), .waived(let by): name = by
    }
    guard let number = agreementNumbers[name] else { return }
    agreements[number].deviations += 1
    guard !one.agreements.contains(UInt32(number)) else { return }
    let wasAdapted = isAdapted(one)
    one.agreements.append(UInt32(number))
    agreements[number].cases += 1
    if agreements[number].info.kind == .adaptation, !wasAdapted { adaptedCases += 1 }
  }

  private static func count(
    _ deviation: Deviation, of caseID: String, _ line: Int?, in rule: inout ConformanceRule
  ) {
    switch deviation.standing {
    case .counts: rule.deviations += 1
    case .adapted: rule.adapted += 1
    case .waived: rule.waived += 1
    }
    // One of a case shows more than all of the first.
    guard rule.samples.count < ConformanceRun.mostSamples,
      rule.samples.last?.caseID != caseID
    else { return }
    rule.samples.append(ConformanceSample(caseID: caseID, deviation: deviation, line: line))
  }

  // MARK: The end of a case

  /// Counts a case that has ended.
  /// - Returns: the share of its constraints that are kept, of those that were asked for; nil if none
  ///   was. What is agreed or tolerated is left out.
  mutating func close(_ one: OpenCase, _ watch: borrowing LogWatch) -> Double? {
    watch.add(one.track, to: &tally)
    events += one.events
    mostEvents = max(mostEvents, one.events)
    var applicable = tally.lastApplicable
    var violated = tally.lastBroken
    for number in excusable where one.track.isBroken[number] {
      switch one.marks[UInt32(number)] {
      case .violated: constraints[number].violatedCases += 1
      case .waived:
        constraints[number].waivedCases += 1
        applicable -= 1
        violated -= 1
      case .adapted:
        constraints[number].adaptedCases += 1
        applicable -= 1
        violated -= 1
      // It was broken on a day on which it was not in force.
      case nil: violated -= 1
      }
    }
    return applicable == 0 ? nil : Double(applicable - violated) / Double(applicable)
  }

  // MARK: The result

  var constraintCount: Int { constraints.count }

  func constraintName(_ number: Int) -> String { constraints[number].name }

  func rowName(_ row: Int) -> String { ledger[row].name }

  var result: ConformanceReport.Process {
    let results = constraints.indices.map { number in
      var rule = constraints[number]
      if !isExcusable[number] { rule.violatedCases = tally.broken[number] }
      rule.deviations += briefCounts[number]
      return ConstraintResult(
        rule: rule, cases: tally.cases, notApplicable: tally.notApplicable[number],
        activatedCases: tally.activatedCases[number], activations: tally.activations[number])
    }
    let states = states.indices.map {
      ConformanceState(
        name: self.states[$0], isFinal: isFinal[$0], events: stateEvents[$0],
        entries: stateEntries[$0], cases: stateCases[$0])
    }
    var taken: [ConformanceWay] = []
    for (position, count) in ways.enumerated() where count > 0 {
      taken.append(
        ConformanceWay(
          from: self.states[position / self.states.count],
          to: self.states[position % self.states.count], count: count))
    }
    return ConformanceReport.Process(
      name: name, cases: tally.cases, constraints: results, rules: ledger.rules, states: states,
      ways: taken, agreements: agreements, adaptedCases: adaptedCases, events: events,
      mostEvents: mostEvents)
  }
}

/// A rule as a process's book has it.
enum BookedRule {
  case constraint(Int)
  case row(Int)
}

extension ConformanceRule {
  /// Counts a case in which it was broken.
  fileprivate mutating func count(_ mark: OpenCase.Mark, by number: Int) {
    switch mark {
    case .violated: violatedCases += number
    case .waived: waivedCases += number
    case .adapted: adaptedCases += number
    }
  }
}

extension OpenCase.Mark {
  init(_ standing: Deviation.Standing) {
    self =
      switch standing {
      case .counts: .violated
      case .waived: .waived
      case .adapted: .adapted
      }
  }
}
