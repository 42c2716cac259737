import BatonModel

/// A ladder of escalations, ready to be climbed: for the clocks of agreements, or for a case itself.
///
/// A class, because every event of a case looks at the ladders that it has and each has many parts.
final class LadderRule: Sendable {
  let head: RuleHead
  let condition: Condition
  /// The agreements to whose clocks it belongs, each once; empty for one that pages.
  let on: [String]
  /// In the order in which they are written; at least one.
  let steps: [LadderStep]
  /// How often the trailing steps that follow others are taken again.
  let repeatTimes: Int
  /// Milliseconds from the last step to the first of the next round; nil if there is no other round.
  let repeatAfter: Int64?
  /// Names of events.
  let stopOn: [String]
  let stop: Condition?
  /// A calendar's name: notifications wait until it is open.
  let quiet: String?

  init(
    head: RuleHead, condition: Condition, on: [String], steps: [LadderStep], repeatTimes: Int,
    repeatAfter: Int64?, stopOn: [String], stop: Condition?, quiet: String?
  ) {
    self.head = head
    self.condition = condition
    self.on = on
    self.steps = steps
    self.repeatTimes = repeatTimes
    self.repeatAfter = repeatAfter
    self.stopOn = stopOn
    self.stop = stop
    self.quiet = quiet
  }
}

/// One step of a ladder: when, to whom, and who is told.
struct LadderStep: Sendable {
  enum When: Sendable, Hashable {
    /// In the life of the agreement's clock.
    case at(Threshold)
    /// Milliseconds after the step before, or after the ladder starts.
    case after(Int64)
  }

  enum Kind: Sendable, Hashable {
    /// To another group that can do it.
    case functional(Assignee)
    /// To a role with more authority.
    case hierarchical(String)
    /// Somebody is told, and that is all.
    case none
  }

  let when: When
  let kind: Kind
  /// Each once, in the order in which they are written.
  let notify: [Notified]
  /// Nil: whenever it is its time. Otherwise it may be passed over.
  let condition: Condition?
  let because: String?
  let place: Place
}

/// Who gets work: somebody known, or whoever is on call then.
enum Assignee: Sendable, Hashable {
  case target(Target)
  /// A rota's name.
  case onCall(String)
}

/// Who is told of something.
enum Notified: Sendable, Hashable {
  case party(Party)
  /// The provider that has the case.
  case holder
  case role(String)
  /// A group or a receiver.
  case target(Target)
  /// A rota's name.
  case onCall(String)
}
