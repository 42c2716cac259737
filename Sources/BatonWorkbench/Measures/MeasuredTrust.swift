import Baton
import BatonModel

/// A complaint about a case, or its return after it was done, and what followed.
package struct MeasuredComplaint: Sendable, Hashable {
  /// The case's position.
  package let index: Int32
  /// Whether the case came back, and nobody said why.
  package let isReturn: Bool
  package let at: Int64
  /// Who had the case then.
  package let party: UInt32
  /// ``MeasuredCase/never`` for what did not happen.
  package internal(set) var answered = MeasuredCase.never
  package internal(set) var answeredBy = NameTable.none
  package internal(set) var escalated = MeasuredCase.never
  package internal(set) var escalatedTo = NameTable.none
  /// Another record that was opened for it.
  package internal(set) var record = NameTable.none

  init(index: Int32, isReturn: Bool, at: Int64, party: UInt32) {
    self.index = index
    self.isReturn = isReturn
    self.at = at
    self.party = party
  }
}

/// A promise that was broken, as those remember it who are to regain trust.
package struct MeasuredBreach: Sendable, Hashable {
  package let index: Int32
  package let agreement: UInt32
  package let at: Int64
  package let customer: UInt32
  package let service: UInt32
  package let provider: UInt32

  /// Whose trust it cost.
  func whom(_ subject: BreachHistory.Subject) -> UInt32 {
    switch subject {
    case .customer: customer
    case .service: service
    case .provider: provider
    }
  }
}

/// That a case was opened in a time of regaining trust.
package struct MeasuredTrust: Sendable, Hashable {
  package let index: Int32
  /// The name of the `trust_period`.
  package let period: UInt32
  /// Of a provider's time, one of those that the case was offered to.
  package let provider: UInt32
}

extension MeasuredCases {
  /// Adds what a case remembers of trust: what was complained about, what was broken, and under which
  /// terms it lived. It is the case that comes next.
  mutating func addTrust(of life: CaseSimulation, by engine: Engine) {
    let index = Int32(cases.count)
    for complaint in life.trail.complaints.all {
      var one = MeasuredComplaint(
        index: index, isReturn: complaint.isReturn, at: complaint.at.milliseconds,
        party: names.number(of: complaint.party))
      one.answered = complaint.answered?.milliseconds ?? MeasuredCase.never
      one.answeredBy = names.number(of: complaint.answeredBy)
      one.escalated = complaint.escalated?.milliseconds ?? MeasuredCase.never
      one.escalatedTo = names.number(of: complaint.escalatedTo)
      one.record = names.number(of: complaint.record)
      complaints.append(one)
    }
    let state = life.state
    guard engine.asksForBreaches else { return }
    for breach in state.breaches {
      breaches.append(
        MeasuredBreach(
          index: index, agreement: names.number(of: breach.agreement),
          at: breach.at.milliseconds, customer: names.number(of: breach.customer),
          service: names.number(of: breach.service),
          provider: names.number(of: breach.provider)))
    }
    for name in state.trustPeriods {
      let isProviders = engine.trustPeriods.contains { $0.name == name && $0.of == .provider }
      for provider in isProviders ? Self.providers(of: state) : [nil] {
        trusts.append(
          MeasuredTrust(
            index: index, period: names.number(of: name), provider: names.number(of: provider)))
      }
    }
  }

  /// Whom a case was offered to, each once.
  private static func providers(of state: borrowing Case) -> [String?] {
    var names: [String?] = []
    for handoff in state.handoffs {
      guard case .provider(let name) = handoff.to.party, !names.contains(name) else { continue }
      names.append(name)
    }
    return names
  }
}
