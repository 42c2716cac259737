/// How the log of a source is written: where an event has its case, what happened, when and by whom.
/// What is nil is as usual in the log's format.
package struct SourceLog: Sendable, Hashable {
  /// Names from the outside to the inside: one, or what `path(…)` says.
  package typealias Key = [String]

  package var caseKey: Key?
  /// Joined by "/".
  package var activity: [Key]?
  package var time: Key?
  package var party: Key?
  package var unit: Key?
  package var person: Key?
  /// Names that describe the case and not the event.
  package var ofCase: Set<Key> = []
  /// Each case's events come together.
  package var isSorted = false
  package var objectType: String?
  /// What the time after an activity, or in a state, is, by their words and by ours.
  package var times: [String: Time] = [:]

  /// What kind of time begins with an event.
  package enum Time: String, Sendable, Hashable, CaseIterable {
    case working, waiting, handoff, customer, dispute
    case thirdParty = "third_party"
    /// None: the case is over.
    case end
  }

  package init() {}
}
