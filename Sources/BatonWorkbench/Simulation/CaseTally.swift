import BatonModel

/// What is counted of a case while it lives: actions that leave nothing in it.
package struct CaseTally: Sendable, Hashable {
  package private(set) var escalations = 0
  package private(set) var messages = 0
  package private(set) var deviations = 0
  /// Whether one of them counts, is enforced, and is no mere remark.
  package private(set) var hasViolation = false
  package private(set) var hasError = false

  mutating func add(_ action: Action) {
    switch action.kind {
    case .escalate: escalations += 1
    case .notify: messages += 1
    case .deviation(let deviation):
      deviations += 1
      if deviation.isViolation { hasViolation = true }
    case .error: hasError = true
    default: break
    }
  }
}
