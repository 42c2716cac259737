import BatonTime

/// Which ranks of each stage are passed over now: shadows, rules that are not in force, and, once a
/// stage has settled what it decides, rules that could only decide it again.
///
/// Each worker has its own, so that threads share no reference counts. A stage's sets are made when
/// it first runs and again when an instant lies in another stretch of its dates; so a stage without
/// dates makes them once.
struct Skips: Sendable {
  private struct Entry: Sendable {
    var stretch = Int.min
    var skipped = RankSet.none
    var settled = RankSet.none
  }

  /// The first stands for all stages that pass over nothing.
  private var entries: [Entry]

  init(stages: Int) {
    entries = [Entry](repeating: Entry(), count: stages + 1)
  }

  /// Makes the sets of a stage ready.
  mutating func prepare(_ stage: StageRules, at now: Instant?) {
    guard stage.number > 0 else { return }
    let stretch = stage.stretch(at: now)
    guard entries[stage.number].stretch != stretch else { return }
    entries[stage.number] = Entry(
      stretch: stretch, skipped: stage.skipped(at: now),
      settled: stage.skippedWhenSettled(at: now))
  }

  /// - Precondition: the stage is prepared.
  subscript(stage: StageRules) -> RankSet {
    _read { yield entries[stage.number].skipped }
  }

  /// - Precondition: the stage is prepared.
  subscript(settled stage: StageRules) -> RankSet {
    _read { yield entries[stage.number].settled }
  }
}
