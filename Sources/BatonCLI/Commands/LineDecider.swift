import Baton
import BatonModel
import BatonRecords

/// Decides any records into NDJSON, the form of output that costs least: straight from the bytes of
/// a line to those of a line, where the rules need no more.
final class LineDecider: BatchDecider {
  /// How many lines are decided between two looks at the stop sign.
  private static let stride = 16

  private let stop: StopSign
  private var decider: RecordDecider

  init(
    _ engine: Engine, _ options: DecideOptions, fields: [DecisionField]?, stop: StopSign
  ) throws(Unusable) {
    self.stop = stop
    do throws(Intake.Failure) {
      decider = try RecordDecider(
        engine, in: options.world, fields: fields, source: options.source,
        explain: options.explanation)
    } catch {
      throw Unusable(error.description)
    }
  }

  func decide(_ batch: RequestBatch) -> DecidedBatch {
    var result = DecidedBatch(isLastForNow: batch.isLastForNow)
    let before = decider.count
    switch batch.records {
    case .lines(let batch):
      var index = 0
      while index < batch.count, !stop.isSet {
        let end = min(index + Self.stride, batch.count)
        decider.decide(index..<end, of: batch)
        index = end
      }
    case .records(let outcomes, let isTabular):
      var index = 0
      while index < outcomes.count, !stop.isSet {
        decider.decide(outcomes[index], isTabular: isTabular)
        index += 1
      }
    }
    result.isCut = stop.isSet
    result.decided = decider.count.decided - before.decided
    result.unreadable = decider.count.unreadable - before.unreadable
    result.withErrors = decider.count.withErrors - before.withErrors
    result.written = .bytes(decider.take())
    return result
  }
}
