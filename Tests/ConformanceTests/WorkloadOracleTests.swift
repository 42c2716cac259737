import Foundation
import Testing

/// What a forecast says of each hour of the week, beside what a program in another language counts from
/// the log alone.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct WorkloadOracleTests {
  @Test("each hour of the bench's term is as it is counted from its log")
  func hours() throws {
    let bench = Repository.root.appending(path: "Examples/bench")
    let log = bench.appending(path: "term.csv").path
    let run = try BuiltTool.baton([
      "forecast", bench.path, log, "--table", "hours", "--format", "csv",
    ])
    try #require(run.status == 0, "\(run.errors)")
    let scratch = try ScratchFolder()
    try Data(run.output.utf8).write(to: scratch.url.appending(path: "hours.csv"))
    let script = Repository.root.appending(path: "Tests/Oracles/workload.py").path
    let counted = try BuiltTool.shell(
      "/usr/bin/python3 '\(script)' '\(log)' hours.csv", in: scratch.url)
    let lines = counted.output.split(separator: "\n")
    #expect(counted.status == 0 && lines.count == 1, "\(counted.output)")
    #expect(lines.last.flatMap { Int($0.prefix { $0 != " " }) } ?? 0 > 150)
  }

  @Test("how much was open at once is as it is counted minute by minute")
  func openWork() throws {
    let bench = Repository.root.appending(path: "Examples/bench")
    let log = bench.appending(path: "term.csv").path
    let run = try BuiltTool.baton([
      "report", bench.path, log, "--table", "open_work", "--format", "csv",
    ])
    try #require(run.status == 0, "\(run.errors)")
    let scratch = try ScratchFolder()
    try Data(run.output.utf8).write(to: scratch.url.appending(path: "open.csv"))
    let script = Repository.root.appending(path: "Tests/Oracles/openwork.py").path
    let counted = try BuiltTool.shell(
      "/usr/bin/python3 '\(script)' '\(log)' open.csv", in: scratch.url)
    #expect(counted.status == 0 && counted.output == "2 groups\n", "\(counted.output)")
  }
}
