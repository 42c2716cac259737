public import BatonTime

/// One running of a target's clock: by which terms, how much of the time is used up, and what came
/// of it.
///
/// The time used up until ``since`` is counted; what passes from there on is worked out when asked
/// for. Nothing here moves by itself: a case's events and timers move it.
public struct Clock: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    case inProgress = "in_progress"
    case paused, completed, cancelled

    public var isActive: Bool { self == .inProgress || self == .paused }
  }

  /// Something that happens at a threshold.
  public struct Firing: Sendable, Hashable, Codable {
    public let threshold: Threshold
    /// Nil while the clock is paused.
    public var at: Instant?

    public init(threshold: Threshold, at: Instant?) {
      self.threshold = threshold
      self.at = at
    }
  }

  /// The agreement's name; from its second clock in a case on with a number, `name#2`.
  public var id: String
  public var terms: ClockTerms
  public var state: State
  /// When it began to count, which may be before the case came to be known.
  public var startedAt: Instant
  /// The event that attached it.
  public var attachedAt: Instant
  /// Milliseconds until it is due, in elapsed or in working time as its terms have it.
  public var total: Int64
  /// What is meant where that is used up at a closing: as its terms have it, but for days of work that
  /// end with an opening.
  public var boundary: BusinessCalendar.Boundary
  /// Milliseconds that were used up by ``since``, or by its last pause, or by its end.
  public var used: Int64
  /// From when on it counts; nil while it does not.
  public var since: Instant?
  /// As it was last known, once the clock has ended; nil while it is paused.
  public var due: Instant?
  /// What has not happened yet, in the order in which it will.
  public var pending: [Firing]
  /// What has happened already, and does not again.
  public var fired: [Threshold]
  /// When the time was used up while it ran.
  public var breachedAt: Instant?
  public var endedAt: Instant?
  /// When it went on last after it was completed.
  public var reopenedAt: Instant?
  /// The clock whose place it took, and how.
  public var succeeds: Succession?

  /// A clock that took the place of another in mid-flight.
  public struct Succession: Sendable, Hashable, Codable {
    public let clock: String
    public let how: OnChange

    public init(clock: String, how: OnChange) {
      self.clock = clock
      self.how = how
    }
  }

  public init(
    id: String, terms: ClockTerms, state: State, startedAt: Instant, attachedAt: Instant,
    total: Int64, boundary: BusinessCalendar.Boundary? = nil, used: Int64
  ) {
    self.id = id
    self.terms = terms
    self.state = state
    self.startedAt = startedAt
    self.attachedAt = attachedAt
    self.total = total
    self.boundary = boundary ?? terms.boundary
    self.used = used
    pending = []
    fired = []
  }

  public var isActive: Bool { state.isActive }
}
