package import BatonModel

/// Requests whose decisions are written down beside the rules: a change of the rules shows what moves.
package struct Golden: Sendable {
  package let name: String
  package let place: Place
  package let world: Members
  /// Files of the rule base.
  package let requestsFile: String
  package let decisionsFile: String
  package let requests: [Line]
  /// Nil while nobody has written them down.
  package let decisions: [Line]?

  /// A line of one of the files.
  package struct Line: Sendable {
    package let number: Int
    package let members: Members
  }
}
