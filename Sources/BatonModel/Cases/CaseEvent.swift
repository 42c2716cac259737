public import BatonTime

/// Something that happened to a case, as whoever saw it says.
///
///     {"case":"R-1","at":"2026-05-08T16:05:00+02:00","event":"acknowledge",
///      "by":{"party":"acme","person":"u-17"},"set":{"state":"in_progress"}}
///
/// The engine knows the names in ``Name``; of others it takes in the fields that they set.
public struct CaseEvent: Sendable, Hashable {
  /// The sender's own name for the event: one that was taken in already is not taken in again.
  public var id: String?
  public var name: String {
    get { said }
    set {
      said = newValue
      known = Name(rawValue: newValue)
    }
  }
  private var said: String
  /// What the name means to the engine; nil if it is the sender's own.
  public private(set) var known: Name?
  public var at: Instant
  public var by: Actor?
  /// Fields of the request that change; one without a value is cleared.
  public var set: Members
  public var reason: String?
  /// What else was said: `to` of an assignment, `task` of what became of a task.
  public var details: Members

  public init(
    _ name: String, at: Instant, by: Actor? = nil, set: Members = Members(),
    reason: String? = nil, details: Members = Members(), id: String? = nil
  ) {
    self.id = id
    said = name
    known = Name(rawValue: name)
    self.at = at
    self.by = by
    self.set = set
    self.reason = reason
    self.details = details
  }

  /// Who did something.
  public struct Actor: Sendable, Hashable, Codable {
    public var party: Party?
    public var group: String?
    public var person: String?
    public var role: String?

    public init(
      party: Party? = nil, group: String? = nil, person: String? = nil, role: String? = nil
    ) {
      self.party = party
      self.group = group
      self.person = person
      self.role = role
    }
  }

  /// The names of events that mean something to the engine.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case open
    /// Somebody has seen that the case came in, or is now theirs.
    case acknowledge
    /// The case, or a handoff of it, is offered to another group.
    case assign
    /// Whoever it was offered to takes it.
    case accept
    /// Whoever it was offered to does not take it.
    case reject
    /// The customer is answered.
    case respond
    /// The customer hears news.
    case update
    /// The service works again.
    case restore
    /// The service works again, around the cause.
    case workaround
    case resolve, close, reopen, cancel
    /// Work waits, for a ``PauseReason``.
    case pause
    case resume
    /// Somebody disputes who is to act, or is to pay. Stops nothing.
    case dispute
    /// The dispute that was raised last is over.
    case settle
    /// The customer confirms that the outcome is what they needed.
    case confirm
    /// The requester complains.
    case complaint
    /// Another provider is asked to help, and has.
    case assist
    case assisted
    /// A group joins those who work on the case together, or leaves them.
    case join
    case leave
    /// Another record belongs to the case: `record` is its id, `units` who works on it.
    case link
    /// The rules that are in force now count from now on, whoever the case was opened under.
    case migrate
    /// Whoever a task of the case's plan was offered to does it now, has done it, or cannot.
    case taskAccepted = "task_accepted"
    case taskDone = "task_done"
    case taskFailed = "task_failed"

    /// Whether it is about a task of the case's plan and not about the case.
    public var isOfTask: Bool {
      self == .taskAccepted || self == .taskDone || self == .taskFailed
    }
  }
}
