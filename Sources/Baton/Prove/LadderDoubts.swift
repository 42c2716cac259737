import BatonModel

/// Ladders that do not end at somebody who may decide, or on which authority decreases.
struct LadderDoubts {
  let rules: CompiledRuleBase

  func findings() -> [ProofFinding] { rules.ladders.flatMap { findings(of: $0) } }

  private func findings(of ladder: LadderRule) -> [ProofFinding] {
    var found: [ProofFinding] = []
    if let end = badEnd(of: ladder) { found.append(end) }
    var highest: (role: String, authority: Int, place: Place)?
    for step in ladder.steps {
      guard case .hierarchical(let role) = step.kind, let authority = authority(of: role) else {
        continue
      }
      if let before = highest, authority < before.authority {
        found.append(
          .lessAuthority(
            ladder.head, role: role, authority: authority, place: step.place,
            after: before.role, before.authority, before.place))
      }
      if authority >= highest?.authority ?? 0 { highest = (role, authority, step.place) }
    }
    return found
  }

  /// The last step at which the case comes to somebody; telling somebody takes nothing from them. One
  /// with a condition may be passed over, and then the ladder ends with the one before it.
  private func badEnd(of ladder: LadderRule) -> ProofFinding? {
    let steps = ladder.steps.filter { $0.kind != .none }
    guard !steps.isEmpty else { return .endsNowhere(ladder.head) }
    for (index, step) in steps.enumerated().reversed() {
      let isLast = index == steps.count - 1
      switch step.kind {
      case .hierarchical(let role):
        if authority(of: role) ?? 0 == 0 {
          return .endsWithoutAuthority(ladder.head, role: role, place: step.place, isLast: isLast)
        }
      case .functional, .none:
        return .endsFunctional(ladder.head, place: step.place, isLast: isLast)
      }
      if step.condition == nil { return nil }
    }
    return .endsConditionally(ladder.head, place: steps[0].place)
  }

  private func authority(of role: String) -> Int? {
    guard case .integer(let authority)? = rules.catalogue.record(.role, role)?["authority"] else {
      return nil
    }
    return authority
  }
}
