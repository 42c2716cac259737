package import Baton
package import BatonModel

/// What became of one scenario.
package struct ScenarioResult: Sendable {
  /// Something that came out otherwise than the scenario says.
  package struct Mismatch: Sendable, Hashable {
    /// What was expected of: `to`, `priority`, a field of the request.
    package let name: String
    package let place: Place
    /// Both in words, as the language writes values.
    package let expected: String
    package let got: String
    /// Sentences about the rules that made it so.
    package let why: [String]
  }

  package let scenario: Scenario
  package let mismatches: [Mismatch]
  /// What was decided, in words; nil where all is as expected, and where nothing was decided.
  package let decided: String?

  /// What its case showed of ladders and processes.
  let life: Set<LifeMark>

  init(
    scenario: Scenario, mismatches: [Mismatch], decided: String? = nil, life: Set<LifeMark> = []
  ) {
    self.scenario = scenario
    self.mismatches = mismatches
    self.decided = decided
    self.life = life
  }

  package var isPassed: Bool { mismatches.isEmpty }
}
