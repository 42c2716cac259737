package import Baton
package import BatonModel
import BatonRecords
package import BatonTime

/// What can be said of two rule bases without anybody's requests: some that show a difference, or that
/// there is none.
package struct ShownDifference: Sendable {
  /// A made request, and what is decided otherwise about it.
  package struct Example: Sendable {
    package let request: Request
    package let changes: [DecisionChange]

    /// The request as one line of JSON.
    package var json: String {
      var json = JSONWriter()
      json.value(.object(request.members))
      return String(decoding: json.bytes, as: UTF8.self)
    }
  }

  /// One for each change that was found, the first of them.
  package let examples: [Example]
  package let certainty: SemanticDifference.Certainty
  package let tried: Int
  /// Whether the proof takes declared records for what the catalogue says of them.
  package let isAsDeclared: Bool

  package init(
    _ old: (engine: Engine, outline: RuleOutline), _ new: (engine: Engine, outline: RuleOutline),
    _ rules: RuleChanges, at now: Instant
  ) {
    let (before, after) = (old.engine, new.engine)
    let differing = rules.words
    let changed = rules.names
    let search = SemanticDifference(
      before, after, at: now, declares: differing,
      saysTheSame: { !changed.contains($0) },
      isMoved: { request, world in
        DecisionComparison.moved(
          before.decide(request, in: world), after.decide(request, in: world), name: { "" }) != nil
      })
    var seen: Set<[DecisionChange]> = []
    var examples: [Example] = []
    let world = World(now: now)
    for request in search.witnesses {
      let moved = DecisionComparison.moved(
        before.decide(request, in: world), after.decide(request, in: world), name: { "" })
      guard let changes = moved?.changes, seen.insert(changes).inserted else { continue }
      examples.append(Example(request: request, changes: changes))
    }
    self.examples = examples
    certainty = search.certainty
    tried = search.tried
    isAsDeclared = search.isAsDeclared
  }

  /// What it comes to, as a sentence.
  package var sentence: String {
    switch certainty {
    case .differs: "there are requests that are decided otherwise"
    case .equal:
      "proven: every request goes to the same receivers"
        + (isAsDeclared
          ? ", if it says nothing else of a declared service, provider, group or role than the "
            + "catalogue does" : "")
    case .notDecided(let reason):
      "no request was found that is decided otherwise (\(Plural.of(tried, "request")) tried); "
        + "not decided whether there is one: \(reason)"
    }
  }
}
