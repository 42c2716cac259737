package import Baton
package import BatonTime

/// What is written as tables: the same in every format.
package protocol TabledDocument {
  var identity: RuleBaseIdentity { get }
  /// Where the history comes from.
  var log: String { get }
  var zone: Zone { get }
  /// To whose positions the rows of the tables refer.
  var cases: MeasuredCases { get }
  /// What there is to say in a few sentences.
  var sentences: [String] { get }
  var tables: [ReportTable] { get }
  /// How the numbers add up, and what could not be used.
  var foot: [String] { get }
}

extension TabledDocument {
  /// A table by its name for programs; nil if there is none.
  package func table(_ name: String) -> ReportTable? { tables.first { $0.name == name } }
}

extension Report: TabledDocument {}
