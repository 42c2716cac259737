import Baton
import BatonModel

/// A plan in words for people.
enum PlanWording {
  /// `4 tasks, done by 2026-05-12T17:00:00Z if each takes its time: account, payroll, welcome`
  static func words(_ decision: Decision) -> String {
    let tasks = "\(Plural.of(decision.tasks.count, "task"))"
    guard let plan = decision.plan, let expected = plan.expected else { return tasks }
    return "\(tasks), expected by "
      + CellText.of(.instant(expected), offset: decision.offset)
      + ", on the way " + plan.criticalPath.joined(separator: " > ")
  }
}
