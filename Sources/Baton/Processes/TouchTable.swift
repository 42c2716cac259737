import BatonDeclare

/// What each event means for the constraints of a process, as flat arrays.
///
/// All monitors' states are rows of one table, and for each activity and each state there is a list of
/// the constraints that it touches, its letters already put together. So an event costs one step of a
/// table for each constraint that it concerns and nothing for the others.
///
/// Events that are no concern of a constraint may move it too, `chain response` for one: but only out
/// of a state that the event before has brought it to, or out of its first. So beside its own touches
/// an event has those of the event before, without a letter.
final class TouchTable: Sendable {
  /// That an event is the first or the second activity of a constraint, or none of them.
  struct Touch: BitwiseCopyable {
    let constraint: UInt32
    /// Its monitor among the track's, and where that's states begin in the table. Of duties 0.
    let monitor: UInt32
    let row: UInt32
    let letter: UInt8
    /// Whether a step in the table is all that is to be done: no condition, nothing that excuses.
    let isPlain: Bool
    let isActivation: Bool
    /// Whether events that are no concern of it move it.
    let isRestless: Bool
  }

  /// A constraint that a case can leave unkept when it ends.
  struct Ending: BitwiseCopyable {
    let constraint: UInt32
    let monitor: UInt32
    let row: UInt32
  }

  let touches: [Touch]
  let ofActivity: [Range<Int>]
  let ofState: [Range<Int>]
  /// Of these an event that follows may be no concern, and moves them.
  let behindActivity: [Range<Int>]
  let behindState: [Range<Int>]
  let atBegin: Range<Int>
  /// Of which activities, and with the entering of which states, constraints read fields.
  let readsFields: [Bool]
  let readsFieldsOfState: [Bool]
  let endings: [Ending]
  /// By state and letter: `steps[(row + state) * 4 + letter]`.
  let steps: [UInt16]
  /// By state: ``kept``, ``open`` or ``violated``, small numbers that are compared without a call.
  let outlooks: [UInt8]

  private let constraints: [ConstraintWatch]
  private let rows: [Int]

  static var kept: UInt8 { 0 }
  /// Not kept if nothing comes any more.
  static var open: UInt8 { 1 }
  static var violated: UInt8 { 2 }

  init(_ constraints: [ConstraintWatch], activities numbers: [String: Int], states: Int) {
    self.constraints = constraints
    var rows: [Int] = []
    var steps: [UInt16] = []
    var outlooks: [UInt8] = []
    var endings: [Ending] = []
    for (number, constraint) in constraints.enumerated() {
      rows.append(outlooks.count)
      guard case .monitor(let monitor, let position) = constraint.means else { continue }
      for state in monitor.outlooks.indices {
        outlooks.append(Self.mark(monitor.outlooks[state]))
        for letter in Letter.all {
          steps.append(monitor.state(after: letter, from: UInt16(state)))
        }
      }
      if monitor.outlooks.contains(.possiblyViolated) {
        endings.append(
          Ending(
            constraint: UInt32(number), monitor: UInt32(position), row: UInt32(rows[number])))
      }
    }
    self.rows = rows
    self.steps = steps
    self.outlooks = outlooks
    self.endings = endings
    var letters = [[Int: Letter]](repeating: [:], count: numbers.count)
    var lettersOfState = [[Int: Letter]](repeating: [:], count: states)
    for (number, constraint) in constraints.enumerated() {
      let terms =
        constraint.rule.first.map { ($0, Letter.first) }
        + constraint.rule.second.map { ($0, Letter.second) }
      for (term, letter) in terms {
        switch term {
        case .event(let name):
          letters[numbers[name] ?? 0][number, default: []].formUnion(letter)
        case .enter(let state): lettersOfState[state][number, default: []].formUnion(letter)
        }
      }
    }
    readsFields = letters.map { $0.contains { constraints[$0].readsFields($1) } }
    readsFieldsOfState = lettersOfState.map { $0.contains { constraints[$0].readsFields($1) } }
    let restless = Set(constraints.indices.filter { constraints[$0].isMovedByOthers })
    var touches: [Touch] = []
    func add(_ letters: [Int: Letter]) -> Range<Int> {
      let start = touches.count
      for (number, letter) in letters.sorted(by: { $0.key < $1.key }) {
        touches.append(Self.touch(constraints[number], number, letter, row: rows[number]))
      }
      return start..<touches.count
    }
    func behind(_ letters: [Int: Letter]) -> Range<Int> {
      add(letters.filter { restless.contains($0.key) }.mapValues { _ in Letter.other })
    }
    ofActivity = letters.map(add)
    behindActivity = letters.map(behind)
    ofState = lettersOfState.map(add)
    behindState = lettersOfState.map(behind)
    atBegin = behind(Dictionary(uniqueKeysWithValues: restless.map { ($0, Letter.other) }))
    self.touches = touches
  }

  private static func mark(_ outlook: Outlook) -> UInt8 {
    switch outlook {
    case .satisfied, .possiblySatisfied: kept
    case .possiblyViolated: open
    case .violated: violated
    }
  }

  /// What an event that has these letters is to a constraint.
  func touch(_ number: Int, _ letter: Letter) -> Touch {
    Self.touch(constraints[number], number, letter, row: rows[number])
  }

  private static func touch(
    _ constraint: ConstraintWatch, _ number: Int, _ letter: Letter, row: Int
  ) -> Touch {
    let isActivation = !letter.isDisjoint(with: constraint.activation)
    let isRestless = constraint.isMovedByOthers
    guard case .monitor(_, let position) = constraint.means else {
      return Touch(
        constraint: UInt32(number), monitor: 0, row: 0, letter: letter.rawValue, isPlain: false,
        isActivation: isActivation, isRestless: isRestless)
    }
    // Without a letter there is no condition to look at.
    return Touch(
      constraint: UInt32(number), monitor: UInt32(position), row: UInt32(row),
      letter: letter.rawValue,
      isPlain: !constraint.isExcusable && (!constraint.isConditional || letter.isEmpty),
      isActivation: isActivation, isRestless: isRestless)
  }
}

// The steps themselves. Their arrays come one by one, so that each is looked at once for all steps.
extension TouchTable {
  /// Moves the monitors that an event is a concern of.
  /// - Parameters:
  ///   - others: gets what is more than a step.
  ///   - fallen: gets the constraints that are broken.
  func move(
    _ range: Range<Int>, _ stamp: UInt32, _ stamps: inout [UInt32], _ monitors: inout [UInt16],
    _ activations: inout [UInt32], _ others: inout [Touch], _ fallen: inout [UInt32]
  ) {
    let allTouches = touches
    let touches = allTouches.span
    let allSteps = steps
    let steps = allSteps.span
    let allOutlooks = outlooks
    let outlooks = allOutlooks.span
    var stamps = stamps.mutableSpan
    var monitors = monitors.mutableSpan
    var activations = activations.mutableSpan
    for position in range {
      let touch = touches[position]
      if touch.isRestless { stamps[Int(touch.constraint)] = stamp }
      guard touch.isPlain else {
        others.append(touch)
        continue
      }
      if touch.isActivation { activations[Int(touch.constraint)] &+= 1 }
      let state = monitors[Int(touch.monitor)]
      let next = steps[(Int(touch.row) &+ Int(state)) &* 4 &+ Int(touch.letter)]
      guard next != state else { continue }
      monitors[Int(touch.monitor)] = next
      if outlooks[Int(touch.row) &+ Int(next)] == Self.violated { fallen.append(touch.constraint) }
    }
  }

  /// Moves one monitor.
  /// - Returns: whether the constraint is broken with it.
  func step(_ touch: Touch, _ letter: UInt8, _ monitors: inout [UInt16]) -> Bool {
    let state = monitors[Int(touch.monitor)]
    let next = steps[(Int(touch.row) &+ Int(state)) &* 4 &+ Int(letter)]
    guard next != state else { return false }
    monitors[Int(touch.monitor)] = next
    return outlooks[Int(touch.row) &+ Int(next)] == Self.violated
  }

  /// Where a monitor is when what broke the constraint does not count: as if the event were no
  /// concern of it, or, if that breaks it too, as if the event came first; and where the first event
  /// alone decides, nothing is demanded any more.
  /// - Parameter state: the one before the event.
  func state(passing touch: Touch, _ letter: UInt8, from state: UInt16) -> UInt16 {
    let row = Int(touch.row)
    func after(_ letter: UInt8, from state: UInt16) -> UInt16? {
      let next = steps[(row + Int(state)) * 4 + Int(letter)]
      return outlooks[row + Int(next)] == Self.violated ? nil : next
    }
    return after(0, from: state) ?? after(letter, from: 0) ?? after(Letter.first.rawValue, from: 0)
      ?? state
  }

  /// Moves those of some monitors that an event is no concern of: the others have its stamp.
  func moveOn(
    _ range: Range<Int>, _ stamp: UInt32, _ stamps: inout [UInt32], _ monitors: inout [UInt16],
    _ others: inout [Touch], _ fallen: inout [UInt32]
  ) {
    let allTouches = touches
    let touches = allTouches.span
    let allSteps = steps
    let steps = allSteps.span
    let allOutlooks = outlooks
    let outlooks = allOutlooks.span
    var stamps = stamps.mutableSpan
    var monitors = monitors.mutableSpan
    for position in range {
      let touch = touches[position]
      guard stamps[Int(touch.constraint)] != stamp else { continue }
      stamps[Int(touch.constraint)] = stamp
      guard touch.isPlain else {
        others.append(touch)
        continue
      }
      let state = monitors[Int(touch.monitor)]
      let next = steps[(Int(touch.row) &+ Int(state)) &* 4]
      guard next != state else { continue }
      monitors[Int(touch.monitor)] = next
      if outlooks[Int(touch.row) &+ Int(next)] == Self.violated { fallen.append(touch.constraint) }
    }
  }

  /// Finds the constraints that are not kept if nothing comes any more.
  func findOpen(_ monitors: Span<UInt16>, _ fallen: inout [UInt32]) {
    let allOutlooks = outlooks
    let outlooks = allOutlooks.span
    let allEndings = endings
    let endings = allEndings.span
    for position in endings.indices {
      let ending = endings[position]
      if outlooks[Int(ending.row) &+ Int(monitors[Int(ending.monitor)])] == Self.open {
        fallen.append(ending.constraint)
      }
    }
  }
}

extension ConstraintWatch {
  /// Whether events that are no concern of it move it.
  var isMovedByOthers: Bool {
    switch means {
    case .monitor(let monitor, _): monitor.isMovedByOthers
    case .duties(let duties, _): duties.isMovedByOthers
    }
  }
}
