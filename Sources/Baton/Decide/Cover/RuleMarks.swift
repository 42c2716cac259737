/// What was seen of the rules of a rule base so far: a few bits each.
struct RuleMarks: Sendable {
  /// Its condition held, while the rule was in force and, of a row or a node, what it stands in held.
  var matched: RankSet
  /// It made the decision, or a part of it.
  var decided: RankSet
  /// Of each part two: it alone decided by holding; by failing.
  var shown: RankSet
  /// What need not be looked at any more.
  var complete: RankSet
  /// What matched and of whose condition everything was seen: all that is left is whether it decides.
  var settled: RankSet
  /// Of each mutant, whether some decision could come out otherwise with it.
  var infected: RankSet
  /// What held in the stage that is being looked at.
  var holding: RankSet
  /// Room to work in, for the largest condition.
  var truths: [Truth]
  var decides: [Bool]

  init(_ rules: ObservedRules, mutants: Int = 0) {
    matched = RankSet(count: rules.units.count)
    decided = RankSet(count: rules.units.count)
    holding = RankSet(count: rules.units.count)
    complete = RankSet(count: rules.units.count)
    settled = RankSet(count: rules.units.count)
    shown = RankSet(count: 2 * rules.partCount)
    infected = RankSet(count: mutants)
    truths = [Truth](repeating: .no, count: rules.mostNodes)
    decides = [Bool](repeating: false, count: rules.mostNodes)
  }

  mutating func formUnion(_ other: RuleMarks) {
    matched.formUnion(other.matched)
    decided.formUnion(other.decided)
    shown.formUnion(other.shown)
    infected.formUnion(other.infected)
  }
}
