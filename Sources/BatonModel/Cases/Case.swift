public import BatonTime

/// One request's life so far: what is known of it, who has it, which clocks run, and what came of
/// those that ended.
///
/// A value, made and moved on by an engine alone. It says by which rules it was moved last; a newer
/// engine reads an older case.
public struct Case: Sendable, Hashable, Codable {
  /// The form in which cases are written.
  public static let schema = 1

  public enum Phase: String, Sendable, Hashable, Codable {
    case open
    /// Done, and may be opened again.
    case resolved
    case closed
  }

  public internal(set) var schema = Case.schema
  public package(set) var id: String
  public package(set) var rules: RuleBaseIdentity
  public package(set) var openedAt: Instant
  /// With what the dates of rules are compared: a case goes by the rules that were in force when it
  /// opened, until it is migrated.
  public package(set) var inForceAt: Instant
  /// The latest instant that the case knows of.
  public package(set) var now: Instant
  /// When the last event happened.
  public package(set) var eventAt: Instant
  public package(set) var phase: Phase
  public package(set) var resolvedAt: Instant?
  public package(set) var closedAt: Instant?
  /// The fields as senders wrote them: at the opening, and by events since.
  public package(set) var request: Members
  /// Fields that events set which rules work out otherwise: what people said counts.
  @Sorted public package(set) var pinned: Set<String> = []
  /// Where the rules last led.
  public package(set) var routed: String?
  /// The rule that led there.
  public package(set) var routedBy: Place?
  /// The rules that chose nobody then, and held: that they find somebody later moves no case.
  package var emptyChoosers: [Place]?
  public package(set) var priority: Int?
  /// The one role that answers for the case.
  public package(set) var accountable: String?
  public package(set) var holder: Holder
  public package(set) var handoffs: [Handoff]
  public package(set) var clocks: [Clock]
  public package(set) var ladders: [Ladder]
  /// Ladders on no clock whose `when` holds: each begins again only when it comes to hold again.
  @Sorted public package(set) var holding: Set<String> = []
  /// The tasks of which its work is made; nil if no plan has begun.
  public package(set) var plan: CasePlan?
  /// How far it is in its process; nil if it follows none.
  public package(set) var process: ProcessTrack?
  public package(set) var pauses: [PauseSpan]
  /// In the order in which they were raised; they stop no clock.
  public package(set) var disputes: [Dispute]
  /// Who works on it together, in order; the last may go on.
  public package(set) var swarms: [Swarm]
  /// The records that it led to, and those that led to it.
  public package(set) var followUps: [FollowUp]
  public package(set) var links: [Link]
  /// The times after broken promises under which it lies: those in force when it opened, and those of
  /// providers to whom it was offered since.
  public package(set) var trustPeriods: [String]
  /// The promises that were not kept in it, as they came about.
  public package(set) var breaches: [Breach]
  /// Who was asked to help, in order.
  public package(set) var assists: [Assist]
  /// The stretches of time since the opening, without gaps; the last goes on.
  public package(set) var stretches: [Stretch]
  /// How many events were taken in.
  public package(set) var events: Int
  /// Ids of events that were taken in.
  @Sorted public package(set) var seen: Set<String> = []

  package init(
    id: String, rules: RuleBaseIdentity, openedAt: Instant, request: Members, holder: Holder
  ) {
    self.id = id
    self.rules = rules
    self.openedAt = openedAt
    inForceAt = openedAt
    now = openedAt
    eventAt = openedAt
    phase = .open
    self.request = request
    self.holder = holder
    handoffs = []
    clocks = []
    ladders = []
    pauses = []
    disputes = []
    swarms = []
    followUps = []
    links = []
    trustPeriods = []
    breaches = []
    assists = []
    stretches = []
    events = 0
  }

  /// Whether somebody is to answer an offer.
  package var isOffered: Bool {
    // Only its state is looked at: a copy of the handoff counts a dozen references.
    !handoffs.isEmpty && handoffs[handoffs.count - 1].state == .offered
  }

  /// Whether it follows a process: of that, too, only this is looked at.
  package var followsProcess: Bool {
    if case .none = process { false } else { true }
  }

  /// The offer that nobody has answered yet.
  public var offer: Handoff? { isOffered ? handoffs.last : nil }

  /// Why work waits now; nil if it does not.
  public var pause: PauseSpan? { pauses.last.flatMap { $0.until == nil ? $0 : nil } }

  /// Another provider's help, which never counts against it.
  public struct Assist: Sendable, Hashable, Codable {
    public var party: Party
    public var from: Instant
    public var until: Instant?

    package init(party: Party, from: Instant) {
      self.party = party
      self.from = from
    }
  }
}
