import BatonDeclare
import BatonModel

/// How a constraint is watched: by a minimal monitor where only order and number count, by its pending
/// activations where time or what both events have counts too.
final class ConstraintWatch: Sendable {
  enum Means: Sendable {
    /// The position of its state among the track's monitors.
    case monitor(Monitor, Int)
    /// The position of its duties among the track's.
    case duties(Duties, Int)
  }

  let rule: ConstraintRule
  let means: Means
  let activation: Letter
  /// Whether its letters depend on conditions.
  let isConditional: Bool

  init(_ rule: ConstraintRule, monitors: inout Int, duties: inout Int) {
    self.rule = rule
    activation = rule.template.activation
    isConditional = !rule.activationCondition.isAlways || !rule.targetCondition.isAlways
    if rule.window == nil, rule.same.isEmpty, rule.differing.isEmpty {
      means = .monitor(Monitor(rule.template, count: rule.count), monitors)
      monitors += 1
    } else {
      means = .duties(Duties(rule), duties)
      duties += 1
    }
  }

  /// Whether it looks at the fields of an event that is this to it.
  func readsFields(_ letter: Letter) -> Bool {
    let isAsked = [Letter.first, .second].contains {
      letter.contains($0) && !condition(of: $0).isAlways
    }
    return isAsked
      || (rule.same + rule.differing).contains {
        if case .field = $0 { true } else { false }
      }
  }

  /// The condition of each activity of the event: the activating one's and the other's.
  func condition(of letter: Letter) -> Condition {
    activation.contains(letter) ? rule.activationCondition : rule.targetCondition
  }
}
