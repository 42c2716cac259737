import BatonModel
import BatonRecords

/// A line of a log, with all that can be said of it without the lines before it.
///
/// Most of the work on a line is here, and none of it depends on another line but the one with which its
/// run begins: so several threads may look at lines at once, and only the chain is followed in order.
package struct DecisionLogLine: Sendable {
  /// What came of deciding again.
  enum Again: Sendable, Hashable {
    case same
    /// The names of the parts that differ.
    case other([String])
  }

  /// Of the line in the file.
  let number: Int
  let outcome: RecordOutcome
  /// Nil if it is not written as a line of a log is.
  let link: DecisionLogLink?
  /// Whether its hash is its own.
  let isWhole: Bool
  /// The hash of the request that it has, if it has one.
  let requestHash: String?
  /// Where the run began by which it was decided again; nil if it was not.
  let began: Int?
  let again: Again?

  /// The request that it has; nil if it is no decision.
  static func request(_ members: Members) -> Request? {
    guard case .object(let written)? = members["request"] else { return nil }
    var request = Request(written)
    if case .object(let attributes)? = members["attributes"] { request.attributes = attributes }
    if case .list(let faults)? = members["faults"] {
      request.faults = faults.compactMap { fault in
        guard case .object(let fault) = fault, case .text(let field)? = fault["field"],
          case .text(let message)? = fault["message"]
        else { return nil }
        return RequestFault(field: field, message: message)
      }
    }
    return request
  }

  /// Compares what a log says with what is decided now.
  static func again(
    _ request: Request, _ decision: Decision, _ mask: RequestMask, _ members: Members,
    _ link: DecisionLogLink
  ) -> Again {
    let content = DecisionLog.entry(request, decision, mask)
    return content.elementsEqual(link.content) ? .same : .other(differences(content, members))
  }

  /// The names of the parts of the decision that differ.
  private static func differences(_ content: [UInt8], _ members: Members) -> [String] {
    var reader = LineBatchReader()
    let batch = LineBatch(
      record: Array("{".utf8) + content + Array("}".utf8), maximumRecordSize: .max)
    guard batch.count == 1, case .record(let record) = reader.outcome(at: 0, of: batch),
      case .object(let now)? = record.value["decision"],
      case .object(let then)? = members["decision"]
    else { return ["request"] }
    var names = now.names.filter { now[$0] != then[$0] }
    names += then.names.filter { !now.contains($0) }
    return names.isEmpty ? ["the way it is written"] : names
  }
}
