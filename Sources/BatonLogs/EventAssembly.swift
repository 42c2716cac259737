import BatonModel
import BatonRecords
import BatonTime

/// Makes batches of what the readers of the formats find: a case, an event, a value of one of the
/// plan's sources. They say what stands where, and here is known what it means.
///
/// What a case says of all its events lies in a frame that each event starts with. A value is put in
/// its place when it comes, so nothing is kept of an event but its row. Per event nothing is
/// allocated.
struct EventAssembly: ~Copyable {
  var names = LogNames()
  var batch = LogBatch()
  var ledger: FaultLedger
  let plan: LogPlan
  let isSorted: Bool

  // The case in hand.
  private var history = CaseHistory()
  var caseID: [UInt8] = []
  var hasCase = false
  private var digest: UInt64 = 0
  private var isFresh = false
  private var isRunOpen = false
  private var caseLine = 0
  private(set) var trace = 0
  private(set) var eventNumber = 0
  private var frame = ValueFrame()

  // The event in hand.
  private(set) var isInEvent = false
  private var event = LogEvent()
  private var rowID: [UInt8] = []
  private var hasRowID = false
  private var firstCell = 0
  /// What was found of it in batches that were given.
  private var carried = ValueFrame()

  // Which sources were set, in the event and in the case, by the number of the event or case.
  private var stamps: [UInt64]
  private var eventStamp: UInt64 = 0
  private var caseStamp: UInt64 = 0
  private var stamp: UInt64 = 0

  private var activity: ActivityJoiner
  private var times: TimeReader
  private let tellsMissingOffset: Bool
  private var sawOffset = false
  private var sawNoOffset = false
  private let missing: [[UInt8]]

  /// - Parameter mapping: one with all that is usual.
  init(_ mapping: LogMapping, faultsToldOfAKind: Int) {
    plan = LogPlan(mapping)
    ledger = FaultLedger(most: faultsToldOfAKind)
    isSorted = mapping.isSortedByCase
    activity = ActivityJoiner(parts: plan.parts)
    times = TimeReader(mapping)
    tellsMissingOffset = mapping.zone == nil
    missing = mapping.missing.map { Array($0.utf8) }
    stamps = Array(repeating: 0, count: plan.sources.count)
    frame.cells = Array(repeating: .missing, count: plan.values)
  }

  // MARK: Batches

  /// Starts a batch in the arrays of one that is over.
  mutating func start(_ old: inout LogBatch) {
    swap(&batch, &old)
    batch.clear(width: plan.values)
    isRunOpen = false
    frame.leaveBatch()
    firstCell = 0
    if isInEvent { carried.copy(to: &batch) }
  }

  /// Gives the batch, without the event in hand, which goes on in the next.
  mutating func finish(_ target: inout LogBatch) {
    if isInEvent {
      carried.reset()
      carried.cells = Array(batch.cells[firstCell...])
      for (value, cell) in carried.cells.enumerated() where cell.kind == .text {
        carried.set(value, text: Array(batch.bytes[cell.range]).span)
      }
      batch.cells.removeSubrange(firstCell...)
    }
    swap(&batch, &target)
  }

  mutating func tell(_ cause: LogFault.Cause, line: Int) {
    ledger.tell(
      LogFault(
        cause: cause, line: line, trace: trace > 0 && hasCase ? trace : nil,
        event: isInEvent && eventNumber > 0 ? eventNumber : nil),
      in: &batch)
  }

  // MARK: Cases that are written as a whole

  mutating func beginCase(line: Int) {
    trace += 1
    eventNumber = 0
    caseLine = line
    hasCase = true
    isFresh = true
    isRunOpen = false
    caseID.removeAll(keepingCapacity: true)
    stamp += 1
    caseStamp = stamp
    frame.reset()
    activity.reset()
  }

  mutating func endCase(isCut: Bool = false, line: Int = 0) {
    guard hasCase else { return }
    if isInEvent { dropEvent() }
    openRun(line: line)
    batch.endLastRun(isCut: isCut)
    hasCase = false
    isRunOpen = false
  }

  private mutating func nameCase() {
    if caseID.isEmpty {
      tell(.noCase, line: caseLine)
      caseID = Array("trace \(trace)".utf8)
    }
    digest = GrowingSymbolTable.hash(of: caseID.span)
    remember(line: caseLine)
  }

  private mutating func remember(line: Int) {
    switch history.note(digest) {
    case .new: break
    case .again: tell(.caseAgain, line: line)
    case .forgotten: tell(.casesForgotten(count: CaseHistory.capacity), line: line)
    }
  }

  private mutating func openRun(line: Int) {
    if isRunOpen { return }
    if isFresh, trace > 0 { nameCase() }
    let begins = isFresh && (trace > 0 || isSorted)
    let start = isFresh ? caseLine : line
    batch.openRun(id: caseID, digest: digest, trace: trace, line: start, begins: begins)
    isFresh = false
    isRunOpen = true
  }

  // MARK: Cases that are known by their events

  /// Goes to the case of a row's event.
  private mutating func enterCase(line: Int) {
    if hasCase, caseID == rowID { return }
    leaveCase()
    swap(&caseID, &rowID)
    hasCase = true
    isFresh = true
    isRunOpen = false
    caseLine = line
    digest = GrowingSymbolTable.hash(of: caseID.span)
    if isSorted { remember(line: line) }
  }

  /// Ends the case whose events end here, if the log is sorted.
  mutating func leaveCase() {
    guard hasCase, isSorted, trace == 0 else { return }
    openRun(line: caseLine)
    batch.endLastRun(isCut: false)
    hasCase = false
    isRunOpen = false
  }

  // MARK: Events

  mutating func beginEvent(line: Int) {
    if hasCase, trace > 0 {
      openRun(line: line)
      eventNumber += 1
    }
    event = frame.event
    event.line = UInt32(clamping: line)
    event.number = UInt32(clamping: eventNumber)
    isInEvent = true
    hasRowID = false
    firstCell = batch.cells.count
    frame.copy(to: &batch)
    stamp += 1
    eventStamp = stamp
    activity.begin()
  }

  mutating func endEvent() {
    guard isInEvent else { return }
    let line = Int(event.line)
    if trace == 0 {
      guard hasRowID else {
        tell(.eventWithoutCase, line: line)
        return dropEvent()
      }
      enterCase(line: line)
    }
    openRun(line: line)
    event.activity = activity.join(&names.activities)
    if event.activity.isNone { tell(.noActivity, line: line) }
    if event.milliseconds == .min, !wasSet(.time) { tell(.noTime, line: line) }
    batch.append(event)
    isInEvent = false
  }

  private mutating func dropEvent() {
    batch.cells.removeSubrange(firstCell...)
    isInEvent = false
  }

  private func wasSet(_ role: LogPlan.Role) -> Bool {
    plan.sources.indices.contains { source in
      plan.sources[source].roles.contains(role) && isSet(source)
    }
  }

  // MARK: Values

  /// Whether the event in hand, or else the case, has a source's value.
  func isSet(_ source: Int) -> Bool {
    stamps[source] == (plan.isOfEvent[source] ? eventStamp : caseStamp)
  }

  @inline(__always)
  private mutating func mark(_ source: Int, line: Int) {
    let now = isInEvent ? eventStamp : caseStamp
    if stamps[source] == now {
      tell(.repeatedKey(plan.sources[source].key.name), line: line)
    }
    stamps[source] = now
  }

  mutating func set(_ source: Int, _ type: WrittenType, _ text: Span<UInt8>, line: Int) {
    mark(source, line: line)
    let isNone = !missing.isEmpty && isMissing(text)
    for position in plan.roleRanges[source] {
      let role = plan.roles[position]
      if isNone { clear(role) } else { put(role, type, text, source: source, line: line) }
    }
  }

  private mutating func put(
    _ role: LogPlan.Role, _ type: WrittenType, _ text: Span<UInt8>, source: Int, line: Int
  ) {
    switch role {
    case .caseID: setCase(text, line: line)
    case .activity(let part): activity.set(part, text, inEvent: isInEvent, &names.activities)
    case .party: setName(role, Self.name(text, &names.parties))
    case .unit: setName(role, Self.name(text, &names.units))
    case .person: setName(role, Self.name(text, &names.persons))
    case .time: setTime(times.read(text), line: line)
    case .value(let value): setCell(value, type, text, source: source, line: line)
    }
  }

  /// Sets a number, a yes or no, or something nested, as JSON has them.
  mutating func set(_ source: Int, _ cell: LogCell, line: Int) {
    mark(source, line: line)
    for position in plan.roleRanges[source] {
      let role = plan.roles[position]
      switch role {
      case .value(let value): setCell(value, cell)
      case .time:
        switch cell.kind {
        case .integer: setTime(times.read(number: cell.integer), line: line)
        case .number: setTime(times.read(number: cell.number), line: line)
        default: setTime(.unreadable, line: line)
        }
      case .caseID, .activity, .party, .unit, .person:
        guard cell.kind == .integer else {
          tell(.wrongValue(key: plan.sources[source].key.name), line: line)
          continue
        }
        // Ids and the like may be written as numbers.
        put(role, .text, Array(String(cell.integer).utf8).span, source: source, line: line)
      }
    }
  }

  private func isMissing(_ text: Span<UInt8>) -> Bool {
    for none in missing where none.count == text.count {
      if text.withUnsafeBufferPointer({ $0.elementsEqual(none) }) { return true }
    }
    return false
  }

  private mutating func clear(_ role: LogPlan.Role) {
    switch role {
    case .party, .unit, .person: setName(role, .none)
    case .time: if isInEvent { event.milliseconds = .min }
    case .value(let value): setCell(value, .missing)
    case .activity(let part): activity.clear(part, inEvent: isInEvent)
    case .caseID: break
    }
  }

  private static func name(
    _ text: Span<UInt8>, _ table: inout GrowingSymbolTable
  ) -> LogName {
    text.isEmpty ? .none : LogName(number: table.intern(text).number)
  }

  private mutating func setName(_ role: LogPlan.Role, _ name: LogName) {
    if isInEvent { event.set(role, name) } else { frame.event.set(role, name) }
  }

  /// Sets the case of the row in hand, where no source has it.
  mutating func setRowCase(_ text: Span<UInt8>) {
    rowID.removeAll(keepingCapacity: true)
    rowID.append(text)
    hasRowID = !text.isEmpty
  }

  private mutating func setCase(_ text: Span<UInt8>, line: Int) {
    if trace == 0 {
      setRowCase(text)
    } else if isFresh {
      caseID.removeAll(keepingCapacity: true)
      caseID.append(text)
    } else {
      tell(.lateCase, line: line)
    }
  }

  private mutating func setTime(_ reading: TimeReader.Reading, line: Int) {
    guard case .time(let milliseconds, let hasOffset) = reading else {
      tell(reading == .beyond ? .timeBeyondYears : .unreadableTime, line: line)
      return
    }
    if isInEvent {
      event.milliseconds = milliseconds
    } else {
      frame.event.milliseconds = milliseconds
    }
    if !hasOffset, tellsMissingOffset { tell(.noOffset, line: line) }
    if hasOffset ? sawOffset : sawNoOffset { return }
    if hasOffset { sawOffset = true } else { sawNoOffset = true }
    if sawOffset, sawNoOffset { tell(.mixedOffsets, line: line) }
  }

  private mutating func setCell(_ value: Int, _ cell: LogCell) {
    if isInEvent { batch.cells[firstCell + value] = cell } else { frame.cells[value] = cell }
  }

  private mutating func setCell(
    _ value: Int, _ type: WrittenType, _ text: Span<UInt8>, source: Int, line: Int
  ) {
    if let cell = typed(type, text) { return setCell(value, cell) }
    if type != .text { tell(.wrongValue(key: plan.sources[source].key.name), line: line) }
    if isInEvent {
      batch.cells[firstCell + value] = batch.keep(text, over: batch.cells[firstCell + value])
    } else {
      frame.set(value, text: text)
    }
  }

  /// A value that is what its type says; nil for texts.
  private mutating func typed(_ type: WrittenType, _ text: Span<UInt8>) -> LogCell? {
    func string() -> String { text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
    switch type {
    case .text: return nil
    case .nested: return LogCell(.nested)
    case .integer: return Int64(string()).map { LogCell(integer: $0) }
    case .number: return Double(string()).flatMap { $0.isNaN ? nil : LogCell(number: $0) }
    case .yesNo:
      switch string().lowercased() {
      case "true", "1": return LogCell(yesNo: true)
      case "false", "0": return LogCell(yesNo: false)
      default: return nil
      }
    case .instant:
      guard case .time(let milliseconds, _) = times.read(text) else { return nil }
      return LogCell(.instant, bits: UInt64(bitPattern: milliseconds))
    }
  }
}
