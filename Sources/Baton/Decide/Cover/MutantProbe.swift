/// Which mutants could make a decision come out otherwise: those whose condition answers differently
/// from the original for the facts at hand, and those of rules that hold.
///
/// A mutant that never answers differently where its rule is looked at cannot be noticed: no test need
/// be run with it.
struct MutantProbe: Sendable {
  /// Of one unit.
  struct Watch: Sendable {
    /// Conditions in the place of the unit's own, by mutant.
    var alternatives: [(mutant: Int, root: UInt32)] = []
    /// Mutants that matter as soon as the unit's condition holds.
    var whenItHolds: [Int] = []
    /// Mutants that matter when the condition of another unit, before it, holds too.
    var withOther: [(mutant: Int, other: Int)] = []
  }

  let count: Int
  private(set) var watches: [Watch]
  private(set) var frozen = FrozenConditions()

  init(units: Int, count: Int) {
    self.count = count
    watches = [Watch](repeating: Watch(), count: units)
  }

  mutating func add(_ mutant: Int, of unit: Int, condition: Condition, _ schema: FactSchema) {
    watches[unit].alternatives.append((mutant, frozen.add(condition, schema)))
  }

  mutating func add(_ mutant: Int, whenHolds unit: Int) { watches[unit].whenItHolds.append(mutant) }

  mutating func add(_ mutant: Int, whenHolds unit: Int, and other: Int) {
    watches[unit].withOther.append((mutant, other))
  }
}
