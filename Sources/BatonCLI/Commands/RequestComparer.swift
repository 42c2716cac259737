import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// Decides records by two rule bases, and finds what is otherwise. Each thread has its own.
final class RequestComparer {
  private let before: Engine
  private let after: Engine
  private let worlds: (before: World, after: World)
  private var intakeBefore: RecordIntake
  private var intakeAfter: RecordIntake
  private var lines = LineBatchReader()

  init(
    _ before: (engine: Engine, world: World), _ after: (engine: Engine, world: World),
    source: String?
  ) throws(Unusable) {
    self.before = before.engine
    self.after = after.engine
    worlds = (before.world, after.world)
    intakeBefore = try RecordIntake(before.engine, source: source)
    intakeAfter = try RecordIntake(after.engine, source: source)
  }

  func compare(_ batch: RequestBatch) -> DifferenceReport {
    var report = DifferenceReport(from: before.identity, to: after.identity)
    _ = batch.forEach(reading: &lines) { compare($0, isTabular: $1, &report) }
    return report
  }

  private func compare(
    _ outcome: RecordOutcome, isTabular: Bool, _ report: inout DifferenceReport
  ) {
    let old = intakeBefore.items(of: outcome, isTabular: isTabular)
    let new = intakeAfter.items(of: outcome, isTabular: isTabular)
    for index in 0..<max(old.count, new.count) {
      let request = index < old.count ? old[index].request : nil
      let other = index < new.count ? new[index].request : nil
      switch (request, other) {
      case (let request?, let other?): compare(request, other, outcome, &report)
      case (let request?, nil):
        report.add(readOnlyBefore: true, name: Self.name(request, outcome))
      case (nil, let request?):
        report.add(readOnlyBefore: false, name: Self.name(request, outcome))
      case (nil, nil): report.addUnreadable()
      }
    }
  }

  private func compare(
    _ request: Request, _ other: Request, _ outcome: RecordOutcome,
    _ report: inout DifferenceReport
  ) {
    let old = before.decide(request, in: worlds.before)
    let new = after.decide(other, in: worlds.after)
    report.add(old, new, cost: before.cost(of: old.to), after.cost(of: new.to)) {
      Self.name(request, outcome)
    }
  }

  private static func name(_ request: Request, _ outcome: RecordOutcome) -> String {
    if let id = request.id { return id }
    switch outcome {
    case .record(let record): return "record \(record.number)"
    case .fault(let fault): return "record \(fault.number)"
    }
  }
}

extension RequestItem {
  fileprivate var request: Request? {
    if case .request(let request) = self { request } else { nil }
  }
}
