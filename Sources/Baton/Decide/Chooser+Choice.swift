import BatonModel
import BatonTime

/// What a chooser chose, why in words, and what that changes in the world.
struct Choice: Sendable, Hashable {
  let target: Target
  var notes: [String] = []
  var effects: [World.Effect] = []
}

/// Why nobody could be chosen: the rule counts as not matched.
enum ChoiceFailure: Error {
  case noCandidate
  /// Hours are asked for, and nobody says what time it is.
  case noTime
  /// None of the candidates ever opens again.
  case neverOpen
  case nobodyOnCall(rota: String)
  /// Whoever is on call is nobody whom a request can go to.
  case onCallIsNoTarget(rota: String, person: String)
  /// Certificates may have ended, and nobody says what time it is.
  case noDay
  /// The certificates of all candidates have ended, of the last of them on that day.
  case nobodyCertified([String], until: CivilDate)
  /// All have as much open work as they take at once.
  case allAtTheirLimit([(group: String, limit: Int)])
}

/// When and for whom something is chosen.
struct Occasion {
  /// Nil if nobody knows.
  var now: Instant?
  /// In which instants are told, in seconds.
  var offset = 0
  /// The request's, by which `weighted` spreads requests.
  var id: String?
  /// Under which name `roundRobin` counts its turns.
  var counter = ""
}

extension Chooser {
  /// Chooses one of the candidates. Ties go to the first; a group whose load nobody knows has none.
  /// - Parameter meaning: the target that a text names.
  func choose(
    in world: World, _ occasion: Occasion = Occasion(), meaning: (String) -> Target? = { _ in nil }
  ) throws(ChoiceFailure) -> Choice {
    switch self {
    case .onCall(let rota):
      return try rota.choose(in: world, at: occasion.now, meaning: meaning)
    case .firstOpen(let candidates):
      return try Self.firstOpen(candidates, occasion)
    case .certified(let candidates, let skills, let certificates):
      return try Self.certified(candidates, skills, certificates, occasion)
    case .limited(let chooser, let limits):
      return try chooser.choose(within: limits, in: world, occasion, meaning)
    default:
      guard let choice = choose(in: world, id: occasion.id, counter: occasion.counter) else {
        throw .noCandidate
      }
      return choice
    }
  }

  /// The same for those that ask for no time.
  /// - Returns: nil when there is no candidate.
  private func choose(in world: World, id: String?, counter: String) -> Choice? {
    switch self {
    case .firstOpen, .onCall, .certified, .limited: return nil
    case .first(let targets): return targets.first.map { Choice(target: $0) }
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

  private static func certified(
    _ candidates: [Certified], _ skills: [String], _ certificates: [String], _ occasion: Occasion
  ) throws(ChoiceFailure) -> Choice {
    for candidate in candidates {
      if let end = candidate.end {
        guard let now = occasion.now else { throw .noDay }
        if now >= end { continue }
      }
      return Choice(
        target: candidate.target,
        notes: (skills.isEmpty ? [] : [DecisionWording.skills(skills)])
          + [DecisionWording.certified(certificates, until: candidate.until)])
    }
    guard let last = candidates.compactMap(\.until).max() else { throw .noCandidate }
    throw .nobodyCertified(certificates, until: last)
  }

  private static func firstOpen(
    _ candidates: [WithHours], _ occasion: Occasion
  ) throws(ChoiceFailure) -> Choice {
    var first: (target: Target, opening: Instant)?
    for candidate in candidates {
      guard let hours = candidate.hours else {
        return Choice(target: candidate.target, notes: [DecisionWording.alwaysOpen])
      }
      guard let now = occasion.now else { throw .noTime }
      guard let opening = hours.nextOpening(notBefore: now) else { continue }
      if opening == now {
        return Choice(target: candidate.target, notes: [DecisionWording.openNow])
      }
      if first.map({ opening < $0.opening }) ?? true { first = (candidate.target, opening) }
    }
    guard let first else { throw candidates.isEmpty ? .noCandidate : .neverOpen }
    return Choice(
      target: first.target,
      notes: [DecisionWording.opensFirst(first.opening, offset: occasion.offset)])
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

  /// Whether open work is among what it weighs.
  var readsLoad: Bool { weights.contains { $0.attribute == Self.load } }

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
