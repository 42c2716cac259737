package import Baton

/// What is reported of an adaptation or a waiver: how often it excused something.
package struct ConformanceAgreement: Sendable {
  package let info: ProcessAgreementInfo
  /// Cases in which it did, and deviations.
  package internal(set) var cases = 0
  package internal(set) var deviations = 0

  init(_ info: ProcessAgreementInfo) { self.info = info }
}

/// What was asked of rules that have a tag in common, such as a control of a framework.
package struct ConformanceTag: Sendable {
  package let name: String
  package internal(set) var rules = 0
  /// Rules of which nothing counts.
  package internal(set) var keptRules = 0
  /// How often its constraints were asked for.
  package internal(set) var activations = 0
  package internal(set) var deviations = 0
  /// Deviations that an adaptation or a waiver excuses.
  package internal(set) var excused = 0

  /// The tags of a process's rules, in the order of their names.
  static func all(of processes: [ConformanceReport.Process]) -> [ConformanceTag] {
    var tags: [String: ConformanceTag] = [:]
    func add(_ rule: ConformanceRule, activations: Int) {
      for name in Set(rule.about?.tags ?? []) {
        var tag = tags[name] ?? ConformanceTag(name: name)
        tag.rules += 1
        if rule.deviations == 0 { tag.keptRules += 1 }
        tag.activations += activations
        tag.deviations += rule.deviations
        tag.excused += rule.adapted + rule.waived
        tags[name] = tag
      }
    }
    for process in processes {
      for result in process.constraints { add(result.rule, activations: result.activations) }
      for rule in process.rules { add(rule, activations: 0) }
    }
    return tags.values.sorted { $0.name < $1.name }
  }
}
