import ArgumentParser

/// What `Tests/Benchmarks/run` calls: makes workloads, and measures what must run in this process.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes workloads and measures; `run` beside it prints the whole table.",
    subcommands: [
      GenerateCommand.self, ConvertCommand.self, LuaCommand.self, DecideCommand.self,
      CasesCommand.self, LogCommand.self, CountCommand.self, MeasureCommand.self,
    ])
}
