import ArgumentParser
import Baton
import BatonWorkbench
import Foundation

/// The operating model as a page for people.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the operating model as a page for people.",
    discussion: """
      One HTML file, made from the rules alone: services and who answers for them, parties, where \
      requests go and in which order that is decided, agreements, ladders, processes as pictures, \
      working hours and a glossary, each rule with its reason and its place.

        baton docs rules > operating-model.html
        baton docs rules --output operating-model.html
      """)

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(
    help: ArgumentHelp("The file to write; standard output if nothing is said.", valueName: "file"))
  var output: String?

  func run() throws {
    let load = try RuleBaseLoading.outlined(rules)
    let engine = try RuleBaseLoading.engine(of: load)
    guard let outline = load.outline else { return }
    let bytes = Array(OperatingModel(engine, outline).html.utf8)
    guard let output else { return try Terminal.write(bytes) }
    do {
      try Data(bytes).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw Unusable("\"\(output)\" cannot be written")
    }
    Terminal.note(line: "wrote \(output)")
  }
}
