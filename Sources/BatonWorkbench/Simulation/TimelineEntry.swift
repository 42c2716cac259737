package import BatonModel
package import BatonTime

/// One thing that happened in a case's life, when, and why.
///
/// What happened is kept as facts; ``TimelineWording`` has the words. Clocks and handoffs are as they
/// were at that instant, not as they became. A class, because it has many parts and goes through
/// several hands.
package final class TimelineEntry: Sendable {
  package enum What: Sendable {
    case opened(priority: Int?, accountable: String?)
    /// Somebody did something.
    case event(CaseEvent)
    case priority(from: Int?, to: Int?)
    case accountable(String)
    /// The rules want something, by the engine's own account.
    case action(Action.Kind)
    case ladder(String, LadderChange)
    /// How people are answered, and what helps, as it was decided at the opening.
    case reply(ReplyTerms)
    case knowledge(Decision.Article)
    /// A time after a broken promise is in force.
    case trust(String)
  }

  package enum LadderChange: String, Sendable {
    case began, stopped, exhausted
  }

  package let at: Instant
  package let what: What
  /// The clock that it is about.
  package let clock: ClockReading?
  /// The handoff that it is about.
  package let handoff: Handoff?
  package let why: Why

  /// What decided it: a rule, its place, and its reason in words.
  package struct Why: Sendable, Hashable {
    package var rule: String?
    package var place: Place?
    package var because: String?

    package init(rule: String? = nil, place: Place? = nil, because: String? = nil) {
      self.rule = rule
      self.place = place
      self.because = because
    }

    /// What the request says itself needs no reason.
    init(_ reason: Reason?) {
      let reason = reason?.rule == Reason.ofRequest ? nil : reason
      self.init(rule: reason?.rule, place: reason?.place, because: reason?.because)
    }
  }

  package init(
    at: Instant, _ what: What, clock: ClockReading? = nil, handoff: Handoff? = nil,
    why: Why = Why()
  ) {
    self.at = at
    self.what = what
    self.clock = clock
    self.handoff = handoff
    self.why = why
  }

  /// Whether it says that something is wrong which somebody must mend.
  package var isError: Bool {
    if case .action(.error) = what { true } else { false }
  }

  package var isDoubt: Bool {
    if case .action(.doubt) = what { true } else { false }
  }
}

/// A clock at an instant, with what it has used up by then, and the customer's clock beside it.
package struct ClockReading: Sendable, Hashable {
  package let clock: Clock
  /// Milliseconds in the clock's own time.
  package let used: Int64
  /// Milliseconds since it started that passed for the customer: all but those in which the customer
  /// was waited for.
  package let customer: Int64

  /// Milliseconds until it is due; below nothing once that is past.
  package var left: Int64 { clock.total - used }
}
