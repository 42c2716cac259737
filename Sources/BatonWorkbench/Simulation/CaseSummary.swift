import Baton
package import BatonModel
package import BatonTime

/// Where a case stands at the end of its timeline: who has it, what came of its clocks, whose its time
/// was, and what would happen next.
package struct CaseSummary: Sendable {
  /// The time that one party had, of one kind.
  package struct Share: Sendable, Hashable {
    package let party: Party
    package let kind: Stretch.Kind
    package var milliseconds: Int64
  }

  /// What happens by itself if nobody does anything.
  package struct Next: Sendable, Hashable {
    package enum What: Sendable, Hashable {
      case threshold(clock: String, Threshold)
      case step(ladder: String, number: Int)
      case endOfLadder(String)
      case lateHandoff(Int)
      case lateDispute(Int)
    }

    package let at: Instant
    package let what: What
  }

  package let state: Case
  /// Until when time is told: the last instant that the case knows of, or its closing.
  package let end: Instant
  package let clocks: [ClockReading]
  package let spans: [CaseSpan]
  /// The spans summed up, by party in the order in which they had the case, then by kind.
  package let shares: [Share]
  /// Milliseconds that passed for the customer.
  package let customer: Int64
  package let next: [Next]

  init(of life: CaseSimulation, by engine: Engine) {
    let state = life.state
    self.state = state
    end = state.closedAt ?? state.now
    clocks = state.clocks.map { life.reading(of: $0, at: life.state.closedAt ?? life.state.now) }
    spans = engine.spans(of: state, until: end)
    shares = Self.shares(spans)
    customer = state.timeForCustomer
    next = Self.next(of: state)
  }

  /// Milliseconds from the opening to the end; what the shares sum up to.
  package var total: Int64 { end.milliseconds - state.openedAt.milliseconds }

  private static func shares(_ spans: [CaseSpan]) -> [Share] {
    var shares: [Share] = []
    for span in spans {
      if let index = shares.firstIndex(where: { $0.party == span.party && $0.kind == span.kind }) {
        shares[index].milliseconds += span.milliseconds
      } else {
        shares.append(
          Share(party: span.party, kind: span.kind, milliseconds: span.milliseconds))
      }
    }
    let parties = shares.map(\.party)
    let order = Stretch.Kind.allCases
    return shares.sorted { left, right in
      let leftParty = parties.firstIndex(of: left.party) ?? 0
      let rightParty = parties.firstIndex(of: right.party) ?? 0
      if leftParty != rightParty { return leftParty < rightParty }
      return (order.firstIndex(of: left.kind) ?? 0) < (order.firstIndex(of: right.kind) ?? 0)
    }
  }

  /// What is pending, in the order in which it happens.
  private static func next(of state: Case) -> [Next] {
    var next: [Next] = []
    for clock in state.clocks where clock.isActive {
      guard let firing = clock.pending.first, let at = firing.at else { continue }
      next.append(Next(at: at, what: .threshold(clock: clock.id, firing.threshold)))
    }
    for ladder in state.ladders where ladder.isActive {
      for pending in ladder.pending {
        guard let at = pending.at else { continue }
        next.append(
          Next(
            at: at,
            what: pending.step < ladder.steps.count
              ? .step(ladder: ladder.id, number: pending.step + 1) : .endOfLadder(ladder.id)))
      }
    }
    if let offer = state.offer, let by = offer.acknowledgeBy, !offer.isLate,
      offer.acknowledgedAt == nil
    {
      next.append(Next(at: by, what: .lateHandoff(offer.number)))
    }
    for (index, dispute) in state.disputes.enumerated() {
      guard let by = dispute.pending else { continue }
      next.append(Next(at: by, what: .lateDispute(index + 1)))
    }
    // `sort` is stable: at one instant clocks come before ladders before handoffs before disputes.
    next.sort { $0.at < $1.at }
    return next
  }
}

extension Case {
  /// Milliseconds that passed for the customer: to the solution, else as far as time is told.
  var timeForCustomer: Int64 {
    customerTime(from: openedAt, to: resolvedAt ?? closedAt ?? now)
  }
}
