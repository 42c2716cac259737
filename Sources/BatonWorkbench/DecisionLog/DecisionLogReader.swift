import Baton
package import BatonModel
import BatonRecords

/// Looks at the lines of parts. Each thread has its own.
package final class DecisionLogReader {
  /// Requests before they were masked, by their hashes.
  private let originals: [String: Request]
  private var reader = LineBatchReader()

  package init(originals: [String: Request]) { self.originals = originals }

  package func lines(of part: DecisionLogPart) -> [DecisionLogLine] {
    part.lines.map { line(at: $0, of: part) }
  }

  private func line(at index: Int, of part: DecisionLogPart) -> DecisionLogLine {
    let number = part.batch.line(at: index)
    let outcome = reader.outcome(at: index, of: part.batch)
    let link = part.batch.bytes(at: index).flatMap { DecisionLogLink($0) }
    let isWhole = link?.isWhole ?? false
    var hash: String?
    var again: DecisionLogLine.Again?
    if isWhole, let link, case .record(let record) = outcome,
      let written = DecisionLogLine.request(record.value)
    {
      let own = DecisionLog.hash(of: written)
      hash = own
      if case .text(let said)? = record.value["request_hash"] {
        let request = own == said ? written : originals[said]
        again = request.flatMap { decide($0, by: part.run, record.value, link) }
      }
    }
    return DecisionLogLine(
      number: number, outcome: outcome, link: link, isWhole: isWhole, requestHash: hash,
      began: again == nil ? nil : part.run?.began, again: again)
  }

  /// Decides again, if the world is the one with which the run began.
  private func decide(
    _ request: Request, by run: DecisionLogRun?, _ members: Members, _ link: DecisionLogLink
  ) -> DecisionLogLine.Again? {
    guard let run, !run.applies, let engine = run.engine else { return nil }
    return DecisionLogLine.again(
      request, engine.decide(request, in: run.world), run.mask, members, link)
  }
}
