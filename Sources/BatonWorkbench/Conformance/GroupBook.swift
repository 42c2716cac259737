import Baton
import BatonLogs
import BatonModel
import BatonRecords

/// What is counted of each party, unit or person while a log is read, by the log's numbers of them.
///
/// The first is for events of which it is not known.
struct GroupBook {
  private struct Entry {
    var group = ConformanceGroup()
    /// By process: how often each constraint was broken; empty until one is.
    var constraints: [[UInt32]]
    /// By process in the upper half and row in the lower.
    var rows: [UInt64: Int] = [:]
  }

  private let grouping: ConformanceReport.Grouping
  private var entries: [Entry] = []

  init(by grouping: ConformanceReport.Grouping) { self.grouping = grouping }

  private func number(_ event: LogEvent) -> UInt32 {
    let name =
      switch grouping {
      case .party: event.party
      case .unit: event.unit
      case .person: event.person
      }
    return name.isNone ? 0 : name.number + 1
  }

  private mutating func grow(to number: UInt32) {
    while entries.count <= Int(number) { entries.append(Entry(constraints: [])) }
  }

  // MARK: Events

  /// Counts an event.
  mutating func see(_ event: LogEvent, _ one: inout OpenCase) {
    let number = number(event)
    grow(to: number)
    entries[Int(number)].group.events += 1
    one.groups.insert(number)
  }

  /// Counts that whoever did an event gave the case on with it, or back.
  mutating func handOver(_ from: LogEvent, isBack: Bool) {
    let number = number(from)
    grow(to: number)
    entries[Int(number)].group.handovers += 1
    if isBack { entries[Int(number)].group.returns += 1 }
  }

  // MARK: Deviations

  /// Counts deviations from constraints that are plainly told, of one event.
  mutating func blame(
    _ event: LogEvent, _ brief: [BriefDeviation], of process: Int, violations: Int, remarks: Int,
    _ one: inout OpenCase
  ) {
    let number = Int(number(event))
    grow(to: UInt32(number))
    let highest = brief.reduce(0) { max($0, Int($1.constraint)) }
    makeRoom(for: highest, of: process, number)
    Self.count(brief, &entries[number].constraints[process])
    entries[number].group.violations += violations
    entries[number].group.remarks += remarks
    if violations > 0 { one.blamed.insert(UInt32(number)) }
  }

  private static func count(_ brief: [BriefDeviation], _ counts: inout [UInt32]) {
    var counts = counts.mutableSpan
    for deviation in brief { counts[Int(deviation.constraint)] &+= 1 }
  }

  /// Counts a deviation. Of whom it is the fault is told by names.
  mutating func blame(
    _ deviation: Deviation, _ rule: BookedRule, of process: Int,
    _ names: borrowing LogNames, _ one: inout OpenCase
  ) {
    let number: UInt32
    switch grouping {
    case .party: number = Self.number(deviation.party, names.parties)
    case .unit: number = Self.number(deviation.group, names.units)
    case .person: number = Self.number(deviation.person, names.persons)
    }
    grow(to: number)
    count(rule, of: process, Int(number))
    switch deviation.standing {
    case .counts where deviation.isViolation:
      entries[Int(number)].group.violations += 1
      one.blamed.insert(number)
    case .counts: entries[Int(number)].group.remarks += 1
    case .adapted: entries[Int(number)].group.adapted += 1
    case .waived: entries[Int(number)].group.waived += 1
    }
  }

  private static func number(_ name: String?, _ table: borrowing GrowingSymbolTable) -> UInt32 {
    name.flatMap { table.find($0) }.map { $0.number + 1 } ?? 0
  }

  private mutating func count(_ rule: BookedRule, of process: Int, _ number: Int) {
    switch rule {
    case .row(let row):
      entries[number].rows[UInt64(process) << 32 | UInt64(row), default: 0] += 1
    case .constraint(let constraint):
      makeRoom(for: constraint, of: process, number)
      entries[number].constraints[process][constraint] += 1
    }
  }

  private mutating func makeRoom(for constraint: Int, of process: Int, _ number: Int) {
    while entries[number].constraints.count <= process { entries[number].constraints.append([]) }
    let known = entries[number].constraints[process].count
    guard known <= constraint else { return }
    entries[number].constraints[process]
      .append(contentsOf: repeatElement(0, count: constraint + 1 - known))
  }

  // MARK: Results

  /// Counts a case that has ended.
  mutating func close(_ one: OpenCase) {
    for number in one.groups.elements { entries[Int(number)].group.cases += 1 }
    for number in one.blamed.elements { entries[Int(number)].group.faultyCases += 1 }
  }

  /// All that did something or have something to answer for, those with most to answer for first.
  func results(
    _ names: borrowing LogNames, constraint: (Int, Int) -> String, row: (Int, Int) -> String
  ) -> [ConformanceGroup] {
    var results: [ConformanceGroup] = []
    for (number, entry) in entries.enumerated() {
      var group = entry.group
      let isIdle =
        group.events == 0 && group.violations + group.remarks + group.adapted + group.waived == 0
      if isIdle { continue }
      if number > 0 {
        let symbol = Symbol(number: UInt32(number - 1))
        switch grouping {
        case .party: group.name = names.parties.text(of: symbol)
        case .unit: group.name = names.units.text(of: symbol)
        case .person: group.name = names.persons.text(of: symbol)
        }
      }
      for (process, counts) in entry.constraints.enumerated() {
        for (position, count) in counts.enumerated() where count > 0 {
          group.rules[constraint(process, position), default: 0] += Int(count)
        }
      }
      for (key, count) in entry.rows {
        group.rules[row(Int(key >> 32), Int(key & 0xffff_ffff)), default: 0] += count
      }
      results.append(group)
    }
    return results.sorted {
      ($1.violations, $1.remarks, $1.events, $0.name ?? "")
        < ($0.violations, $0.remarks, $0.events, $1.name ?? "")
    }
  }
}
