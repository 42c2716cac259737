import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// Decides any records, as requests through the rule base's sources, into any output form.
final class RequestDecider: BatchDecider {
  private let engine: Engine
  private let options: DecideOptions
  private let stop: StopSign
  private var world: World
  private var part: any DecisionPart
  private var intake: RecordIntake
  private var lines = LineBatchReader()

  init(_ engine: Engine, _ options: DecideOptions, stop: StopSign) throws {
    self.engine = engine
    self.options = options
    self.stop = stop
    world = options.world
    part = options.writer.part()
    intake = try RecordIntake(engine, source: options.source)
  }

  func decide(_ batch: RequestBatch) -> DecidedBatch {
    var result = DecidedBatch(isLastForNow: batch.isLastForNow)
    switch batch.records {
    case .lines(let batch):
      for index in 0..<batch.count where !result.isCut {
        decide(lines.outcome(at: index, of: batch), isTabular: false, &result)
      }
    case .records(let outcomes, let isTabular):
      for outcome in outcomes where !result.isCut {
        decide(outcome, isTabular: isTabular, &result)
      }
    }
    result.written = part.take()
    return result
  }

  private func decide(
    _ outcome: RecordOutcome, isTabular: Bool, _ result: inout DecidedBatch
  ) {
    for item in intake.items(of: outcome, isTabular: isTabular) {
      if stop.isSet {
        result.isCut = true
        return
      }
      let isFine = decide(item, &result)
      if options.strict, !isFine {
        result.isCut = true
        return
      }
    }
  }

  /// - Returns: false for a finding.
  private func decide(_ item: RequestItem, _ result: inout DecidedBatch) -> Bool {
    switch item {
    case .fault(let fault):
      result.unreadable += 1
      if options.mask != nil { result.logged.append(DecisionLog.unreadable(fault)) }
      if !part.write(fault) { result.notes.append(fault.inWords) }
      return false
    case .request(let request):
      let decision = engine.decide(request, in: world, explain: options.explanation)
      if let mask = options.mask {
        // A log tells what was decided and why; what else was asked for is not in it.
        let plain =
          options.explanation == .winners ? decision : engine.decide(request, in: world)
        result.logged.append(DecisionLog.entry(request, plain, mask))
      }
      if options.apply { world.apply(decision.effects) }
      result.decided += 1
      if let audience = options.audience {
        part.write(
          decision.disclosed(to: audience),
          of: request.disclosed(to: audience, decidedAs: decision))
      } else {
        part.write(decision, of: request)
      }
      if decision.errors.isEmpty { return true }
      result.withErrors += 1
      return false
    }
  }
}
