import Synchronization

/// Sees the rules at work: whoever decides with an engine that is observed tells it, at the end of each
/// stage, of the facts that the stage saw.
///
/// One for each thread: the marks are taken out, added to and put back, so that two that share it would
/// lose some.
final class RuleObserver: Sendable {
  let rules: ObservedRules
  /// By unit: all that is asked of most of them, small and flat.
  let looks: [Look]
  let probe: MutantProbe?
  private let marks: Mutex<RuleMarks?>

  /// How a unit is looked at.
  struct Look: BitwiseCopyable, Sendable {
    private let first: UInt32
    private let count: UInt32
    private let rankNumber: UInt32
    /// Whether all its parts must hold, and there is nothing else to it.
    let isPlain: Bool

    init(_ unit: ObservedRules.Unit) {
      first = UInt32(unit.firstPart)
      count = UInt32(unit.condition.parts.count)
      rankNumber = UInt32(unit.rank)
      isPlain = unit.condition.isPlain
    }

    var rank: Int { Int(rankNumber) }
    var parts: Range<Int> { Int(first)..<Int(first + count) }
  }

  init(_ rules: ObservedRules, probe: MutantProbe? = nil) {
    self.rules = rules
    looks = rules.units.map { Look($0) }
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
