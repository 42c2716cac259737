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

  package init() {}
}
