import BatonModel

/// The fields of an event of a log, for the conditions of a process.
///
/// Many events have the same fields. Their conditions are decided once for a row of fields, whose
/// number the caller knows, and kept until that row is another; fields are bound only when something
/// else asks for them.
struct LogFacts: ProcessFacts, ~Copyable {
  private var run: DecisionRun<LuaFunctions>
  private let world = World()
  private var fields = Members()
  private var isBound = true
  /// What conditions are told for the state, whatever the log calls it; nil to leave it.
  private var state: (slot: Int, name: String)?

  // By row: what its serial number was, and two bits for each condition: known, and so.
  private let words: Int
  private var serials: [UInt32] = []
  private var known: [UInt64] = []
  private var truths: [UInt64] = []
  private var row = 0

  init(_ decider: Decider, conditions: Int) {
    run = DecisionRun(decider, decider.makeFunctions())
    words = (conditions + 63) / 64
  }

  /// Lets conditions see the fields of an event.
  /// - Parameters:
  ///   - row: a small number that events with the same fields have in common.
  ///   - serial: never 0; another if the row has become another.
  mutating func bind(_ fields: Members, row: Int, serial: UInt32) {
    self.fields = fields
    isBound = false
    state = nil
    self.row = row
    if row >= serials.count {
      let missing = row + 1 - serials.count
      serials.append(contentsOf: repeatElement(0, count: missing))
      known.append(contentsOf: repeatElement(0, count: missing * words))
      truths.append(contentsOf: repeatElement(0, count: missing * words))
    }
    guard serials[row] != serial else { return }
    serials[row] = serial
    for word in row * words..<(row + 1) * words { known[word] = 0 }
  }

  /// The same for fields that are asked about once.
  mutating func bind(_ fields: Members) {
    self.fields = fields
    state = nil
    bindNow()
  }

  private mutating func bindNow() {
    isBound = true
    run.bind(Request(fields), in: world)
    if let state { run.facts.set(state.slot, to: .text(state.name)) }
  }

  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool {
    if !isBound { bindNow() }
    let truth = ReferenceMatcher.truth(of: condition, in: run.facts, &run.evaluation)
    if !run.evaluation.faults.isEmpty { run.evaluation.faults.removeAll() }
    return truth == .yes
  }

  func known(_ number: Int) -> Bool? {
    guard number >= 0, !serials.isEmpty else { return nil }
    let word = row * words + (number >> 6)
    let bit = UInt64(1) << UInt64(number & 63)
    return known[word] & bit == 0 ? nil : truths[word] & bit != 0
  }

  mutating func holds(_ condition: Condition, number: Int, of head: RuleHead) -> Bool {
    guard number >= 0, !serials.isEmpty else { return holds(condition, of: head) }
    if let known = known(number) { return known }
    let word = row * words + (number >> 6)
    let bit = UInt64(1) << UInt64(number & 63)
    let isSo = holds(condition, of: head)
    known[word] |= bit
    if isSo { truths[word] |= bit } else { truths[word] &= ~bit }
    return isSo
  }

  mutating func set(_ slot: Int, to text: String) {
    if isBound { run.facts.set(slot, to: .text(text)) } else { state = (slot, text) }
  }

  mutating func value(of slot: Int) -> Value? {
    if !isBound { bindNow() }
    return run.facts.value(slot)
  }
}
