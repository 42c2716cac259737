package import BatonModel

/// A request that shows a finding: the engine, asked about it, does what the finding says.
package struct Witness: Sendable, Hashable {
  package let request: Request
  /// What it shows, as the name of a scenario.
  package let title: String
}
