import BatonModel

/// What came of a clock.
package enum ClockResult: Sendable, Hashable {
  /// The time was used up while it ran, whether it has ended or not.
  case notKept
  case kept, cancelled
  /// It may still be kept.
  case running

  init(of clock: borrowing Clock) {
    if clock.breachedAt != nil {
      self = .notKept
      return
    }
    self =
      switch clock.state {
      case .completed: .kept
      case .cancelled: .cancelled
      case .inProgress, .paused: .running
      }
  }
}

/// How many clocks came to what.
package struct ClockCount: Sendable, Hashable {
  package private(set) var kept = 0
  package private(set) var notKept = 0
  package private(set) var running = 0
  package private(set) var cancelled = 0

  mutating func add(_ result: ClockResult) {
    switch result {
    case .kept: kept += 1
    case .notKept: notKept += 1
    case .running: running += 1
    case .cancelled: cancelled += 1
    }
  }

  /// Tenths of a percent of those that are decided, rounded down, so that nothing but all is all; nil
  /// if none is.
  package var shareKept: Int? {
    kept + notKept == 0 ? nil : kept * 1000 / (kept + notKept)
  }
}
