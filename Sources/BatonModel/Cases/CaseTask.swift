public import BatonTime

/// One piece of the work of a case's plan: who does it, what it waits for, and how far it is.
///
/// What it goes by was written down when the plan began; a later version of the rules is for plans
/// that begin later.
public struct CaseTask: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    /// What it waits for is not there yet.
    case waiting
    /// Its party is to do it; nobody has said yet that it is being done.
    case offered
    case inProgress = "in_progress"
    case done, failed
    /// Left out, because what it waits for failed.
    case skipped
    /// Left out, because it stands in for what did not fail.
    case unneeded
    /// The plan failed or the case was closed before it was done.
    case stopped

    /// Whether somebody has it now.
    public var isActive: Bool { self == .offered || self == .inProgress }

    /// Whether its end is known for good, one way or the other.
    public var isSettled: Bool {
      self == .done || self == .failed || self == .skipped || self == .unneeded
    }
  }

  /// What becomes of the others when the task fails.
  public enum Consequence: Sendable, Hashable, Codable {
    /// Nothing more of the plan begins.
    case stop
    /// What waits for it begins all the same.
    case goOn
    /// What waits for it is left out.
    case skip
    /// Another task, by its position, is done in its place.
    case standIn(Int)
  }

  /// The task's name; from its second offer on with a number, `name#2`. The same for the same offer,
  /// however often it is made.
  public var id: String
  public var name: String
  public var place: Place
  public var because: String?
  /// Who is to do it, which may be known only when it begins.
  public var to: Ladder.Recipient
  /// Nil for one that has no end by which it is to be done.
  public var limit: ClockTerms.Limit?
  /// The calendar that its rule names; nil where the hours of the group count that has it.
  public var calendar: String?
  /// The positions of the tasks that it waits for.
  public var after: [Int]
  /// Whether one of them is enough.
  public var anyIsEnough: Bool
  public var ifFailed: Consequence
  /// The positions of the tasks in whose place it is done if they fail; it is done for nothing else.
  public var insteadOf: [Int]
  /// Whether the rule says that the plan is done without it.
  public var isOptional: Bool
  /// Whether the plan is done only when it has ended.
  public internal(set) var isRequired: Bool

  public var state: State
  /// Whose it was when it was offered: `fuji/depot`.
  public var unit: String?
  /// When it was offered.
  public var begunAt: Instant?
  public var due: Instant?
  /// Whether it was not done when it was due.
  public var isLate: Bool
  public var endedAt: Instant?
  /// Who said last what became of it.
  public var by: CaseEvent.Actor?
  /// Why it failed.
  public var reason: String?

  public init(
    name: String, place: Place, because: String? = nil, to: Ladder.Recipient,
    limit: ClockTerms.Limit? = nil, calendar: String? = nil, after: [Int] = [],
    anyIsEnough: Bool = false, ifFailed: Consequence = .stop, insteadOf: [Int] = [],
    isOptional: Bool = false
  ) {
    id = name
    self.name = name
    self.place = place
    self.because = because
    self.to = to
    self.limit = limit
    self.calendar = calendar
    self.after = after
    self.anyIsEnough = anyIsEnough
    self.ifFailed = ifFailed
    self.insteadOf = insteadOf
    self.isOptional = isOptional
    isRequired = false
    state = .waiting
    isLate = false
  }
}
