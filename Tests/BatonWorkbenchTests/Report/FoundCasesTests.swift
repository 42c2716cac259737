import Baton
import BatonLogs
import BatonModel
import BatonRecords
import TestSupport
import Testing

@testable import BatonWorkbench

/// The cases behind what was done otherwise than a process says, rule by rule.
@Suite struct FoundCasesTests {
  private static let rules = """
    process "incident" {
      states = {
        new = { to = { "in_progress" } }, in_progress = { to = { "pending", "resolved" } },
        pending = { to = { "in_progress" } }, resolved = { to = { "closed", "in_progress" } },
        closed = { final = true } },
      constraint "Diagnosed first" { "diagnose", before = "resolve" },
      constraint "Answered" { "ask", followed_by = "answer", within = hours(5) },
      constraint "Confirmed" { "confirm", at_most = 1, mode = "advisory" },
      limit "Not to and fro" { bounces_of = "provider", at_most = 1 } }
    waiver "Acme moves" { process = "incident", provider = "acme", constraint = "Diagnosed first",
      from_date = "2026-03-01", until_date = "2026-03-04", because = "a move" }

    """

  private struct Checked {
    let engine: Engine
    let measured: MeasuredCases
    let report: ConformanceReport
    let samples: [ConformanceSample]

    func table(_ scope: Report.Scope = Report.Scope()) -> ReportTable? {
      Report(of: measured, by: engine, named: "log", scope: scope).table("conformance")
    }
  }

  /// - Parameter tells: whether deviations are found in full, and not in brief.
  private static func check(_ log: String, tells: Bool) throws -> Checked {
    let engine = try MeasuredLog.engine(rules)
    let setup = try ConformanceSetup(
      measuring: engine, source: nil, fields: LoggedHistory.fields(of: engine))
    var reader = try LogReader(
      ByteSource(bytes: Array(log.utf8)), name: "log", mapping: setup.mapping
    ) { setup.adjust(&$0) }
    let told = Told()
    var run = ConformanceRun(
      engine, setup, reader, tell: tells ? { told.samples.append($0) } : nil,
      tellCase: { told.results.append($0) }, tellsFindings: true)
    var history = LoggedHistory(engine, setup, reader)
    var batch = LogBatch()
    while try reader.read(into: &batch) {
      history.take(batch, reader.names)
      run.take(batch, reader.names)
    }
    run.finish(reader.names)
    let report = run.report(reader.names)
    return Checked(
      engine: engine,
      measured: history.finish(reader.names, results: told.results, of: report.processes),
      report: report, samples: told.samples)
  }

  private final class Told {
    var samples: [ConformanceSample] = []
    var results: [ConformanceReport.CaseResult] = []
  }

  private static func log(_ random: inout SeededNumbers) -> String {
    var text = ""
    for _ in 0..<(20 + random.below(150)) {
      let (day, hour) = (1 + random.below(9), 10 + random.below(14))
      let state = random.pick(["new", "in_progress", "pending", "resolved", "closed", "odd"])
      let event = random.pick(["diagnose", "resolve", "ask", "answer", "confirm", "note"])
      text += """
        {"case":"R-\(random.below(12))","at":"2026-03-0\(day)T\(hour):00:00Z","event":"\(event)",\
        "by":{"party":"\(random.pick(["acme", "fuji"]))"}\
        \(random.isOne(in: 2) ? ",\"set\":{\"state\":\"\(state)\"}" : "")}

        """
    }
    return text
  }

  @Test("the table has what conform counts, and as many cases as it says")
  func sameAsConform() throws {
    var random = SeededNumbers()
    for round in 0..<25 {
      let what: Comment = "round \(round), seed \(random.seed)"
      let checked = try Self.check(Self.log(&random), tells: round.isMultiple(of: 2))
      let told = checked.report.processes.flatMap { process in
        (process.constraints.map(\.rule) + process.rules).filter {
          $0.deviations + $0.waived + $0.adapted > 0
        }.map { rule -> [ReportTable.Cell] in
          [
            .text(process.name), .text(rule.isNamed ? rule.name : rule.sentence),
            .yesNo(rule.isEnforced), .count(rule.violatedCases), .count(rule.deviations),
            .count(rule.waived + rule.adapted),
          ]
        }
      }
      let table = checked.table()
      #expect(table?.rows.map(\.cells) ?? [] == told, what)
      for row in table?.rows ?? [] { #expect(row.cells[3] == .count(row.cases.count), what) }
    }
  }

  @Test("the cases of a rule are those in which it was told")
  func casesOfARule() throws {
    var random = SeededNumbers()
    for round in 0..<15 {
      let what: Comment = "round \(round), seed \(random.seed)"
      let checked = try Self.check(Self.log(&random), tells: true)
      var told: [String: Set<String>] = [:]
      for sample in checked.samples where sample.deviation.standing == .counts {
        let name = sample.deviation.rule ?? DeviationWording.words(sample.deviation.kind)
        told[name, default: []].insert(sample.caseID)
      }
      var found: [String: Set<String>] = [:]
      for row in checked.table()?.rows ?? [] where !row.cases.isEmpty {
        guard case .text(let name) = row.cells[1] else { continue }
        found[name] = Set(row.cases.map { checked.measured.cases[Int($0)].id })
      }
      #expect(found == told, what)
    }
  }

  @Test("of a period and of a provider the rules are counted over their cases only")
  func scope() throws {
    var random = SeededNumbers()
    for round in 0..<10 {
      let what: Comment = "round \(round), seed \(random.seed)"
      let checked = try Self.check(Self.log(&random), tells: false)
      var sums: [ReportTable.Cell: Int] = [:]
      for day in 1...9 {
        let period = ReportPeriod("2026-03-0\(day)", in: checked.engine.zone)
        for row in checked.table(Report.Scope(period: period))?.rows ?? [] {
          if case .count(let times) = row.cells[4] { sums[row.cells[1], default: 0] += times }
        }
      }
      for row in checked.table()?.rows ?? [] {
        #expect(row.cells[4] == .count(sums[row.cells[1]] ?? 0), what)
      }
      let fuji = Report.Scope(provider: "fuji")
      let own = Set(ReportMakers(checked.measured, checked.engine, fuji).counted)
      let whole = checked.table()?.rows ?? []
      for row in checked.table(fuji)?.rows ?? [] {
        let all = try #require(whole.first { $0.cells[1] == row.cells[1] }, what)
        #expect(row.cases == all.cases.filter { own.contains($0) }, what)
      }
    }
  }

  @Test("cases that lived have it rule by rule as well")
  func lived() throws {
    let lines = """
      {"id":"R-1","kind":"incident","state":"new","opened_at":"2026-03-01T08:00:00Z"}
      {"case":"R-1","at":"+1h","event":"resolve","by":"acme","set":{"state":"resolved"}}
      {"id":"R-2","kind":"incident","state":"new","opened_at":"2026-03-08T08:00:00Z"}
      {"case":"R-2","at":"+1h","event":"resolve","by":"acme","set":{"state":"in_progress"}}
      {"case":"R-2","at":"+2h","event":"resolve","by":"acme","set":{"state":"new"}}

      """
    let engine = try MeasuredLog.engine(Self.rules)
    let measured = try MeasuredLog.lived(engine, lines)
    func told(_ scope: Report.Scope) -> [String] {
      let table = Report(of: measured, by: engine, named: "cases", scope: scope)
        .table("conformance")
      return (table?.rows ?? []).map { row in
        let cells = row.cells.map { ReportCell.text($0, in: .utc) }.joined(separator: "|")
        return cells + " " + row.cases.map { measured.cases[Int($0)].id }.joined(separator: ",")
      }
    }
    // On 1 March the waiver tolerates it. What is broken for good is told once.
    #expect(
      told(Report.Scope()) == [
        "incident|Diagnosed first|yes|1|1|1 R-2",
        "incident|nothing leads from in_progress to new|yes|1|1|0 R-2",
        "incident|nothing leads from new to resolved|yes|1|1|0 R-1",
      ])
    let march8 = ReportPeriod("2026-03-08", in: engine.zone)
    #expect(
      told(Report.Scope(period: march8)) == [
        "incident|Diagnosed first|yes|1|1|0 R-2",
        "incident|nothing leads from in_progress to new|yes|1|1|0 R-2",
      ])
  }
}
