import BatonModel
import BatonTime

/// A choice among targets that the world decides. Candidates are in written order; ties go to
/// the first.
enum Chooser: Sendable {
  case leastLoaded([Target])
  case roundRobin([Target])
  /// By a hash of the request's id; weights are positive.
  case weighted([Weighted])
  /// The first that has all skills; resolved at load, so candidates are those that have them.
  case skilled([Target], skills: [String])
  /// The same, of those whose certificates are valid then.
  case certified([Certified], skills: [String], certificates: [String])
  /// The first that is open, else the one that opens first.
  case firstOpen([WithHours])
  /// Beside the others, which are small: every route has room for one.
  indirect case onCall(Rota)
  case best(Tradeoff)
  /// The first, whatever the world is like: of those that a limit leaves.
  case first([Target])
  /// One of the others, among candidates some of which take no more than so many.
  indirect case limited(Chooser, limits: [Target: Int])

  struct WithHours: Sendable {
    let target: Target
    /// Nil: always open.
    let hours: BusinessCalendar?
  }

  struct Certified: Sendable {
    let target: Target
    /// The last day on which it has all certificates that are asked for; nil: for good.
    let until: CivilDate?
    /// When that day is over.
    let end: Instant?
  }

  struct Weighted: Sendable {
    let target: Target
    let weight: Double
  }

  /// Attributes scaled 0 to 1 over the candidates (missing is worst), times their weights.
  struct Tradeoff: Sendable {
    let candidates: [Target]
    /// Attribute name and weight; a negative weight means that less is better.
    let weights: [(attribute: String, weight: Double)]
    /// `values[candidate][attribute]`, nil where the catalogue does not say.
    let values: [[Double?]]
  }
}

extension Chooser {
  /// Whom it can choose.
  var candidates: [Target] {
    switch self {
    case .leastLoaded(let targets), .roundRobin(let targets), .skilled(let targets, _),
      .first(let targets):
      targets
    case .limited(let chooser, _): chooser.candidates
    case .certified(let candidates, _, _): candidates.map(\.target)
    case .weighted(let candidates): candidates.map(\.target)
    case .best(let tradeoff): tradeoff.candidates
    case .firstOpen(let candidates): candidates.map(\.target)
    // Whoever may be on call is in the catalogue, all of whose targets a decision can name.
    case .onCall: []
    }
  }

  /// Of whose open work it asks.
  var candidatesAskedForLoad: [Target] {
    switch self {
    case .leastLoaded(let targets): targets
    case .best(let tradeoff): tradeoff.readsLoad ? tradeoff.candidates : []
    case .limited(let chooser, let limits): chooser.candidatesAskedForLoad + limits.keys
    case .roundRobin, .weighted, .skilled, .certified, .firstOpen, .onCall, .first: []
    }
  }

  /// Whether it counts its turns.
  var takesTurns: Bool {
    switch self {
    case .roundRobin: true
    case .limited(let chooser, _): chooser.takesTurns
    default: false
    }
  }

  /// Whether it chooses somebody, whatever the world is like.
  var alwaysChooses: Bool {
    switch self {
    case .certified, .firstOpen, .onCall: false
    case .limited(let chooser, let limits):
      chooser.alwaysChooses && chooser.candidates.contains { limits[$0] == nil }
    default: !candidates.isEmpty
    }
  }
}
