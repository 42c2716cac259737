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
