package import Baton
import BatonModel

/// What `check` tells of rules that the index serves only in part.
package enum WideRuleSummary {
  /// A line for each.
  package static func details(_ rules: [WideRule]) -> [String] {
    rules.map { rule in
      "rule \"\(rule.rule)\" (\(rule.place)): more than \(WideRule.limit) alternatives, "
        + "tested one by one"
    }
  }
}
