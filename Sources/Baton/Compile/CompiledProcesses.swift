import BatonDeclare
import BatonModel
import BatonTime

/// How every provider works: the states that a case goes through, and what must be so on the way.
struct ProcessRule: Sendable {
  let head: RuleHead
  /// Which requests follow it.
  let condition: Condition
  /// The role that owns it.
  let owner: String?
  /// As written; a case begins in the first. Empty if only events are watched.
  let states: [ProcessState]
  /// The events that there are; nil if any name is one.
  let activities: [String]?
  let constraints: [ConstraintRule]
  let limits: [ProcessLimit]
  let pairs: [PairRule]
  let invariants: [InvariantRule]
  let responsibilities: [Responsibility]
  let variations: [ProcessVariation]

  func state(_ name: String) -> Int? { states.firstIndex { $0.name == name } }

  func forEachCondition(_ body: (Condition) -> Void) {
    body(condition)
    forEachConditionWithin(body)
  }

  /// Without the one that says which requests follow it.
  func forEachConditionWithin(constraints isWhole: Bool = true, _ body: (Condition) -> Void) {
    for state in states { for way in state.ways { body(way.condition) } }
    for rule in constraints where isWhole {
      body(rule.activationCondition)
      body(rule.targetCondition)
    }
    for rule in invariants {
      body(rule.condition)
      body(rule.violation)
    }
    for variation in variations {
      body(variation.condition)
      for (_, way) in variation.allows { body(way.condition) }
    }
  }
}

struct ProcessState: Sendable {
  let name: String
  let place: Place
  /// Where it leads, in the order written.
  let ways: [ProcessWay]
  /// Slots of fields that must be filled in on entering it.
  let needs: [Int]
  /// Who may enter it; empty: anybody.
  let by: [ActorTerm]
  let isFinal: Bool
  let because: String?
}

/// A way from one state to another.
struct ProcessWay: Sendable {
  /// The position of the state it leads to.
  let target: Int
  let place: Place
  /// The events that take it; empty: any.
  let events: [String]
  let condition: Condition
  let by: [ActorTerm]
  let because: String?
}

/// Somebody, as a process says without naming a provider.
enum ActorTerm: Sendable, Hashable {
  case customer, integrator
  /// Any provider.
  case anyProvider
  /// The provider, or the group, that has the case.
  case holder
  case holdingGroup
  /// The role that answers for the request's service.
  case serviceOwner
  case role(String)
}

/// Something that happens in a process, as its rules name it.
enum ActivityTerm: Sendable, Hashable {
  case event(String)
  /// The entering of a state, by its position.
  case enter(Int)
}

/// Something that an event has: who did it, or a field of the request as it is then.
enum EventAttribute: Sendable, Hashable {
  case person, party, group, role
  case field(slot: Int, name: String)
}

/// How what a rule of a process finds is meant.
struct Judgement: Sendable {
  let head: RuleHead
  let severity: PolicySeverity

  /// Whether it is to be kept, and not only looked at.
  var isEnforced: Bool { head.mode == .enforced }
}

/// What must come before, after or with what.
struct ConstraintRule: Sendable {
  let judgement: Judgement
  let template: Template
  /// Of templates that count.
  let count: Int
  /// Any of these is the first activity, any of those the second.
  let first: [ActivityTerm]
  let second: [ActivityTerm]
  /// Of the event that activates it, and of the other.
  let activationCondition: Condition
  let targetCondition: Condition
  /// What must be equal, or differ, in both events.
  let same: [EventAttribute]
  let differing: [EventAttribute]
  let window: TimeWindow?
  /// As it is written, for messages: `"diagnose" comes before "resolve"`.
  let sentence: String
}

/// A length of time with its calendar, so that it can be measured without asking anybody.
struct TimeWindow: Sendable, Hashable {
  let span: DurationSpan
  /// Nil for elapsed time.
  let calendar: BusinessCalendar?

  /// When it is over that begins at an instant. What is past the calendar's end is never over.
  func end(from start: Instant) -> Instant {
    switch span.unit {
    case .businessDays:
      calendar?.due(from: start, afterWorkingDays: Int(span.count)) ?? .endless
    case .businessHours:
      calendar?.due(from: start, after: Int64(span.count * 3_600_000)) ?? .endless
    default: start.adding(Int64((span.elapsedSeconds ?? 0) * 1000))
    }
  }
}

/// How often, or how long, is too much.
struct ProcessLimit: Sendable {
  enum Subject: Sendable, Hashable {
    /// Changes of an attribute from event to event.
    case handoffs(EventAttribute)
    /// Changes back to what it was before the last.
    case bounces(EventAttribute)
    case visits(Int)
    case time(Int)
    case events(String)
  }

  let judgement: Judgement
  let subject: Subject
  /// How often it may be; of a time 0.
  let most: Int
  /// How long; of what is counted, in which it is counted.
  let window: TimeWindow?
}

/// Two events that must be, or must not be, by the same.
struct PairRule: Sendable {
  let judgement: Judgement
  let first: [ActivityTerm]
  let second: [ActivityTerm]
  let attributes: [EventAttribute]
  /// Whether they must be equal in both; else they must differ.
  let mustBeEqual: Bool
}

/// What must hold after every event.
struct InvariantRule: Sendable {
  let judgement: Judgement
  let condition: Condition
  /// Where it holds beside the condition, something is wrong.
  let violation: Condition
}

/// Who does an activity, and who answers for it.
struct Responsibility: Sendable {
  let activity: ActivityTerm
  let name: String
  let place: Place
  let responsible: [ActorTerm]
  let accountable: ActorTerm?
  let consulted: [ActorTerm]
  let informed: [ActorTerm]
}

/// A point at which a provider may differ.
struct ProcessVariation: Sendable {
  let head: RuleHead
  let condition: Condition
  /// State by state, where it may lead to beside.
  let allows: [(state: Int, way: ProcessWay)]
  /// Names of constraints that need not hold.
  let skips: [String]
}

/// What a provider's own words are in the process.
struct ProcessMapping: Sendable {
  let head: RuleHead
  /// Whose words they are: a provider's name, or a source's for all that comes from there.
  let speaker: String
  /// A process, by its position.
  let process: Int
  /// Positions of states by their words.
  let states: [String: Int]
  let events: [String: String]
}

/// A provider's own way, where the process allows one.
struct AdaptationRule: Sendable {
  let head: RuleHead
  let process: Int
  let provider: String
  /// The variations it opens, by position.
  let uses: [Int]
  let allows: [(state: Int, way: ProcessWay)]
  /// Pairs of states between which there is no way for it.
  let forbids: [(state: Int, target: Int)]
  let skips: [String]
  let cost: Double?
  let requestedOn: CivilDate?
}

/// A deviation that is tolerated for a time, and counted.
struct WaiverRule: Sendable {
  let head: RuleHead
  let process: Int
  /// Nil: whoever it is.
  let provider: String?
  let constraints: [String]
}

extension Instant {
  /// What never comes.
  fileprivate static let endless = Instant(milliseconds: .max)
}
