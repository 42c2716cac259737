import Synchronization

/// Sees the rules at work: whoever decides with an engine that is observed tells it, at the end of each
/// stage, of the facts that the stage saw.
///
/// One for each thread: the marks are taken out, added to and put back, so that two that share it would
/// lose some.
final class RuleObserver: Sendable {
  let rules: ObservedRules
  let probe: MutantProbe?
  private let marks: Mutex<RuleMarks?>

  init(_ rules: ObservedRules, probe: MutantProbe? = nil) {
    self.rules = rules
    self.probe = probe
    marks = Mutex(RuleMarks(rules, mutants: probe?.count ?? 0))
  }

  /// The marks, which are the caller's until they are put back.
  func take() -> RuleMarks {
    let known = marks.withLock { held in
      defer { held = nil }
      return held
    }
    return known ?? RuleMarks(rules, mutants: probe?.count ?? 0)
  }

  func put(_ new: consuming RuleMarks) {
    let kept: RuleMarks? = new
    marks.withLock { $0 = kept }
  }

  /// What was seen, to begin anew.
  func reset() -> RuleMarks {
    let seen = take()
    put(RuleMarks(rules, mutants: probe?.count ?? 0))
    return seen
  }
}
