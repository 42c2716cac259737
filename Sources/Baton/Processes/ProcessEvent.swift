import BatonModel
import BatonTime

/// An event as a process sees it: its names already those of the process.
struct ProcessEvent {
  /// For messages.
  var name: String
  /// Its number among the process's activities; nil if no rule of the process names it.
  var activity: Int?
  var at: Instant?
  var state: Entered
  /// Who did it, as far as that is known.
  var actor = Doer()
  /// Who has the case.
  var holder = Doer()
  /// The role that answers for the case.
  var accountable: String?

  /// What the event says of the state.
  enum Entered: Equatable {
    /// Nothing.
    case unsaid
    case known(Int)
    /// A state that the process does not have.
    case unknown(String)
  }

  struct Doer {
    /// The party and its group, shared by all that remembers them.
    var bearer: Bearer?
    var person: String?
    var role: String?

    init(_ bearer: Bearer? = nil, person: String? = nil, role: String? = nil) {
      self.bearer = bearer
      self.person = person
      self.role = role
    }

    init(party: String?, group: String?, person: String? = nil, role: String? = nil) {
      self.init(.known(party: party, group: group), person: person, role: role)
    }

    var party: String? { bearer?.party }
    var group: String? { bearer?.group }
    var isUnknown: Bool { bearer == nil && role == nil }
  }
}

/// What rules of a process ask of the case at an event.
protocol ProcessFacts: ~Copyable {
  /// Whether a condition holds; what cannot be told does not.
  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool
  /// The same for one of the plan's conditions that are known by numbers.
  mutating func holds(_ condition: Condition, number: Int, of head: RuleHead) -> Bool
  /// What one of those conditions says, if that was found out for the same fields; nil if not.
  func known(_ number: Int) -> Bool?
  mutating func value(of slot: Int) -> Value?
}

extension ProcessFacts where Self: ~Copyable {
  mutating func holds(_ condition: Condition, number: Int, of head: RuleHead) -> Bool {
    holds(condition, of: head)
  }

  func known(_ number: Int) -> Bool? { nil }
}

extension ProcessEvent {
  /// Who has an event to answer for: who did it, else who has the case.
  var blamed: Doer {
    actor.party == nil ? (holder.party == nil ? actor : holder) : actor
  }

  /// What an attribute of the event is: of who did it, else of who has the case.
  func value<Facts: ProcessFacts & ~Copyable>(
    of attribute: EventAttribute, _ facts: inout Facts
  ) -> Value? {
    switch attribute {
    case .person: (actor.person ?? holder.person).map { .text($0) }
    case .party: (actor.party ?? holder.party).map { .text($0) }
    case .group:
      (actor.group ?? (actor.party == nil || actor.party == holder.party ? holder.group : nil))
        .map { .text($0) }
    case .role: actor.role.map { .text($0) }
    case .field(let slot, _): facts.value(of: slot)
    }
  }

  /// The same of who has the case after the event: what customers do hands nothing over.
  func held<Facts: ProcessFacts & ~Copyable>(
    of attribute: EventAttribute, _ facts: inout Facts
  ) -> Value? {
    let isCustomer = actor.party == Party.customer.name
    let own = holder.party == nil && !isCustomer ? actor : holder
    return switch attribute {
    case .person: (isCustomer ? holder.person : actor.person ?? holder.person).map { .text($0) }
    case .party: own.party.map { .text($0) }
    case .group: own.group.map { .text($0) }
    case .role: isCustomer ? nil : actor.role.map { .text($0) }
    case .field(let slot, _): facts.value(of: slot)
    }
  }
}
