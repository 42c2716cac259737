import Foundation
import Testing

/// What a forecast and a report say of the bench's term, beside what programs in another language count from
/// its log alone.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct WorkloadOracleTests {
  @Test("each hour of the term is as it is counted from its log")
  func hours() throws {
    let lines = try counted("forecast", table: "hours", by: "workload.py").split(separator: "\n")
    #expect(lines.count == 1, "\(lines)")
    #expect(lines.last.flatMap { Int($0.prefix { $0 != " " }) } ?? 0 > 150)
  }

  @Test("how much was open at once is as it is counted minute by minute")
  func openWork() throws {
    #expect(try counted("report", table: "open_work", by: "openwork.py") == "2 groups\n")
  }

  /// What a program says of a table: each difference from what it counted, and how many rows there are.
  private func counted(_ command: String, table: String, by name: String) throws -> String {
    let bench = Repository.root.appending(path: "Examples/bench")
    let log = bench.appending(path: "term.csv").path
    let run = try BuiltTool.baton([
      command, bench.path, log, "--table", table, "--format", "csv",
    ])
    try #require(run.status == 0, "\(run.errors)")
    let scratch = try ScratchFolder()
    try Data(run.output.utf8).write(to: scratch.url.appending(path: "table.csv"))
    let script = Repository.root.appending(path: "Tests/Oracles/\(name)").path
    let counted = try BuiltTool.shell(
      "/usr/bin/python3 '\(script)' '\(log)' table.csv", in: scratch.url)
    #expect(counted.status == 0, "\(counted.output)")
    return counted.output
  }
}
