/// What can say which rules of a decision were outranked and which came nearest.
package protocol NearRuleWords: AnyObject, Sendable {
  var outranked: [Verdict] { get }
  var nearest: [Verdict] { get }
}
