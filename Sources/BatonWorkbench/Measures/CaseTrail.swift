import BatonModel
import BatonTime

/// What a case forgets while it lives and a report asks of it: who answered for it when, who had it
/// wait, which way it went, and when people were answered.
struct CaseTrail: Sendable {
  struct Answering: Sendable {
    let from: Instant
    let role: String?
  }

  struct Move: Sendable {
    let from: Holder
    let to: Holder
    let at: Instant
  }

  /// The first counts from the opening.
  private(set) var accountable: [Answering] = []
  /// By the position of the pause in the case.
  private(set) var pausedBy: [String?] = []
  private(set) var moves: [Move] = []
  private(set) var answered: Instant?
  private(set) var restored: Instant?
  private(set) var reopenings = 0
  /// When it was reopened last.
  private(set) var reopened: Instant?
  /// From when until when the service was gone, each time before it was reopened last.
  private(set) var outages: [Range<Instant>] = []
  /// From when until when it was solved; the last may go on.
  private(set) var solved: [(from: Instant, until: Instant?)] = []
  private(set) var ruling = CaseRuling()
  private(set) var voice = CustomerVoice.silent
  private(set) var complaints = ComplaintTrail()
  private var holder: Holder?
  private var phase = Case.Phase.open

  /// Looks at the case after something happened.
  /// - Parameters:
  ///   - event: nil if it happened by itself.
  ///   - actions: what the rules wanted then.
  mutating func see(_ event: CaseEvent?, _ state: borrowing Case, _ actions: [Action]) {
    if accountable.isEmpty || accountable[accountable.count - 1].role != state.accountable {
      let from = accountable.isEmpty ? state.openedAt : state.now
      accountable.append(Answering(from: from, role: state.accountable))
    }
    while pausedBy.count < state.pauses.count {
      pausedBy.append(event?.by?.party?.name)
    }
    if let before = holder, before.party != state.holder.party || before.group != state.holder.group
    {
      moves.append(Move(from: before, to: state.holder, at: state.now))
    }
    holder = state.holder
    if phase == .open, state.phase != .open { solved.append((from: state.now, until: nil)) }
    let isReturn = phase != .open && state.phase == .open
    if isReturn {
      let from = reopened ?? state.openedAt
      outages.append(from..<max(restored ?? solved[solved.count - 1].from, from))
      solved[solved.count - 1].until = state.now
      reopenings += 1
      reopened = state.now
      restored = nil
      voice = .dissatisfied
    }
    phase = state.phase
    ruling.see(event, state)
    complaints.see(event, isReturn: isReturn, state, actions)
    guard let known = event?.known else { return }
    voice.hear(known)
    switch known {
    case .respond: answered = answered ?? state.now
    case .restore, .workaround: restored = restored ?? state.now
    default: break
    }
  }
}
