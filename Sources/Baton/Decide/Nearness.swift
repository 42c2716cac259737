import BatonModel

/// Which rules of a decision's stages were outranked and which came nearest, as numbers in one flat
/// list that is reused from request to request. Words are made of it for those who ask.
struct Nearness: Sendable {
  /// One stage's stretch of the list: first the outranked rules, then the misses.
  private struct Part: Sendable {
    var stage = Stage.classify
    var first = 0
    var outranked = 0
    var misses = 0
    /// How much of the facts had been changed when the stage ran.
    var changes = 0
  }

  /// A rule's rank; of an outranked one what it lost to, ``request`` or a rank, of a miss its
  /// distance.
  private struct Entry: Sendable {
    let rank: UInt32
    let other: UInt32
  }

  private static let request = UInt32.max

  private var parts = InlineArray<5, Part>(repeating: Part())
  private var partCount = 0
  private var entries: [Entry] = []
  /// The answers of functions that ran, where some did.
  private var answers: [(stage: Stage, known: [FunctionCondition: Truth])] = []

  var isEmpty: Bool { entries.isEmpty }

  /// Forgets the request before.
  mutating func reset() {
    partCount = 0
    if !entries.isEmpty { entries.removeAll(keepingCapacity: true) }
    if !answers.isEmpty { answers.removeAll() }
  }

  /// Begins with a stage. Its outranked rules come first, then its misses.
  mutating func begin(
    _ stage: Stage, changes: Int, knowing known: [FunctionCondition: Truth]
  ) {
    parts[partCount] = Part(stage: stage, first: entries.count, changes: changes)
    partCount += 1
    if !known.isEmpty { answers.append((stage, known)) }
  }

  mutating func add(outranked rank: Int, by winner: Outranking) {
    let other =
      switch winner {
      case .rule(let winner): UInt32(winner)
      case .request: Self.request
      }
    entries.append(Entry(rank: UInt32(rank), other: other))
    parts[partCount - 1].outranked += 1
  }

  mutating func add(_ miss: NearRules.Miss) {
    entries.append(Entry(rank: UInt32(miss.rank), other: UInt32(miss.distance)))
    parts[partCount - 1].misses += 1
  }

  // MARK: Reading

  /// The stages, in the order in which they ran.
  var stages: [StageNearness] { (0..<partCount).map { stage(parts[$0]) } }

  private func stage(_ part: Part) -> StageNearness {
    let misses = part.first + part.outranked
    return StageNearness(
      stage: part.stage,
      outranked: entries[part.first..<misses].map {
        let winner = $0.other == Self.request ? Outranking.request : .rule(Int($0.other))
        return StageNearness.Outranked(rank: Int($0.rank), winner: winner)
      },
      misses: entries[misses..<misses + part.misses].map {
        NearRules.Miss(rank: Int($0.rank), distance: Int($0.other))
      },
      changes: part.changes,
      answers: answers.first { $0.stage == part.stage }?.known ?? [:])
  }
}

/// The rules of one stage that were outranked or came near.
struct StageNearness: Sendable {
  struct Outranked: Sendable, Hashable {
    let rank: Int
    let winner: Outranking
  }

  let stage: Stage
  /// In rank order.
  let outranked: [Outranked]
  /// The nearest first.
  let misses: [NearRules.Miss]
  /// How much of the facts had been changed when the stage ran.
  let changes: Int
  /// Of functions that ran.
  let answers: [FunctionCondition: Truth]
}
