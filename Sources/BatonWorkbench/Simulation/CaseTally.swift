import BatonModel

/// What is counted of a case while it lives: actions that leave nothing in it.
package struct CaseTally: Sendable, Hashable {
  package private(set) var escalations = 0
  package private(set) var messages = 0
  package private(set) var deviations = 0
  /// Those that count, are enforced, and are no mere remarks; and those that an adaptation allows.
  package private(set) var violations = 0
  package private(set) var adapted = 0
  package private(set) var hasError = false
  /// What was done otherwise than a process says, rule by rule.
  package private(set) var found: [MeasuredRule: Found] = [:]

  package struct Found: Sendable, Hashable {
    /// How often, where that counts, and how often by agreement or tolerated.
    package fileprivate(set) var times = 0
    package fileprivate(set) var excused = 0
  }

  /// Whether one of them counts, is enforced, and is no mere remark.
  package var hasViolation: Bool { violations > 0 }

  mutating func add(_ action: Action) {
    switch action.kind {
    case .escalate: escalations += 1
    case .notify: messages += 1
    case .deviation(let deviation):
      deviations += 1
      if deviation.isViolation { violations += 1 }
      if case .adapted = deviation.standing { adapted += 1 }
      note(deviation)
    case .error: hasError = true
    default: break
    }
  }

  private mutating func note(_ deviation: Deviation) {
    let rule = MeasuredRule(
      process: deviation.process,
      name: deviation.rule ?? DeviationWording.words(deviation.kind),
      isEnforced: deviation.isEnforced)
    if deviation.standing == .counts {
      found[rule, default: Found()].times += 1
    } else {
      found[rule, default: Found()].excused += 1
    }
  }
}
