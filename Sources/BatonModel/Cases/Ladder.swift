public import BatonTime

/// A ladder of escalations that was begun for a case: its steps as they were then, and how far it
/// went. A later version of the rules changes ladders that begin later.
public struct Ladder: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    case active
    /// What it was for is done, or somebody took charge.
    case stopped
    /// All steps were taken as often as they may be.
    case exhausted
  }

  /// The rule's name; from its second start in a case on with a number, `name#2`.
  public var id: String
  public var rule: String
  public var place: Place
  /// The clock that it belongs to; nil for one that pages.
  public var clock: String?
  /// The event that called it, of one that waits for events: then the solution of the case is not what
  /// it is for. Nil for one that is on a clock, or pages while the case is open.
  public var calledBy: String?
  public var startedAt: Instant
  public var state: State
  public var endedAt: Instant?
  public var steps: [Step]
  /// How often the steps at its end that follow one another are taken again.
  public var repeats: Int
  /// Milliseconds from the last step to the first of those, and to the end of the last round.
  public var repeatAfter: Int64
  /// Events that stop it.
  public var stopOn: [String]
  /// The calendar outside of which its messages wait.
  public var quiet: String?
  /// Steps that follow another and are on their way.
  public var pending: [Pending]
  /// How many rounds of repeating were begun.
  public var rounds: Int
  /// The steps that were taken or left out, by their index, in order.
  public var climbed: [Int]

  public struct Step: Sendable, Hashable, Codable {
    public enum When: Sendable, Hashable, Codable {
      case at(Threshold)
      /// Milliseconds after the step before, or after the start.
      case after(Int64)
    }

    public var when: When
    public var kind: Action.Escalation.Kind?
    /// Nil where only messages are sent.
    public var to: Recipient?
    public var notify: [Recipient]
    /// Whether the rule says when the step is to be left out.
    public var isConditional: Bool

    public init(
      when: When, kind: Action.Escalation.Kind?, to: Recipient?, notify: [Recipient],
      isConditional: Bool
    ) {
      self.when = when
      self.kind = kind
      self.to = to
      self.notify = notify
      self.isConditional = isConditional
    }
  }

  /// Whom a step is for. Who that is may be known only when it is taken.
  public enum Recipient: Sendable, Hashable, Codable {
    /// A group, a role, a party or a receiver.
    case named(String)
    /// Whoever is on call by a rota.
    case onCall(String)
    /// Whoever has the case.
    case holder
  }

  public struct Pending: Sendable, Hashable, Codable {
    /// The step's index; the number of steps for the end.
    public var step: Int
    /// Nil while its clock is paused.
    public var at: Instant?
    /// Milliseconds that are left to it while its clock is paused.
    public var left: Int64?

    public init(step: Int, at: Instant) {
      self.step = step
      self.at = at
    }
  }

  public init(id: String, rule: String, place: Place, clock: String?, startedAt: Instant) {
    self.id = id
    self.rule = rule
    self.place = place
    self.clock = clock
    self.startedAt = startedAt
    state = .active
    steps = []
    repeats = 0
    repeatAfter = 0
    stopOn = []
    pending = []
    rounds = 0
    climbed = []
  }

  public var isActive: Bool { state == .active }

  /// Where the steps begin that are repeated: those at the end that follow one another.
  public var firstRepeated: Int {
    let last = steps.lastIndex { if case .at = $0.when { true } else { false } }
    return last.map { $0 + 1 } ?? 0
  }
}
