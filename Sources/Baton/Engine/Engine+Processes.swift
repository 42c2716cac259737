public import BatonModel

extension Engine {
  /// The processes of the rule base, in the order in which they are declared.
  public var processNames: [String] { caseRules.processes.map(\.rule.head.name) }

  /// What is known of each constraint of a case's process; empty for a case without one.
  ///
  /// O(constraints).
  public func verdicts(of state: Case) -> [String: ProcessVerdict] {
    guard let track = state.process, let plan = caseRules.process(track.process),
      track.fits(plan)
    else { return [:] }
    var verdicts: [String: ProcessVerdict] = [:]
    for (number, constraint) in plan.constraints.enumerated() {
      verdicts[constraint.rule.judgement.head.name] = ProcessVerdict(
        outlook: ProcessVerdict.Outlook(track.outlook(of: number, in: plan)),
        isBroken: track.isBroken[number], activations: Int(track.activations[number]))
    }
    return verdicts
  }

  /// What the process would say if the case ended now: what must still come and does not.
  public func deviations(atEndOf state: Case) -> [Deviation] {
    guard var track = state.process, let plan = caseRules.process(track.process),
      track.fits(plan)
    else { return [] }
    var watch = ProcessWatch(plan)
    watch.end(&track)
    return watch.take()
  }
}
