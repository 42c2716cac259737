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
  /// The duties, if it has any, and the position of their state, or of the monitor's.
  let duties: Duties?
  let position: Int
  let activation: Letter
  /// Whether its letters depend on conditions.
  let isConditional: Bool
  /// Whether a break may not count: agreed with somebody, or on a day out of its dates.
  let isExcusable: Bool
  /// The numbers of its conditions among the plan's that fields alone decide; ``always`` where there
  /// is no condition, and -1 for others.
  private let activationNumber: Int
  private let targetNumber: Int

  static var always: Int { -2 }

  /// - Parameters:
  ///   - agreed: names of rules that adaptations or waivers speak of.
  ///   - number: gives a condition its number.
  init(
    _ rule: ConstraintRule, agreed: Set<String>, monitors: inout Int, duties: inout Int,
    number: (Condition) -> Int
  ) {
    self.rule = rule
    let head = rule.judgement.head
    isExcusable = head.from != nil || head.until != nil || agreed.contains(head.name)
    activation = rule.template.activation
    func own(_ condition: Condition) -> Int {
      condition.isAlways ? Self.always : number(condition)
    }
    activationNumber = own(rule.activationCondition)
    targetNumber = own(rule.targetCondition)
    isConditional = !rule.activationCondition.isAlways || !rule.targetCondition.isAlways
    if rule.window == nil, rule.same.isEmpty, rule.differing.isEmpty {
      means = .monitor(Monitor(rule.template, count: rule.count), monitors)
      self.duties = nil
      position = monitors
      monitors += 1
    } else {
      let own = Duties(rule)
      means = .duties(own, duties)
      self.duties = own
      position = duties
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

  func conditionNumber(of letter: Letter) -> Int {
    activation.contains(letter) ? activationNumber : targetNumber
  }
}
