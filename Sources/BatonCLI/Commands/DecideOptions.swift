import Baton
import BatonModel
import BatonWorkbench

/// What `decide` was asked to do with each request.
struct DecideOptions: Sendable {
  let world: World
  let writer: any DecisionWriter
  /// The source whose mapping to use; nil to recognise it.
  let source: String?
  /// Whether each decision changes the world of the next.
  let apply: Bool
  let explanation: Explanation
  /// Whether to stop at the first finding.
  let strict: Bool
  /// Who is to see the output; nil for everybody.
  var audience: Audience?
  /// What a log of the decisions is not to hold; nil where there is no log.
  var mask: RequestMask?
}
