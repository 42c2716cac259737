import Baton
import BatonModel

/// A conformance report as CSV: a row for each constraint and each other rule.
package enum ConformanceTable {
  private static let header = [
    "process", "rule", "kind", "sentence", "enforced", "severity", "cases", "satisfied", "violated",
    "not_applicable", "activated_cases", "activations", "deviations", "waived", "adapted", "sample",
    "owner", "tags",
  ]

  package static func csv(_ report: ConformanceReport) -> String {
    var text = row(header)
    for process in report.processes {
      for result in process.constraints {
        text += row(
          about(result.rule, process)
            + [
              "\(result.cases)", "\(result.satisfied)", "\(result.violated)",
              "\(result.notApplicable)", "\(result.activatedCases)", "\(result.activations)",
            ] + counts(result.rule))
      }
      for rule in process.rules {
        let satisfied = process.cases - rule.violatedCases - rule.waivedCases - rule.adaptedCases
        text += row(
          about(rule, process)
            + ["\(process.cases)", "\(satisfied)", "\(rule.violatedCases)", "", "", ""]
            + counts(rule))
      }
    }
    return text
  }

  private static func about(
    _ rule: ConformanceRule, _ process: ConformanceReport.Process
  ) -> [String] {
    [
      process.name, rule.name, rule.kind, rule.sentence, rule.isEnforced ? "true" : "false",
      rule.severity.rawValue,
    ]
  }

  private static func counts(_ rule: ConformanceRule) -> [String] {
    [
      "\(rule.deviations)", "\(rule.waivedCases)", "\(rule.adaptedCases)",
      rule.samples.first?.caseID ?? "", rule.about?.owner ?? "",
      rule.about?.tags.joined(separator: "; ") ?? "",
    ]
  }

  private static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
