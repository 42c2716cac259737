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
  private let validities: [Validity]
  /// Which ranks never decide; empty when all do.
  private let shadowMask: [Bool]

  init(
    _ stage: Stage, _ rules: [(head: RuleHead, condition: Condition)], in zone: Zone,
    _ schema: FactSchema
  ) {
    self.stage = stage
    heads = rules.map(\.head)
    conditions = rules.map(\.condition)
    matcher = Matcher(conditions, schema)
    shadows = rules.indices.filter { rules[$0].head.mode == .shadow }
    shadowMask = shadows.isEmpty ? [] : rules.map { $0.head.mode == .shadow }
    validities = rules.map { Validity($0.head, in: zone) }
    hasDates = validities.contains { !$0.isAlways }
  }

  /// Whether a rule is in force; with no instant to compare with, one that has dates is not.
  func isInForce(_ rank: Int, at now: Instant?) -> Bool {
    !hasDates || validities[rank].contains(now)
  }

  /// The ranks that decide nothing now: shadows, and rules that are not in force. Empty for none.
  func skipped(at now: Instant?) -> [Bool] {
    guard hasDates else { return shadowMask }
    return heads.indices.map { heads[$0].mode == .shadow || !validities[$0].contains(now) }
  }
}

extension RuleHead {
  var reason: Reason { Reason(rule: name, place: place, because: because) }
}
