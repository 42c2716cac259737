import BatonModel
import BatonTime

/// What a case forgets while it lives and a report asks of it: who answered for it when, who had it
/// wait, which way it went, and when people were answered.
struct CaseTrail: Sendable {
  /// What of an event is measured: the event itself is not kept.
  struct Happening {
    /// Nil if it happened by itself, and for events that mean nothing to the engine.
    var known: CaseEvent.Name?
    var by: Party?
    /// Whether whoever sends it says who is to have the case.
    var namesSomebody = false
    var setsPriority = false
    var isEvent = false

    static let itself = Happening()
  }

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
  ///   - event: what of it is measured.
  ///   - actions: what the rules wanted then.
  mutating func see(_ event: Happening, _ state: borrowing Case, _ actions: [Action]) {
    if accountable.isEmpty || accountable[accountable.count - 1].role != state.accountable {
      let from = accountable.isEmpty ? state.openedAt : state.now
      accountable.append(Answering(from: from, role: state.accountable))
    }
    while pausedBy.count < state.pauses.count {
      pausedBy.append(event.by?.name)
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
    guard let known = event.known else { return }
    voice.hear(known)
    switch known {
    case .respond: answered = answered ?? state.now
    case .restore, .workaround: restored = restored ?? state.now
    default: break
    }
  }
}

extension CaseEvent {
  /// What of it is measured.
  var happening: CaseTrail.Happening {
    CaseTrail.Happening(
      known: known, by: by?.party, namesSomebody: namesSomebody,
      setsPriority: !set.isEmpty && set["priority"] != nil, isEvent: true)
  }

  private var namesSomebody: Bool {
    if known == .accept || known == .assist || known?.isOfTask == true { return false }
    if known == .assign { return true }
    return ["to", "provider", "group"].contains { details[$0] != nil || set[$0] != nil }
  }
}
