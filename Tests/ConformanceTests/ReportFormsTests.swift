import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation
import Testing

/// A report is the same from the library and from the tool.
@Suite struct ReportFormsTests {
  @Test(arguments: [
    ("Examples/dst-weekend", "cases.ndjson"), ("Examples/community", "cases.ndjson"),
    ("Examples/payroll", "requests.ndjson"),
  ])
  func libraryAndTool(_ example: String, _ file: String) throws {
    let rules = Repository.root.appending(path: example)
    let log = rules.appending(path: file).path
    let engine = try Engine(rules: rules)
    var history = try LivedHistory(engine, in: World(), source: nil)
    var reader = try RecordReader(ByteSource(path: log), format: .ndjson, name: log)
    while let outcome = try reader.next() { history.take(outcome, isTabular: false) }
    let measured = history.finish()
    let report = Report(of: measured, by: engine, named: file)
    #expect(report.addsUp && !report.tables.isEmpty)
    let json = try BuiltTool.baton(["report", rules.path, log, "--format", "json"])
    #expect(json.output == String(decoding: ReportJSON.bytes(report), as: UTF8.self))
    let csv = try BuiltTool.baton(["report", rules.path, log, "--format", "csv"])
    #expect(csv.output == String(decoding: ReportCSV.bytes(report), as: UTF8.self))
    for name in CaseTables.names {
      let table = try #require(CaseTables.table(name, of: report))
      let tool = try BuiltTool.baton([
        "report", rules.path, log, "--format", "csv", "--table", name,
      ])
      let own = ReportCSV.bytes(table, in: report.zone)
      #expect(tool.output == String(decoding: own, as: UTF8.self))
    }
  }
}
