import BatonLogs
import BatonModel

/// A case of a log whose end has not come yet.
///
/// Its track is the larger part: about 10 bytes for a constraint and 100 for one with a time window.
/// The room of a case that has ended is used for another.
struct OpenCase {
  var id = ""
  /// The hash of the id.
  var digest: UInt64 = 0
  /// Which of the processes it follows, by their positions in the run; nil for none of them.
  var process: Int?
  var track: ProcessTrack
  /// What its fields are by now, if rules look at them.
  var row: FieldRow?
  /// The last event that is not a customer's, for who has the case.
  var last = LogEvent()
  /// When the last event was that says so, in milliseconds.
  var lastAt = Int64.min
  var flow = CaseFlow()
  /// Whether a time in it is before that of the event before.
  var isBackwards = false
  var events = 0
  private(set) var reopenings = 0
  /// The last event that was counted as one.
  private var reopenedAt = 0
  /// Deviations that count, of rules that are enforced, and all others.
  var violations = 0
  var others = 0
  /// Of constraints that were broken: what became of it. Those that nobody can excuse are left out.
  var marks: [UInt32: Mark] = [:]
  /// The same of other rules. A case is counted once for each.
  var rows: [UInt32: Mark] = [:]
  /// What was found rule by rule, if somebody wants to know.
  var findings = CaseFindings()
  /// Whose events there were.
  var groups = GroupNumbers()
  /// Groups that have something to answer for.
  var blamed = GroupNumbers()
  /// The states it was in.
  var states: [Bool]

  /// What the customer said of the outcome.
  var voice = CustomerVoice.silent
  /// Adaptations and waivers that excused something, by their numbers.
  var agreements: [UInt32] = []

  /// The worst that was said of a constraint.
  enum Mark: UInt8 { case adapted, waived, violated }

  init(process: Int?, track: ProcessTrack, states: Int) {
    self.process = process
    self.track = track
    self.states = Array(repeating: false, count: states)
  }

  /// Takes in what the customer says by an event.
  mutating func hear(_ event: CaseEvent.Name?) {
    if event == .reopen { reopen() }
    voice.hear(event)
  }

  /// An event leads out of an end, or is called a reopening, or both: once.
  mutating func reopen() {
    guard reopenedAt != events else { return }
    reopenedAt = events
    reopenings += 1
  }

  /// Makes it another case, in the room that it has.
  mutating func reuse(id: String) {
    self.id = id
    track.reset()
    row = nil
    last = LogEvent()
    lastAt = .min
    flow = CaseFlow()
    isBackwards = false
    events = 0
    reopenings = 0
    reopenedAt = 0
    violations = 0
    others = 0
    voice = .silent
    agreements.removeAll(keepingCapacity: true)
    if !marks.isEmpty { marks.removeAll(keepingCapacity: true) }
    if !rows.isEmpty { rows.removeAll(keepingCapacity: true) }
    findings.removeAll()
    groups.removeAll()
    blamed.removeAll()
    for position in states.indices { states[position] = false }
  }
}
