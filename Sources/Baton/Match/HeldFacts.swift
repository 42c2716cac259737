/// Facts that nothing changes any more, for whoever keeps them: lists and closures hold only what
/// can be copied.
final class HeldFacts: Sendable {
  let facts: Facts

  init(_ facts: consuming Facts) { self.facts = facts }
}
