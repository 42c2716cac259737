package import BatonModel

/// A test that a rule base declares: this request, in this world, must be decided so.
package struct Scenario: Sendable {
  package let name: String
  package let place: Place
  package let given: Members
  package let world: Members
  package let expect: Members
  /// The place of each expectation, by its name.
  package let places: [String: Place]
  /// What happens to the case of the request, and what must follow; empty where nothing is said.
  package let timeline: [Moment]

  /// Something that happens to a scenario's case, or that must have happened.
  package struct Moment: Sendable {
    /// An instant, or a length since the opening, as it is written.
    package let at: String
    package let place: Place
    /// Whether it happens; else it is expected.
    package let isEvent: Bool
    package let members: Members
    /// The place of each member, by its name.
    package let places: [String: Place]
  }
}
