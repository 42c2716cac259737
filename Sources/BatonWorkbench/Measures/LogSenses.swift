import Baton
import BatonLogs
import BatonModel
import BatonRecords

/// What an event of a log says of its case's time: of what kind the time after it is, and whether the
/// case is done.
struct LogSense: Sendable {
  /// Nil: it goes on as it was.
  var kind: Stretch.Kind?
  /// Nil: it is as it was.
  var phase: Case.Phase?
  var known: CaseEvent.Name?
  /// Whether the field `pending_reason` says why it waits.
  var readsReason = false
}

/// Finds the senses of a log's events, each once for each of its names.
///
/// The first that says something counts: what the source says of the activity, of its state, of the
/// state in our words; then what our own states and events mean everywhere. What none of them tells
/// is not known, and is never guessed.
struct LogSenses: ~Copyable {
  private let source: String?
  private let times: [String: SourceLog.Time]
  private let watches: LogWatches
  private var senses: [UInt64: LogSense] = [:]
  private var last: (key: UInt64, sense: LogSense) = (.max, LogSense())

  init(_ engine: Engine, _ setup: ConformanceSetup) {
    source = setup.source
    times = setup.times
    watches = LogWatches(engine, processes: setup.processes)
  }

  mutating func sense(
    of event: LogEvent, state: UInt32?, _ states: borrowing LogStates, _ names: borrowing LogNames
  ) -> LogSense {
    // Of each kind of name there are no more than 2^20.
    let key =
      UInt64(event.activity.isNone ? 0 : event.activity.number + 1) << 42
      | UInt64(state.map { $0 + 1 } ?? 0) << 21
      | UInt64(event.party.isNone || watches.count == 0 ? 0 : event.party.number + 1)
    if last.key == key { return last.sense }
    let sense: LogSense
    if let known = senses[key] {
      sense = known
    } else {
      sense = make(
        event.activity.symbol.map { names.activities.text(of: $0) } ?? "",
        state: state.map { (states.said[Int($0)], states.texts[Int($0)]) },
        party: event.party.symbol.map { names.parties.text(of: $0) })
      senses[key] = sense
    }
    last = (key, sense)
    return sense
  }

  private func make(
    _ activity: String, state: (said: String, own: String)?, party: String?
  ) -> LogSense {
    var sense = LogSense()
    var own = state?.own
    var isFinal = false
    sense.known = CaseEvent.Name(rawValue: activity)
    for process in 0..<watches.count {
      var speaker = source
      if let party, watches.hasMapping(of: party) { speaker = party }
      let meaning = watches.meaning(of: activity, state: state?.own, party: speaker, in: process)
      sense.known = meaning.known ?? sense.known
      guard let entered = watches[process].state(enteredBy: meaning) else { continue }
      own = entered.name
      isFinal = entered.isFinal
      break
    }
    sense.phase = phase(of: own, isFinal: isFinal) ?? Self.phase(after: sense.known)
    let time =
      times[activity] ?? state.flatMap { times[$0.said] } ?? own.flatMap { times[$0] }
    if let time {
      if time == .end {
        sense.phase = .closed
        sense.kind = .waiting
      } else {
        sense.kind = Stretch.Kind(rawValue: time.rawValue)
        if sense.phase == nil { sense.phase = .open }
      }
    } else {
      tellUsual(own, &sense)
    }
    return sense
  }

  /// What states mean that everybody has.
  private func phase(of state: String?, isFinal: Bool) -> Case.Phase? {
    switch state {
    case nil: nil
    case "closed"?, "cancelled"?: .closed
    case "resolved"?: .resolved
    default: isFinal ? .closed : .open
    }
  }

  private static func phase(after event: CaseEvent.Name?) -> Case.Phase? {
    switch event {
    case .resolve: .resolved
    case .close, .cancel: .closed
    case .open, .reopen: .open
    default: nil
    }
  }

  private func tellUsual(_ state: String?, _ sense: inout LogSense) {
    switch state {
    case "in_progress"?: sense.kind = .working
    case "new"?, "open"?, "assigned"?, "resolved"?, "closed"?, "cancelled"?: sense.kind = .waiting
    case "pending"?, "on_hold"?:
      sense.kind = .waiting
      sense.readsReason = true
    case _?: sense.kind = .unknown
    case nil:
      switch sense.known {
      case .accept, .resume: sense.kind = .working
      case .pause:
        sense.kind = .waiting
        sense.readsReason = true
      case .open, .assign, .reopen, .resolve, .close, .cancel: sense.kind = .waiting
      default: break
      }
    }
  }
}
