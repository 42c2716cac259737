import ArgumentParser
import Baton
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

      Beside them it writes what editors and linters of Lua need to know of the language: annotations \
      for language servers (.baton/baton.lua, .luarc.json), and settings for luacheck, selene and \
      StyLua. With --editors it writes only these, for a rule base that is there, with the fields \
      that it declares; it writes them anew each time, and leaves those as they are that are your own.

        baton init rules --editors
      """)

  @Argument(help: "The folder; it is made if it does not exist.")
  var folder: String

  @Flag(help: "Only the files for editors, of a rule base that is there.")
  var editors = false

  func run() throws {
    if editors { return try writeForEditors() }
    let manager = FileManager.default
    let files =
      StarterRules.files + EditorFiles.files(.plain).map { (name: $0.name, text: $0.text) }
    for file in files where manager.fileExists(atPath: path(file.name)) {
      throw Unusable("\"\(path(file.name))\" is there already: choose another folder")
    }
    for file in files { try write(file.text, to: file.name, options: .withoutOverwriting) }
    try Terminal.write(
      line: "now: baton check \(folder) && baton test \(folder), then read \(path("main.lua"))")
  }

  private func writeForEditors() throws {
    let engine = try RuleBaseLoading.engine(folder)
    for file in EditorFiles.files(engine.language) {
      if FileManager.default.fileExists(atPath: path(file.name)), !isOurs(file) {
        try Terminal.write(line: "left \(path(file.name)) as it is: it is your own")
        continue
      }
      try write(file.text, to: file.name, options: .atomic)
    }
  }

  private func isOurs(_ file: EditorFiles.File) -> Bool {
    guard let known = try? Data(contentsOf: URL(filePath: path(file.name))) else { return false }
    return file.replaces(String(decoding: known, as: UTF8.self))
  }

  private func write(_ text: String, to name: String, options: Data.WritingOptions) throws {
    let url = URL(filePath: path(name))
    do {
      try FileManager.default.createDirectory(
        atPath: url.deletingLastPathComponent().path, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: options)
    } catch {
      throw Unusable("\"\(folder)\" cannot be written: is it a folder that you may write to?")
    }
    try Terminal.write(line: "wrote \(path(name))")
  }

  private func path(_ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
