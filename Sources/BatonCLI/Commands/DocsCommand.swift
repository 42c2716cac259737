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
        baton docs rules --audience provider:acme > for-acme.html

      With --audience it is written for a customer, a provider by its name, or the integrator: what they \
      may see of decisions (services, priorities, agreements, processes), and what is withheld.
      """)

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Option(
    help: ArgumentHelp("The file to write; standard output if nothing is said.", valueName: "file"))
  var output: String?

  @OptionGroup var told: AudienceOptions

  func run() throws {
    let load = try RuleBaseLoading.outlined(rules)
    let engine = try RuleBaseLoading.engine(of: load)
    guard let outline = load.outline else { return }
    let audience = try told.audience(of: engine)
    if let audience, audience.party == .provider, audience.provider == nil {
      throw Unusable(
        "there is no request that tells the provider: name it, --audience provider:NAME")
    }
    let bytes = Array(OperatingModel(engine, outline, for: audience).html.utf8)
    guard let output else { return try Terminal.write(bytes) }
    do {
      try Data(bytes).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw Unusable("\"\(output)\" cannot be written")
    }
    Terminal.note(line: "wrote \(output)")
  }
}
