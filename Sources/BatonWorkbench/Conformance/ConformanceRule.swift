package import Baton
package import BatonModel

/// What is reported of one rule of a process: a constraint, a limit, or something that its states say.
package struct ConformanceRule: Sendable {
  package let name: String
  /// DECLARE's name of a constraint, or the stable name of another kind.
  package let kind: String
  package let sentence: String
  package let severity: PolicySeverity
  package let isEnforced: Bool
  /// Where the rule base says it.
  package let place: Place?
  /// What it says of itself; nil of what the states say.
  package let about: AboutRule?
  /// How often it was broken where that counts, and how often it was by agreement or tolerated.
  package internal(set) var deviations = 0
  package internal(set) var adapted = 0
  package internal(set) var waived = 0
  /// Cases by the worst that was said of the rule in them.
  package internal(set) var violatedCases = 0
  package internal(set) var adaptedCases = 0
  package internal(set) var waivedCases = 0
  /// The first deviations.
  package internal(set) var samples: [ConformanceSample] = []

  init(_ info: ProcessRuleInfo, sentence: String) {
    name = info.about.name
    kind = info.kind
    self.sentence = sentence
    severity = info.severity
    isEnforced = info.isEnforced
    place = info.about.place
    about = info.about
  }

  /// A row for what the states say.
  init(_ deviation: Deviation, name: String, sentence: String) {
    self.name = name
    kind = deviation.kind.code
    self.sentence = sentence
    severity = deviation.severity
    isEnforced = deviation.isEnforced
    place = deviation.place
    about = nil
  }

  /// Whether the rule base gives it a name; else it is told by its sentence.
  var isNamed: Bool { place != nil && !sentence.isEmpty && name != kind }

  /// Whether it is a violation of the process when it is broken.
  package var isViolation: Bool { isEnforced && severity == .violation }
}

/// What is reported of a constraint.
package struct ConstraintResult: Sendable {
  package let rule: ConformanceRule
  package let cases: Int
  package let notApplicable: Int
  package let activatedCases: Int
  package let activations: Int

  package var violated: Int { rule.violatedCases }
  /// Vacuous ones too; ``notApplicable`` says how many these are.
  package var satisfied: Int { cases - violated - rule.waivedCases - rule.adaptedCases }
}

/// A deviation with its place in the log.
package struct ConformanceSample: Sendable {
  package let caseID: String
  package let deviation: Deviation
  /// The line of the event with which it came to be so; nil if none did.
  package let line: Int?
}
