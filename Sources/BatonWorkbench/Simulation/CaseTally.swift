import BatonModel

/// What is counted of a case while it lives: actions that leave nothing in it.
package struct CaseTally: Sendable, Hashable {
  package private(set) var escalations = 0
  package private(set) var messages = 0
  package private(set) var deviations = 0

  mutating func add(_ action: Action) {
    switch action.kind {
    case .escalate: escalations += 1
    case .notify: messages += 1
    case .deviation: deviations += 1
    default: break
    }
  }
}
