package import BatonModel

/// A rule base that is otherwise in one place: what a mistake of its author would have made of it.
package struct Mutant: Sendable {
  /// How it could be noticed at all.
  enum Effect: Sendable {
    /// Where this condition answers otherwise than that of the unit.
    case condition(Condition)
    /// Where the unit holds.
    case whenItHolds
    /// Where the unit and another before it hold.
    case withOther(Int)
  }

  /// `route "Gold customers"`, `row 3 of "Desktop support"`
  package let rule: String
  package let place: Place
  /// What is otherwise: ``without `customer.segment is "gold"` ``.
  package let change: String
  let unit: Int
  let effect: Effect
  let apply: @Sendable (inout CompiledRuleBase) -> Void
}
