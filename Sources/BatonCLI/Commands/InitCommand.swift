import ArgumentParser
import BatonWorkbench

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A rule base to start from.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small rule base to start from.",
    discussion: """
      Writes main.lua, catalogue.lua, routing.lua and tests/first.lua, with comments that say what \
      to change. Nothing that is there is overwritten.

        baton init rules
        baton check rules && baton test rules
      """)

  @Argument(help: "The folder; it is made if it does not exist.")
  var folder: String

  func run() throws {
    let manager = FileManager.default
    for file in StarterRules.files where manager.fileExists(atPath: path(file.name)) {
      throw Unusable("\"\(path(file.name))\" is there already: choose another folder")
    }
    do {
      for file in StarterRules.files {
        let url = URL(filePath: path(file.name))
        try manager.createDirectory(
          atPath: url.deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
        try Terminal.write(line: "wrote \(path(file.name))")
      }
    } catch let failure as OutputFailure {
      throw failure
    } catch {
      throw Unusable("\"\(folder)\" cannot be written: is it a folder that you may write to?")
    }
    try Terminal.write(
      line: "now: baton check \(folder) && baton test \(folder), then read \(path("main.lua"))")
  }

  private func path(_ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
