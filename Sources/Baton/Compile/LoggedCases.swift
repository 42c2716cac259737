package import BatonModel
package import BatonRecords

/// Cases of a log as tests: each is lived through as it was, and must come out as is expected.
package struct LoggedCases: Sendable {
  package let name: String
  package let place: Place
  /// A file of the rule base.
  package let file: String
  /// Where it is named.
  package let filePlace: Place
  /// In the order of the file.
  package let records: [Record]
  package let isTabular: Bool
  /// The source whose mapping to use; nil to recognise it.
  package let source: String?
  /// The only case that is looked at; nil for each.
  package let `case`: String?
  package let world: Members
  package let expect: Members
  /// The place of each expectation, by its name.
  package let places: [String: Place]
  package let timeline: [Scenario.Moment]
}
