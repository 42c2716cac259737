package import Baton
package import BatonRecords

/// Lines of one run that one thread looks at.
package struct DecisionLogPart: Sendable {
  let batch: LineBatch
  let lines: Range<Int>
  /// Nil before the first run that can be understood.
  let run: DecisionLogRun?

  package var count: Int { lines.count }
}

/// Divides the lines of a log in parts, each of one run. What it says of runs is only a guess where
/// somebody changed the log: who follows the chain knows better, and decides what was guessed wrong anew.
package struct DecisionLogParts: ~Copyable {
  private let engines: [String: Engine]
  private var reader = LineBatchReader()
  private var run: DecisionLogRun?

  /// - Parameter engines: by the hashes of their rule bases.
  package init(engines: [String: Engine]) { self.engines = engines }

  package mutating func parts(of batch: LineBatch) -> [DecisionLogPart] {
    var parts: [DecisionLogPart] = []
    var first = 0
    for index in 0..<batch.count {
      guard let bytes = batch.bytes(at: index), DecisionLog.isOpening(bytes),
        case .record(let record) = reader.outcome(at: index, of: batch)
      else { continue }
      if first < index {
        parts.append(DecisionLogPart(batch: batch, lines: first..<index, run: run))
      }
      first = index
      run = try? DecisionLogRun(record.value, engines: engines, at: batch.line(at: index))
    }
    if first < batch.count {
      parts.append(DecisionLogPart(batch: batch, lines: first..<batch.count, run: run))
    }
    return parts
  }
}
