import BatonModel

/// The cases that the conditions of rules make.
extension Chain {
  /// What may bound a station.
  enum Rule {
    case own(AgreementRule)
    case acknowledge(AgreementRule)
    case handoff(HandoffRule)
  }

  /// A rule that may bound a station, and when it does.
  struct Item {
    let station: Int
    let rule: Rule
    let head: RuleHead
    let condition: Condition
    /// Whether it holds changes while the case lives.
    let isMoving: Bool
  }

  /// Requests for which the same rules hold.
  struct Cell {
    var conditions: [Condition]
    var holds: [Bool] = []
    var doubt: Feasibility.Doubt?
  }
}
