package import BatonTime

/// How far one case is in its process: its state, the monitors' states, what still must come.
///
/// A value that goes with the case and is written with it: seven bytes a constraint, and for those about
/// times and values what they remember, forty bytes for each event that still matters to them.
public struct ProcessTrack: Sendable, Hashable, Codable {
  /// The process's name.
  public package(set) var process: String
  /// How many events were taken in.
  public package(set) var events = 0
  /// The state by its position; nil while it is not known.
  package var state: Int?
  package var stateSince: Instant?
  package var monitors: [UInt16]
  package var duties: [DutyTrack]
  /// How often each constraint was activated.
  package var activations: [UInt32]
  /// Which constraints were broken.
  package var isBroken: [Bool]
  package var limits: [LimitTrack]
  package var pairs: [PairTrack]
  /// The earliest instant at which something is too late.
  package var deadline: Instant?
  /// The latest time that an event had.
  package var latest: Instant?
  package var hasEnded = false
  /// The event before, among the process's activities, and the state that it entered; -1 for none.
  package var lastActivity: Int32 = -1
  package var lastEntered: Int32 = -1

  package init(
    process: String, monitors: Int, duties: Int, constraints: Int, limits: Int, pairs: Int
  ) {
    self.process = process
    self.monitors = [UInt16](repeating: 0, count: monitors)
    self.duties = [DutyTrack](repeating: DutyTrack(), count: duties)
    activations = [UInt32](repeating: 0, count: constraints)
    isBroken = [Bool](repeating: false, count: constraints)
    self.limits = [LimitTrack](repeating: LimitTrack(), count: limits)
    self.pairs = [PairTrack](repeating: PairTrack(), count: pairs)
  }

  /// Makes it as before the first event, in the room that it has.
  package mutating func reset() {
    events = 0
    state = nil
    stateSince = nil
    for position in monitors.indices { monitors[position] = 0 }
    for position in activations.indices { activations[position] = 0 }
    for position in isBroken.indices { isBroken[position] = false }
    for position in duties.indices { duties[position].reset() }
    for position in limits.indices { limits[position] = LimitTrack() }
    for position in pairs.indices { pairs[position] = PairTrack() }
    deadline = nil
    latest = nil
    hasEnded = false
    lastActivity = -1
    lastEntered = -1
  }
}

/// What a limit has counted so far.
package struct LimitTrack: Sendable, Hashable, Codable {
  /// The value before, and the one before that, for changes and changes back.
  package var last: Value?
  package var beforeLast: Value?
  /// When what is counted in a window happened.
  package var times = RecentTimes()
  package var count = 0
  /// Milliseconds that a state has lasted altogether, but for the visit that goes on.
  package var passed: Int64 = 0
  package var isBroken = false
  /// Whether the visit that goes on was too long already and that is excused; nil if not.
  package var isStayExcused: Bool?

  package init() {}

  /// Whether it is to be told when a visit gets too long.
  package var isWatched: Bool { !isBroken && isStayExcused == nil }
}

/// Who did the events of a pair so far.
package struct PairTrack: Sendable, Hashable, Codable {
  /// The distinct values of the attributes, attribute by attribute.
  package var first: [DistinctList<Value>] = []
  package var second: [DistinctList<Value>] = []
  package var isBroken = false

  package init() {}
}
