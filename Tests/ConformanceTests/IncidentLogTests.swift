import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation
import TestSupport
import Testing

/// The ServiceNow log of `Examples/uci498`: the rules find the log's own priority, which their
/// source does not read, and report an impact that means nothing, and nothing else.
struct IncidentLogTests {
  @Test func sample() throws {
    var check = try LogCheck(damaging: 20, of: 207)
    let path = Repository.root.appending(path: "Examples/uci498/sample.csv").path
    try check.run(path, every: 1)
    #expect(check.records == 207)
    check.expectNoDifference()
  }

  /// A debug build decides every seventh record, to be done within seconds; a release build all.
  @Test(.enabled(if: SharedData.folder != nil))
  func wholeLog() throws {
    #if DEBUG
      let step = 7
    #else
      let step = 1
    #endif
    let total = 113_697
    var check = try LogCheck(damaging: 1_000, of: (total + step - 1) / step)
    let folder = try #require(SharedData.folder)
    try check.run(folder.appending(path: "uci498/incident_event_log.csv.gz").path, every: step)
    #expect(check.records == total)
    check.expectNoDifference()
  }
}

/// One pass over a log. Some records, chosen by chance, are decided twice: as they are, and with an
/// impact that means nothing.
private struct LogCheck {
  private let engine: Engine
  private var intake: Intake
  private let seed: UInt64
  /// The decided records that are damaged, by their number among the decided.
  private let damaged: Set<Int>
  private(set) var records = 0
  private var compared = 0
  private var reported: Set<Int> = []
  private var differences: [String] = []

  init(damaging count: Int, of total: Int) throws {
    engine = try Engine(rules: Repository.folder("Examples/uci498"))
    intake = try engine.intake()
    seed = SeededNumbers.anySeed()
    var generator = SeededNumbers(seed: seed)
    damaged = Set((0..<total).shuffled(using: &generator).prefix(count))
  }

  mutating func run(_ path: String, every step: Int) throws {
    var reader = try RecordReader(ByteSource(path: path), format: .csv, name: path)
    var number = 0
    while let outcome = try reader.next() {
      guard case .record(let record) = outcome else {
        differences.append("record \(records + 1) cannot be read")
        continue
      }
      if records % step == 0 {
        try decide(record.value, number)
        number += 1
      }
      records += 1
    }
  }

  private mutating func decide(_ record: Members, _ number: Int) throws {
    let own = try decision(record)
    compared += 1
    if own.priority.map(String.init) != Self.loggedPriority(record) {
      differences.append("record \(number): \(own.priority ?? 0), not as logged")
    }
    if !own.errors.isEmpty { differences.append("record \(number): \(own.errors)") }

    guard damaged.contains(number) else { return }
    let changed = try decision(Self.withoutMeaningfulImpact(record))
    if changed.errors.contains(where: { $0.field == "impact" && $0.kind == .value }) {
      reported.insert(number)
    }
    if changed.priority != nil {
      differences.append("record \(number): a priority without an impact")
    }
    if changed.to != own.to { differences.append("record \(number): another target") }
  }

  private mutating func decision(_ record: Members) throws -> Decision {
    let requests = try intake.requests(from: record, isTabular: true)
    return engine.decide(try #require(requests.first))
  }

  func expectNoDifference() {
    let print = Comment(rawValue: "seed \(seed), \(compared) decided")
    #expect(differences.prefix(10) == [], print)
    #expect(reported == damaged, print)
    #expect(compared >= damaged.count, print)
  }

  /// The log's own priority: `3 - Moderate` is 3. In the log every impact and urgency is valid.
  private static func loggedPriority(_ record: Members) -> String {
    String(CellText.of(record["priority"]).prefix(1))
  }

  private static func withoutMeaningfulImpact(_ record: Members) -> Members {
    Members(record.map { $0.name == "impact" ? ($0.name, .text("4 - Huge")) : ($0.name, $0.value) })
  }
}
