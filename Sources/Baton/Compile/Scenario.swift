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
  /// Whether it is what really happened: nobody wrote its values for the test.
  package let isLogged: Bool

  package init(
    name: String, place: Place, given: Members, world: Members, expect: Members,
    places: [String: Place] = [:], timeline: [Moment] = [], isLogged: Bool = false
  ) {
    self.name = name
    self.place = place
    self.given = given
    self.world = world
    self.expect = expect
    self.places = places
    self.timeline = timeline
    self.isLogged = isLogged
  }

  /// What can be expected of a decision beside the fields of the request.
  package static let expectations: Set<String> = [
    "rule", "to", "also", "policies", "approvals", "errors", "shadows", "notes", "accountable",
    "because", "plan", "tasks", "targets", "escalations", "reply", "reply.tone", "reply.sender",
    "reply.compliance", "knowledge", "not_to", "outranked", "not_matched",
  ]

  /// What can be expected of the whole life of a case: rules of its process that it broke, promises that
  /// were not kept. No others may be.
  package static let lifeExpectations: Set<String> = ["deviates", "breached"]

  /// Those of them that are lists of names.
  static let lists: Set<String> = [
    "also", "policies", "approvals", "errors", "shadows", "notes", "tasks", "targets",
    "escalations", "reply.compliance", "knowledge", "not_to", "outranked", "not_matched",
  ]

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
    /// What happens, where it was read already; its time is that of the moment.
    package let event: CaseEvent?

    package init(
      at: String, place: Place, isEvent: Bool, members: Members, places: [String: Place] = [:],
      event: CaseEvent? = nil
    ) {
      self.event = event
      self.at = at
      self.place = place
      self.isEvent = isEvent
      self.members = members
      self.places = places
    }
  }
}
