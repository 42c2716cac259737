import ArgumentParser
import Foundation

/// Turns a workload's rules into a Baton rule base, with the answers beside it.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Write a workload's rules as a rule base in Lua.",
    discussion: """
      The workload's own answers are compared with those that looking at every rule gives.
      """)

  @Argument(help: "The workload, rb-N.json.") var workload: String
  @Argument(help: "The rule base's folder.") var folder: String
  @Option(help: "declared, stages, mixed, functions or opaque.") var form: RuleBaseForm = .declared

  func run() throws {
    let workload = try Workload(file: workload)
    guard form != .declared || workload.isRight else {
      throw ValidationError("the workload's answers are not those of its rules")
    }
    try workload.adapted(to: form).writeRuleBase(to: folder, form: form)
  }
}
