import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation
import TestSupport
import Testing

/// Each number of a report is one number: from the library, from the tool, in CSV, JSON, text and
/// Markdown, and on the page. Rules and histories are made by chance, with names that mean harm.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct OneNumberTests {
  private static let rounds = 6

  // MARK: Rules and histories

  private static let services = ["shop", "a|b", "<b>till</b>", "\"q\", x", "*mail*", "café & co"]

  private static func rules(_ random: inout SeededNumbers) -> String {
    var rules = """
      rulebase { name = "chance", timezone = "\(random.pick(["UTC", "Europe/Paris"]))" }
      calendar "office" { timezone = "UTC", monday_to_friday = "09:00-17:00" }
      provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
      provider "fuji" { default = "depot", groups = { depot = {} } }
      field "stars" { type = "number" }
      process "incident" { of = { kind = "incident" },
        constraint "Diagnosed first" { "diagnose", before = "resolve" },
        limit "Once back" { bounces_of = "provider", at_most = 1 } }
      route "Some" { when = { service = "shop" }, to = "fuji/depot" }
      route "Rest" { to = "acme/desk" }

      """
    for service in services {
      let stands = random.isOne(in: 2) && service != services[0]
      let parts = stands ? ", depends_on = { \(quoted(services[0])) }" : ""
      rules +=
        "service \(quoted(service)) { provider = \"\(random.pick(["acme", "fuji"]))\"\(parts) }\n"
    }
    for number in 0..<(1 + random.below(3)) {
      let word = random.pick(["sla", "ola", "underpinning_contract"])
      let with = word == "sla" ? "" : "with = \"\(random.pick(["acme", "fuji"]))\", "
      let metric = random.pick(["time_to_resolve", "time_to_restore", "time_to_acknowledge"])
      rules += """
        \(word) "Promise \(number) | <\(number)>" { \(with)metric = "\(metric)",
          within = hours(\(1 + random.below(9))) }

        """
    }
    let figures = [
      ("time_to_resolve", "percentile(90)"), ("lead_time", "\"median\""), ("cost", "\"sum\""),
      ("handoffs", "\"mean\""), ("first_contact", "\"share\""), ("waiting_time", "\"mean\""),
      ("cases", "\"rate\""), ("flow_efficiency", "\"mean\""), ("agreement_met", "\"share\""),
      ("survey_score", "\"mean\""), ("violations", "\"mean\""),
    ]
    for number in 0..<(2 + random.below(4)) {
      let (of, aggregation) = random.pick(figures)
      let per = random.pick([
        "", ", per = \"service\"", ", per = { \"provider\", \"month\" }", ", per = \"week\"",
      ])
      rules += "measure \"M\(number) & *\" { of = \"\(of)\", as = \(aggregation)\(per) }\n"
    }
    let times = random.pick(["", ", \"month\"", ", \"week\""])
    return rules + """
      measure "There" { of = "availability", per = { "service"\(times) }, at_least = "99.5%" }
      measure "First" { of = "first_contact", at_least = "70%" }
      survey "How?" { score = "stars", best = 5, worst = 1, share = "60%" }
      xla "Content" { weights = { ["How?"] = 2, First = 1 }, at_least = 60 }
      credit "Back" { with = "acme", agreements = "Promise 0 | <0>", fee = 777,
        steps = { { below = "99%", share = "7.5%" } } }

      """
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func history(_ random: inout SeededNumbers) -> String {
    var text = ""
    let count = 8 + random.below(90)
    let odd = ["R", "<i>", "a,b ", "\"", "|x|", "ü"]
    for number in 0..<count {
      let id = quoted("\(random.pick(odd))-\(number)")
      let day = 1 + random.below(58)
      let date = day > 31 ? "2026-06-\(two(day - 31))" : "2026-05-\(two(day))"
      let cost = random.isOne(in: 3) ? "" : ",\"cost\":\(Double(random.below(9999)) / 8)"
      text += """
        {"id":\(id),"kind":"incident","service":\(quoted(random.pick(services))),\
        "opened_at":"\(date)T\(two(random.below(24))):\(two(random.below(60))):07Z"\(cost)}

        """
      var seconds = 0
      for _ in 0..<random.below(7) {
        seconds += random.below(random.isOne(in: 5) ? 400_000 : 9000)
        let what = random.pick(["accept", "pause", "resume", "assign", "diagnose", "complaint"])
        let more =
          switch what {
          case "pause": ",\"reason\":\"\(random.pick(PauseReason.allCases).rawValue)\""
          case "assign": ",\"to\":\"\(random.pick(["acme/l3", "acme/desk", "fuji/depot"]))\""
          default: ""
          }
        let by = random.pick(["acme", "fuji", "customer"])
        text +=
          "{\"case\":\(id),\"at\":\"+\(seconds)s\",\"event\":\"\(what)\",\"by\":\"\(by)\"\(more)}\n"
      }
      guard !random.isOne(in: 5) else { continue }
      seconds += random.below(50_000)
      text += """
        {"case":\(id),"at":"+\(seconds)s","event":"resolve","by":"acme"}
        {"case":\(id),"at":"+\(seconds + random.below(9000))s","event":"close","by":"customer","set":{"stars":\(1 + random.below(5))}}

        """
    }
    return text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  // MARK: The same everywhere

  @Test func everyNumberIsOne() throws {
    var random = SeededNumbers()
    for round in 0..<Self.rounds {
      let what = "round \(round), seed \(random.seed)"
      let scratch = try ScratchFolder()
      try Data(Self.rules(&random).utf8).write(to: scratch.url.appending(path: "main.lua"))
      let log = scratch.url.appending(path: "cases.ndjson")
      try Data(Self.history(&random).utf8).write(to: log)
      let options = [
        [], ["--changed", "2026-05-20"], ["--period", "2026-06"], ["--for", "provider:acme"],
        ["--changed", "2026-05-10", "--for", "provider:fuji"], ["--before", scratch.url.path],
      ][round % 6]
      try check(scratch.url, log.path, options, what)
    }
  }

  private func check(
    _ rules: URL, _ log: String, _ options: [String], _ what: String
  ) throws {
    let forms = [
      ("report.json", ["--format", "json", "--with-cases"]), ("report.csv", ["--format", "csv"]),
      ("report.html", ["--format", "html"]), ("report.md", ["--format", "markdown"]),
      ("report.txt", []),
    ]
    for (name, form) in forms {
      let run = try BuiltTool.baton(["report", rules.path, log] + options + form)
      try #require(run.status == 0, "\(what): \(run.errors)")
      try Data(run.output.utf8).write(to: rules.appending(path: name))
    }
    let script = Repository.root.appending(path: "Tests/Oracles/one_number.py").path
    let compared = try BuiltTool.shell("/usr/bin/python3 '\(script)' .", in: rules)
    let lines = compared.output.split(separator: "\n")
    #expect(compared.status == 0 && lines.count == 1, "\(what)\n\(compared.output)")
    // Of one provider or period there may be next to nothing.
    let cells = try #require(lines.last.flatMap { Int($0.prefix { $0 != " " }) }, "\(what)")
    if options.isEmpty { #expect(cells > 100, "\(what)") }
    if options.isEmpty { try library(rules, log, what) }
  }

  /// Each cell of the library's report beside the tool's JSON.
  private func library(_ rules: URL, _ log: String, _ what: String) throws {
    let engine = try Engine(rules: rules)
    var history = try LivedHistory(engine, in: World(), source: nil)
    var reader = try RecordReader(ByteSource(path: log), format: .ndjson, name: log)
    while let outcome = try reader.next() { history.take(outcome, isTabular: false) }
    let report = Report(of: history.finish(), by: engine, named: "cases")
    let document = try JSONSerialization.jsonObject(
      with: Data(contentsOf: rules.appending(path: "report.json")))
    let tables = (document as? [String: Any])?["tables"] as? [[String: Any]] ?? []
    #expect(tables.map { $0["name"] as? String } == report.tables.map(\.name), "\(what)")
    for (table, told) in zip(report.tables, tables) {
      let rows = told["rows"] as? [[String: Any]] ?? []
      #expect(rows.count == table.rows.count, "\(what)")
      for (row, told) in zip(table.rows, rows) {
        for (column, cell) in zip(table.columns, row.cells) {
          #expect(
            Self.isSame(cell, told[column.name]), "\(what): \(table.name) \(column.name) \(cell)")
        }
      }
    }
  }

  private static func isSame(_ cell: ReportTable.Cell, _ told: Any?) -> Bool {
    func isNear(_ number: Double) -> Bool {
      (told as? NSNumber).map { abs($0.doubleValue - number) <= 1e-12 * abs(number) } ?? false
    }
    switch cell {
    case .none: return told == nil
    case .text(let text): return told as? String == text
    case .count(let count): return told as? Int == count
    case .number(let number), .share(let number), .fineShare(let number): return isNear(number)
    case .duration(let length): return isNear(Double(length) / 1000)
    case .instant: return told is String
    case .yesNo(let yes): return told as? Bool == yes
    }
  }
}
