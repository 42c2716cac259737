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
}
