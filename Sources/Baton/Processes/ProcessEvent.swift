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

  struct Doer: Equatable {
    var party: String?
    var group: String?
    var person: String?
    var role: String?

    var isUnknown: Bool { party == nil && role == nil && group == nil }
  }
}

/// What rules of a process ask of the case at an event.
protocol ProcessFacts: ~Copyable {
  /// Whether a condition holds; what cannot be told does not.
  mutating func holds(_ condition: Condition, of head: RuleHead) -> Bool
  func value(of slot: Int) -> Value?
}
