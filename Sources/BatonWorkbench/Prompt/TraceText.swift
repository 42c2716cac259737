import Baton
package import BatonModel

/// A decision rule by rule: each stage, and what became of every rule in it, in the order in which
/// they are tried.
package enum TraceText {
  /// Needs the verdicts of a full explanation.
  package static func lines(_ decision: Decision) -> [String] {
    var lines: [String] = []
    for stage in Stage.allCases {
      let verdicts = decision.verdicts.filter { $0.stage == stage }
      guard !verdicts.isEmpty else { continue }
      lines.append(stage.rawValue)
      for verdict in verdicts {
        lines.append("  \(VerdictWording.title(verdict)) \(VerdictWording.outcome(verdict))")
      }
    }
    if lines.isEmpty { lines.append("no rule was looked at") }
    return lines.map(TerminalText.plain)
  }
}
