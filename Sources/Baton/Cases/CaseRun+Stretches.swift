import BatonModel
import BatonTime

/// Whose time it is, and of what kind.
extension CaseRun {
  /// Notes the stretch of time that begins now, if it is another than the last.
  mutating func tellStretch() {
    let kind = kind
    if goesOn(kind) { return }
    // What lasted no time was never there.
    if let last = state.stretches.indices.last, state.stretches[last].from == now {
      state.stretches.removeLast()
      if goesOn(kind) { return }
    }
    let isCustomers = kind == .customer
    state.stretches.append(
      Stretch(
        party: isCustomers ? .customer : state.holder.party,
        group: isCustomers ? nil : state.holder.group, kind: kind, from: now))
  }

  /// Whether the stretch goes on that began before. Looked at where it lies.
  private func goesOn(_ kind: Stretch.Kind) -> Bool {
    guard let last = state.stretches.indices.last, state.stretches[last].kind == kind else {
      return false
    }
    // The customer's time is nobody's in particular.
    return kind == .customer
      || (state.stretches[last].group == state.holder.group
        && state.stretches[last].party == state.holder.party)
  }

  /// The first that holds of the kinds in their order; closed hours are told apart when spans are
  /// asked for.
  private var kind: Stretch.Kind {
    if state.pause?.reason == .customer { return .customer }
    if state.disputes.indices.contains(where: { state.disputes[$0].until == nil }) {
      return .dispute
    }
    if state.pause?.reason == .thirdParty { return .thirdParty }
    if state.isOffered { return .handoff }
    if state.pause != nil || state.phase != .open { return .waiting }
    return isAtWork ? .working : .waiting
  }

  /// Whether somebody works on it: who accepted it does, until it says that it waits.
  private var isAtWork: Bool {
    guard case .text(let said)? = state.request["state"] else {
      return state.holder.party != .integrator
    }
    return !["new", "assigned", "pending", "on_hold"].contains(said)
  }
}
