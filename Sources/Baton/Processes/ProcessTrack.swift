import BatonDeclare
import BatonModel

extension ProcessTrack {
  /// Before the first event.
  init(_ plan: ProcessPlan) {
    self.init(
      process: plan.rule.head.name, monitors: plan.monitorCount, duties: plan.dutyCount,
      constraints: plan.constraints.count, limits: plan.rule.limits.count,
      pairs: plan.rule.pairs.count)
  }

  /// What is known of a constraint.
  func outlook(of constraint: Int, in plan: ProcessPlan) -> Outlook {
    switch plan.constraints[constraint].means {
    case .monitor(let monitor, let position): return monitor.outlook(in: monitors[position])
    case .duties(_, let position):
      let track = duties[position]
      if track.isBroken { return .violated }
      return track.isOpen ? .possiblyViolated : .possiblySatisfied
    }
  }
}
