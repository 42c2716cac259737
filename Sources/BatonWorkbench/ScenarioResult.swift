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

  package var isPassed: Bool { mismatches.isEmpty }
}
