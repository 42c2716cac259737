import BatonLogs
import BatonModel

/// A case of a log whose end has not come yet.
///
/// Its track is the larger part: about 10 bytes for a constraint and 100 for one with a time window.
/// The room of a case that has ended is used for another.
struct OpenCase {
  var id: String
  /// The hash of the id.
  var digest: UInt64 = 0
  /// Which of the processes it follows, by their positions in the run; nil for none of them.
  var process: Int?
  var track: ProcessTrack
  /// The last event, for who has the case.
  var last = LogEvent()
  var flow = CaseFlow()
  var events = 0
  var reopenings = 0
  /// Deviations that count, of rules that are enforced, and all others.
  var violations = 0
  var others = 0
  /// Of constraints that were broken: what became of it. Those that nobody can excuse are left out.
  var marks: [UInt32: Mark] = [:]
  /// Which other rules were broken: counted once for a case.
  var rows: [UInt32] = []
  /// Groups by their numbers, with two marks: whether they did something in the case, and whether
  /// they have something to answer for.
  private(set) var groups: [UInt32] = []
  /// The states it was in.
  var states: [Bool]

  /// The worst that was said of a constraint.
  enum Mark: UInt8 { case adapted, waived, violated }

  init(id: String, process: Int?, track: ProcessTrack, states: Int) {
    self.id = id
    self.process = process
    self.track = track
    self.states = Array(repeating: false, count: states)
  }

  /// Makes it another case, in the room that it has.
  mutating func reuse(id: String) {
    self.id = id
    track.reset()
    last = LogEvent()
    flow = CaseFlow()
    events = 0
    reopenings = 0
    violations = 0
    others = 0
    if !marks.isEmpty { marks.removeAll(keepingCapacity: true) }
    rows.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    for position in states.indices { states[position] = false }
  }

  static var hasActed: UInt32 { 1 << 31 }
  static var isBlamed: UInt32 { 1 << 30 }

  /// Marks a group, whose number is less than the marks.
  mutating func mark(_ group: UInt32, _ mark: UInt32) {
    let place = groups.firstIndex { $0 & ~(Self.hasActed | Self.isBlamed) == group }
    if let place { groups[place] |= mark } else { groups.append(group | mark) }
  }
}
