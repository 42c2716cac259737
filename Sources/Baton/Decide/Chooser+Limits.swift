import BatonModel

/// Work in progress has limits: who has as much open as their `wip_limit` says is passed over.
extension Chooser {
  /// Chooses among those that may take more, and counts what is chosen as more open work.
  /// - Throws: ``ChoiceFailure/allAtTheirLimit(_:)``, and what the chooser throws for those that are left.
  func choose(
    within limits: [Target: Int], in world: World, _ occasion: Occasion,
    _ meaning: (String) -> Target?
  ) throws(ChoiceFailure) -> Choice {
    func isFull(_ target: Target) -> Bool {
      limits[target].map { (world.load[target.name] ?? 0) >= $0 } ?? false
    }
    let full = candidates.filter(isFull).map { (group: $0.name, limit: limits[$0] ?? 0) }
    if !full.isEmpty, full.count == candidates.count { throw .allAtTheirLimit(full) }
    let left = full.isEmpty ? self : leavingOut(isFull)
    var choice = try left.choose(in: world, occasion, meaning: meaning)
    if !full.isEmpty { choice.notes.append(DecisionWording.passedOver(full)) }
    let effect = World.Effect.load(choice.target.name)
    if !choice.effects.contains(effect) { choice.effects.append(effect) }
    return choice
  }

  private func leavingOut(_ isFull: (Target) -> Bool) -> Chooser {
    func left(_ targets: [Target]) -> [Target] { targets.filter { !isFull($0) } }
    return switch self {
    case .leastLoaded(let some): .leastLoaded(left(some))
    case .roundRobin(let some): .roundRobin(left(some))
    case .weighted(let some): .weighted(some.filter { !isFull($0.target) })
    case .skilled(let some, let skills): .skilled(left(some), skills: skills)
    case .certified(let some, let skills, let certificates):
      .certified(
        some.filter { !isFull($0.target) }, skills: skills, certificates: certificates)
    case .firstOpen(let some): .firstOpen(some.filter { !isFull($0.target) })
    case .best(let tradeoff): .best(tradeoff.leavingOut(isFull))
    case .first(let some): .first(left(some))
    case .onCall, .limited: self
    }
  }
}

extension Chooser.Tradeoff {
  fileprivate func leavingOut(_ isFull: (Target) -> Bool) -> Self {
    let rows = candidates.indices.filter { !isFull(candidates[$0]) }
    return Self(
      candidates: rows.map { candidates[$0] }, weights: weights, values: rows.map { values[$0] })
  }
}
