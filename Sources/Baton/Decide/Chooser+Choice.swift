import BatonModel

/// What a chooser chose, why in words, and what that changes in the world.
struct Choice: Sendable, Hashable {
  let target: Target
  var notes: [String] = []
  var effects: [World.Effect] = []
}

extension Chooser {
  /// Chooses one of the candidates. Ties go to the first; a group whose load nobody knows has none.
  /// - Parameters:
  ///   - id: the request's, by which `weighted` spreads requests.
  ///   - counter: under which name `roundRobin` counts its turns.
  /// - Returns: nil when there is no candidate.
  func choose(in world: World, id: String?, counter: String) -> Choice? {
    switch self {
    case .leastLoaded(let targets):
      let loads = targets.map { world.load[$0.name] ?? 0 }
      guard let least = loads.min(), let index = loads.firstIndex(of: least) else { return nil }
      return Choice(
        target: targets[index],
        notes: [DecisionWording.loads(zip(targets.map(\.name), loads))],
        effects: [.load(targets[index].name)])
    case .roundRobin(let targets):
      guard !targets.isEmpty else { return nil }
      let turn = max(0, world.counters[counter] ?? 0)
      return Choice(
        target: targets[turn % targets.count],
        notes: [DecisionWording.turn(turn % targets.count, of: targets.count)],
        effects: [.counter(counter)])
    case .weighted(let candidates):
      return Self.weighted(candidates, id: id)
    case .skilled(let targets, let skills):
      guard let first = targets.first else { return nil }
      return Choice(target: first, notes: [DecisionWording.skills(skills)])
    case .best(let tradeoff):
      return tradeoff.choose(in: world)
    }
  }

  /// The candidate in whose share of the total weight the id's hash falls.
  private static func weighted(_ candidates: [Weighted], id: String?) -> Choice? {
    let total = candidates.reduce(0) { $0 + $1.weight }
    guard let last = candidates.last, total > 0 else { return nil }
    var rest = StableHash.fraction(of: id ?? "") * total
    for candidate in candidates {
      if rest < candidate.weight {
        return Choice(target: candidate.target, notes: id == nil ? [DecisionWording.noID] : [])
      }
      rest -= candidate.weight
    }
    // Rounding may leave a sliver beyond the last share.
    return Choice(target: last.target)
  }
}

extension Chooser.Tradeoff {
  /// The attribute that the world knows rather than the catalogue.
  private static let load = "load"

  fileprivate func choose(in world: World) -> Choice? {
    guard !candidates.isEmpty else { return nil }
    var scores = [Double](repeating: 0, count: candidates.count)
    var parts = [[String]](repeating: [], count: candidates.count)
    for (column, weight) in weights.enumerated() {
      let values = candidates.indices.map { row in
        weight.attribute == Self.load
          ? Double(world.load[candidates[row].name] ?? 0) : self.values[row][column]
      }
      for (row, share) in Self.scaled(values, lessIsBetter: weight.weight < 0).enumerated() {
        scores[row] += share * weight.weight.magnitude
        parts[row].append(
          DecisionWording.share(weight.attribute, share, weight: weight.weight.magnitude))
      }
    }
    var winner = 0
    for row in candidates.indices where scores[row] > scores[winner] { winner = row }
    let readsLoad = weights.contains { $0.attribute == Self.load }
    return Choice(
      target: candidates[winner],
      notes: candidates.indices.map {
        DecisionWording.score(candidates[$0].name, scores[$0], parts: parts[$0])
      },
      effects: readsLoad ? [.load(candidates[winner].name)] : [])
  }

  /// Values between the worst, 0, and the best, 1. Missing is 0; when all that are known are
  /// equal they are 1.
  private static func scaled(_ values: [Double?], lessIsBetter: Bool) -> [Double] {
    let known = values.compactMap(\.self)
    guard let low = known.min(), let high = known.max() else { return values.map { _ in 0 } }
    return values.map { value in
      guard let value else { return 0 }
      guard high > low else { return 1 }
      return (lessIsBetter ? high - value : value - low) / (high - low)
    }
  }
}
