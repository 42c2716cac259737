import BatonModel

/// Which rules of a decision's stages were outranked and which came nearest, as numbers in flat
/// lists that are reused from request to request. Words are made of them for those who ask.
struct Nearness: Sendable {
  /// One stage's stretch of the entries: first its outranked rules, then its misses.
  private struct Part: Sendable {
    let stage: Stage
    /// Whether it is one of the tables that set fields, and no stage of its own.
    let isTable: Bool
    let first: Int
    let firstMiss: Int
    /// How much of the facts had been changed when the stage ran.
    let changes: Int
  }

  /// A rule's rank; of an outranked one what it lost to, ``request`` or a rank, of a miss its
  /// distance.
  private struct Entry: BitwiseCopyable, Sendable {
    let rank: UInt32
    let other: UInt32
  }

  private static let request = UInt32.max

  private var parts = ReusedList<Part>()
  private var entries = ReusedList<Entry>()
  /// The answers of functions that ran, where some did.
  private var answers: [(part: Int, known: [FunctionCondition: Truth])] = []

  var isEmpty: Bool { entries.isEmpty }

  /// Forgets the request before.
  mutating func reset() {
    parts.removeAll()
    entries.removeAll()
    if !answers.isEmpty { answers.removeAll() }
  }

  /// Adds a rule that was outranked in the stage whose entries are being added.
  mutating func add(outranked rank: Int, by winner: Outranking) {
    let other =
      switch winner {
      case .rule(let winner): UInt32(winner)
      case .request: Self.request
      }
    entries.append(Entry(rank: UInt32(rank), other: other))
  }

  /// Adds a stage's misses, and ends with it.
  /// - Parameters:
  ///   - first: how many entries there were before the stage.
  ///   - changes: how much of the facts had been changed when it ran.
  mutating func end(
    _ stage: Stage, isTable: Bool = false, from first: Int,
    _ misses: borrowing ReusedList<NearRules.Miss>, changes: Int
  ) {
    parts.append(
      Part(
        stage: stage, isTable: isTable, first: first, firstMiss: entries.count, changes: changes))
    if !misses.isEmpty {
      entries.append(misses.count) { place in
        let miss = misses[place]
        return Entry(
          rank: UInt32(truncatingIfNeeded: miss.rank),
          other: UInt32(truncatingIfNeeded: miss.distance))
      }
    }
  }

  /// Keeps what functions answered in the stage that ended last.
  mutating func keep(_ known: [FunctionCondition: Truth]?) {
    if let known { answers.append((parts.count - 1, known)) }
  }

  /// How many entries there are so far.
  var count: Int { entries.count }

  // MARK: Reading

  /// The stages, in the order in which they ran.
  var stages: [StageNearness] { parts.indices.map { stage($0) } }

  private func stage(_ place: Int) -> StageNearness {
    let part = parts[place]
    let end = place + 1 < parts.count ? parts[place + 1].first : entries.count
    return StageNearness(
      stage: part.stage, isTable: part.isTable,
      outranked: entries[part.first..<part.firstMiss].map {
        let winner = $0.other == Self.request ? Outranking.request : .rule(Int($0.other))
        return StageNearness.Outranked(rank: Int($0.rank), winner: winner)
      },
      misses: entries[part.firstMiss..<end].map {
        NearRules.Miss(rank: Int($0.rank), distance: Int($0.other))
      },
      changes: part.changes,
      answers: answers.first { $0.part == place }?.known ?? [:])
  }
}

/// The rules of one stage that were outranked or came near.
struct StageNearness: Sendable {
  struct Outranked: Sendable, Hashable {
    let rank: Int
    let winner: Outranking
  }

  let stage: Stage
  let isTable: Bool
  /// In rank order.
  let outranked: [Outranked]
  /// The nearest first.
  let misses: [NearRules.Miss]
  /// How much of the facts had been changed when the stage ran.
  let changes: Int
  /// Of functions that ran.
  let answers: [FunctionCondition: Truth]
}
