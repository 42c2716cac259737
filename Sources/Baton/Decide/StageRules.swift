import BatonModel
import BatonTime

/// The rules of one stage, a table or a node, frozen for deciding: their matcher, and which of them
/// take part at an instant.
///
/// Ranks are positions in the order that decides: everything that is told of a rule is told by rank.
/// A class, because each decision passes it around and it has many parts.
final class StageRules: Sendable {
  let stage: Stage
  let heads: [RuleHead]
  let conditions: [Condition]
  let matcher: Matcher
  /// Ranks of rules that are evaluated and reported but decide nothing.
  let shadows: [Int]
  let hasDates: Bool
  /// Where ``Skips`` keeps what this stage passes over; 0 if it never passes over any.
  let number: Int
  private let validities: [Validity]
  /// The instants at which rules begin or end to be in force, in order.
  private let turns: [Instant]
  /// Ranks that have nothing to say once a rule of the stage has settled the matter.
  private let settled: [Int]

  /// - Parameters:
  ///   - settled: see ``Skips``.
  ///   - freezer: knows how many stages pass over rules so far.
  init(
    _ stage: Stage, _ rules: [(head: RuleHead, condition: Condition)], settled: [Int] = [],
    _ freezer: inout RouteFreezer
  ) {
    self.stage = stage
    self.settled = settled
    heads = rules.map(\.head)
    conditions = rules.map(\.condition)
    matcher = Matcher(conditions, freezer.schema, isReference: freezer.isReference)
    shadows = rules.indices.filter { rules[$0].head.mode == .shadow }
    let zone = freezer.zone
    validities = rules.map { Validity($0.head, in: zone) }
    hasDates = validities.contains { !$0.isAlways }
    turns = Set(validities.flatMap(\.turns)).sorted()
    if hasDates || !shadows.isEmpty || !settled.isEmpty {
      freezer.numbers += 1
      number = freezer.numbers
    } else {
      number = 0
    }
  }

  var isEmpty: Bool { heads.isEmpty }

  /// Whether a rule is in force; with no instant to compare with, one that has dates is not.
  func isInForce(_ rank: Int, at now: Instant?) -> Bool {
    !hasDates || validities[rank].contains(now)
  }

  /// The stretch of time in which an instant lies, within which the same rules are in force.
  func stretch(at now: Instant?) -> Int {
    guard hasDates else { return 0 }
    guard let now else { return -1 }
    var low = 0
    var high = turns.count
    while low < high {
      let middle = (low + high) / 2
      if turns[middle] <= now { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The ranks that decide nothing then: shadows, and rules that are not in force.
  func skipped(at now: Instant?) -> RankSet {
    RankSet(
      count: heads.count,
      heads.indices.filter { heads[$0].mode == .shadow || !isInForce($0, at: now) })
  }

  /// The ranks that decide nothing then once the matter is settled.
  func skippedWhenSettled(at now: Instant?) -> RankSet {
    var ranks = skipped(at: now)
    for rank in settled { ranks.insert(rank) }
    return ranks
  }
}
