import BatonModel
import BatonTime

/// What became of each complaint while its case lived.
///
/// A case that comes back after it was done complains as well, without a word. Memory: a list of
/// complaints, which most cases do not have.
struct ComplaintTrail: Sendable {
  struct Complaint: Sendable {
    let at: Instant
    /// Whether the case came back, and nobody said why.
    let isReturn: Bool
    /// Who had the case then.
    let party: String
    var answered: Instant?
    var answeredBy: String?
    var escalated: Instant?
    var escalatedTo: String?
    /// The id of another record that was opened for it.
    var record: String?
  }

  private(set) var all: [Complaint] = []
  /// The positions of those that nobody answered, of the returns among them, and of those that nobody with
  /// more authority was called about: each is looked at once, however many there are.
  private var openComplaints: [Int] = []
  private var openReturns: [Int] = []
  private var uncalled: [Int] = []
  private var events = 0
  private var records = 0

  /// Looks at the case after something happened.
  /// - Parameters:
  ///   - event: what of it is measured.
  ///   - isReturn: whether the case was done before, and is open again.
  mutating func see(
    _ event: CaseTrail.Happening, isReturn: Bool, _ state: borrowing Case, _ actions: [Action]
  ) {
    // What was taken in before is not said twice.
    let isNew = state.events > events
    events = state.events
    if isNew, event.isEvent {
      answer(event, at: state.now)
      if isReturn || event.known == .complaint {
        add(isReturn: event.known != .complaint, state)
      }
    }
    records = state.followUps.count
    if !uncalled.isEmpty { escalate(state, actions) }
  }

  private mutating func add(isReturn: Bool, _ state: borrowing Case) {
    var one = Complaint(at: state.now, isReturn: isReturn, party: state.holder.party.name)
    if state.followUps.count > records { one.record = state.followUps[records].id }
    uncalled.append(all.count)
    if isReturn { openReturns.append(all.count) } else { openComplaints.append(all.count) }
    all.append(one)
  }

  private mutating func answer(_ event: CaseTrail.Happening, at now: Instant) {
    guard event.by != .customer else { return }
    var answered: [Int] = []
    if CustomerVoice.isAnswered(by: event.known, isReturn: true) { swap(&answered, &openReturns) }
    if CustomerVoice.isAnswered(by: event.known, isReturn: false) {
      answered += openComplaints
      openComplaints = []
    }
    for index in answered {
      all[index].answered = now
      all[index].answeredBy = event.by?.name
    }
  }

  /// A step of a ladder that is on no clock is about what was said, not about a promise.
  private mutating func escalate(_ state: borrowing Case, _ actions: [Action]) {
    for action in actions {
      guard case .escalate(let step) = action.kind, step.kind == .hierarchical else { continue }
      let isCalled = state.ladders.indices.contains {
        state.ladders[$0].id == step.ladder && state.ladders[$0].clock == nil
      }
      guard isCalled else { continue }
      for index in uncalled where all[index].at <= action.at {
        all[index].escalated = action.at
        all[index].escalatedTo = step.to
      }
      uncalled.removeAll { all[$0].escalated != nil }
    }
  }
}
