import Baton
import BatonModel

/// A decision in one line, for whoever reads why a test failed.
enum DecisionLine {
  /// `P5, to acme/desk, accountable: cio`
  static func words(_ decision: Decision) -> String {
    var parts = [decision.priority.map { "P\($0)" } ?? "no priority"]
    let targets = ([decision.to].compactMap(\.self) + decision.also).map(\.name)
    parts.append(targets.isEmpty ? "to nobody" : "to " + targets.joined(separator: ", "))
    if let role = decision.accountable { parts.append("accountable: \(role)") }
    if let plan = decision.plan { parts.append("plan \"\(plan.reason.rule)\"") }
    return parts.joined(separator: ", ")
  }
}
