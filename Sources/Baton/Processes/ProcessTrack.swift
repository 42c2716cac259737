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

  /// Whether it was made by a process of this form: another version of the rules may have others.
  func fits(_ plan: ProcessPlan) -> Bool {
    monitors.count == plan.monitorCount && duties.count == plan.dutyCount
      && isBroken.count == plan.constraints.count && limits.count == plan.rule.limits.count
      && pairs.count == plan.rule.pairs.count
      && state.map { plan.rule.states.indices.contains($0) } ?? true
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

extension ProcessVerdict.Outlook {
  init(_ outlook: Outlook) {
    self =
      switch outlook {
      case .possiblySatisfied: .possiblySatisfied
      case .possiblyViolated: .possiblyViolated
      case .satisfied: .satisfied
      case .violated: .violated
      }
  }
}
