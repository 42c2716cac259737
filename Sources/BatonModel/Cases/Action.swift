public import BatonTime

/// What an event or a timer of a case makes necessary outside: data, to be performed by whoever keeps
/// the case.
public struct Action: Sendable, Hashable, Codable {
  /// When it became necessary.
  public let at: Instant
  public let kind: Kind
  /// The rule that wants it, and where it stands.
  public let rule: String?
  public let place: Place?
  /// Why, in words.
  public let because: String?

  public init(
    at: Instant, _ kind: Kind, rule: String? = nil, place: Place? = nil, because: String? = nil
  ) {
    self.at = at
    self.kind = kind
    self.rule = rule
    self.place = place
    self.because = because
  }

  public enum Kind: Sendable, Hashable, Codable {
    /// Offer the case to somebody.
    case offer(handoff: Int, to: String)
    /// The case is theirs now.
    case assigned(to: String)
    case escalate(Escalation)
    case notify(Notification)
    /// A clock began, or changed what it does.
    case clock(String, ClockChange)
    /// A threshold of a clock was reached.
    case warning(clock: String, Threshold)
    case breach(clock: String)
    /// Nobody acknowledged a handoff in time.
    case lateHandoff(Int)
    /// The plan of the case's work, by its rule, began or ended.
    case plan(String, PlanChange)
    case task(Task, TaskChange)
    case dispute(Dispute, DisputeChange)
    case swarm(Swarm, SwarmChange)
    /// Open another record, or link the case to it.
    case followUp(FollowUp)
    /// Something is not as the case's process says.
    case deviation(Deviation)
    /// Call on the case then; nil: not before something happens.
    case timer(Instant?)
    /// What was taken in is not as it should be; it is taken in all the same.
    case doubt(String)
    /// Something is wrong that somebody must mend.
    case error(String)
  }

  public enum ClockChange: String, Sendable, Hashable, Codable {
    case began, paused, resumed, completed, cancelled, reopened
  }

  public enum PlanChange: String, Sendable, Hashable, Codable {
    case began, done, failed, stopped, resumed
  }

  public enum TaskChange: String, Sendable, Hashable, Codable {
    /// Its party is to do it.
    case offered
    case accepted, done, failed
    /// It is not done, and it is due.
    case late
    case skipped, unneeded, stopped
  }

  /// A task of a plan.
  public struct Task: Sendable, Hashable, Codable {
    public let plan: String
    /// The same for the same offer of the task, however often it is performed.
    public let id: String
    public let name: String
    /// Nil where it was offered to nobody.
    public let to: String?
    public let due: Instant?

    public init(plan: String, id: String, name: String, to: String?, due: Instant?) {
      self.plan = plan
      self.id = id
      self.name = name
      self.to = to
      self.due = due
    }
  }

  /// A step of a ladder.
  public struct Escalation: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable { case functional, hierarchical }
    public let ladder: String
    /// Counted from 1 in the order in which they are written.
    public let step: Int
    public let kind: Kind
    /// A group or a role.
    public let to: String

    public init(ladder: String, step: Int, kind: Kind, to: String) {
      self.ladder = ladder
      self.step = step
      self.kind = kind
      self.to = to
    }
  }

  /// A message to somebody.
  public struct Notification: Sendable, Hashable, Codable {
    public let to: String
    public let about: String
    /// Not before: whoever it is for has quiet hours.
    public let notBefore: Instant?
    /// How it is to be put; only for what the customer is told, where rules say so.
    public let reply: ReplyTerms?

    public init(to: String, about: String, notBefore: Instant?, reply: ReplyTerms? = nil) {
      self.to = to
      self.about = about
      self.notBefore = notBefore
      self.reply = reply
    }
  }
}

/// What came of an event: the case as it is now, what is to be done, and what the world must change.
public struct CaseStep: Sendable, Hashable, Codable {
  public let `case`: Case
  public let actions: [Action]
  /// The turns that rules took: how much a group has open, whoever has the cases counts.
  public let effects: [World.Effect]

  package init(case: Case, actions: [Action], effects: [World.Effect] = []) {
    self.case = `case`
    self.actions = actions
    self.effects = effects
  }
}

extension CaseStep {
  /// A step that was written without effects had none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      case: try values.decode(Case.self, forKey: .case),
      actions: try values.decode([Action].self, forKey: .actions),
      effects: try values.decodeIfPresent([World.Effect].self, forKey: .effects) ?? [])
  }
}
