import BatonDeclare
import BatonModel
import BatonTime

/// What a constraint with a time window, or with values that both events share, demands.
///
/// A monitor has no room for when an event was and what it had, so these keep their activations: what
/// must still come, and what was there before. The templates are made of few kinds of duty. As in
/// MP-Declare (Burattin, Maggi, Sperduti, "Conformance Checking Based on Multi-Perspective Declarative
/// Process Models", 2016) values and windows relate an activation to its target; what may not stand
/// in between is any activation.
final class Duties: Sendable {
  enum Order: Sendable { case anywhere, alternating, directly }

  let demands: Demands
  /// The attributes of an event that the constraint compares: first those that are the same.
  let attributes: [EventAttribute]
  let correlation: Correlation
  let window: TimeWindow?

  init(_ rule: ConstraintRule) {
    demands = Demands(rule)
    attributes = rule.same + rule.differing
    correlation = Correlation(same: rule.same.count)
    window = rule.window
  }

  /// What is demanded of the order and number of events.
  struct Demands: BitwiseCopyable {
    /// Every first is followed by a second, or has one before it.
    var forward: Order?
    var backward: Order?
    /// Where the first occurs the second does too, and the other way round.
    var firstNeedsSecond = false
    var secondNeedsFirst = false
    /// No second after a first, directly after it, or in the same case at all.
    var never: Order?
    var neverTogether = false
    /// So often within the window from the case's begin, or so often at most in any such window.
    var least: Int?
    var most: Int?
    /// One of the two within the window from the case's begin.
    var either = false
  }

  /// Whether an event without any concern of the constraint can matter.
  var isMovedByOthers: Bool {
    demands.forward == .directly || demands.backward == .directly || demands.never == .directly
  }

  var needsBegin: Bool { demands.least != nil || demands.either }

  /// Whether a later event is in the window that an earlier one opens. Without times it is.
  func isInWindow(_ earlier: Occurrence, _ later: Occurrence) -> Bool {
    guard let window, let from = earlier.at, let at = later.at else { return true }
    return at <= window.end(from: from)
  }

  func deadline(of occurrence: Occurrence) -> Instant? {
    guard let window, let at = occurrence.at else { return nil }
    return window.end(from: at)
  }
}

extension Duties.Demands {
  init(_ rule: ConstraintRule) {
    switch rule.template {
    case .existence: least = rule.count
    case .absence: most = rule.count - 1
    case .exactly:
      least = rule.count
      most = rule.count
    case .initially, .endWith: break
    case .choice: either = true
    case .exclusiveChoice:
      either = true
      neverTogether = true
    case .respondedExistence: firstNeedsSecond = true
    case .coexistence:
      firstNeedsSecond = true
      secondNeedsFirst = true
    case .response: forward = .anywhere
    case .alternateResponse: forward = .alternating
    case .chainResponse: forward = .directly
    case .precedence: backward = .anywhere
    case .alternatePrecedence: backward = .alternating
    case .chainPrecedence: backward = .directly
    case .succession: (forward, backward) = (.anywhere, .anywhere)
    case .alternateSuccession: (forward, backward) = (.alternating, .alternating)
    case .chainSuccession: (forward, backward) = (.directly, .directly)
    case .notCoexistence, .notRespondedExistence: neverTogether = true
    case .notSuccession, .notResponse, .notPrecedence: never = .anywhere
    case .notChainSuccession, .notChainResponse, .notChainPrecedence: never = .directly
    }
  }
}
