import ArgumentParser

/// Turns a workload's rules into a Baton rule base.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a workload's rules as a rule base in Lua.")

  @Argument(help: "The workload, rb-N.json.") var workload: String
  @Argument(help: "The rule base's folder.") var folder: String

  func run() throws {
    try Workload(file: workload).writeRuleBase(to: folder)
  }
}
