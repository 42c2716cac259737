import BatonLua
import BatonModel

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// One load of a rule base: an engine if nothing is wrong, and everything that was found.
public struct RuleBaseLoad: Sendable {
  /// Nil when a diagnostic is an error.
  public let engine: Engine?
  /// In the order of their places.
  public let diagnostics: [Diagnostic]
  /// What `print` in the files wrote.
  public let printed: [UInt8]
  /// The scenarios that the files declare, in order.
  package let scenarios: [Scenario]
  /// The files of requests with their decisions that the files declare, in order.
  package let goldens: [Golden]
  /// The files, none of them read.
  let folder: RuleFolder

  /// Reads, checks and compiles the rules at a place.
  /// - Parameters:
  ///   - rules: a rule base's folder, whose entry is `main.lua`, or one Lua file.
  ///   - more: further files to run after the entry, relative to the folder.
  public init(rules: URL, more: [String] = []) {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: rules.path, isDirectory: &isFolder)
    let root = isFolder || !exists ? rules : rules.deletingLastPathComponent()
    let main = isFolder || !exists ? "main.lua" : rules.lastPathComponent
    self.init(folder: RuleFolder(root: root), main: main, more: more)
  }

  init(folder: RuleFolder, main: String, more: [String]) {
    self.folder = folder
    let compiled = Self.compile(folder, main: main, more: more)
    scenarios = compiled.scenarios
    goldens = compiled.goldens
    diagnostics = compiled.diagnostics
    printed = compiled.printed
    engine = compiled.rules.map {
      Engine(
        $0, sources: compiled.sources, program: compiled.program, warnings: compiled.diagnostics)
    }
  }

  /// What is left of a load once the files, their trees and what they declared are let go: an engine
  /// is made of it when those take no memory any more.
  private struct Compiled {
    /// Nil when a diagnostic is an error.
    let rules: CompiledRuleBase?
    let sources: [SourceMapping]
    let scenarios: [Scenario]
    let goldens: [Golden]
    let program: LuaProgram?
    let diagnostics: [Diagnostic]
    let printed: [UInt8]
  }

  private static func compile(_ folder: RuleFolder, main: String, more: [String]) -> Compiled {
    var loader = Loader(folder: folder)
    let loaded = loader.load(main: main, more: more)
    let findings = loaded.findings
    var files = loaded.base.folder
    let compiler = RuleBaseCompiler(loaded.base, findings: findings)
    var rules = compiler.compile(folder: &files)
    let sources = compiler.sources()
    // What only tests read does not make it another rule base.
    rules.identity.hash = ContentHash.of(files.read)
    let scenarios = compiler.scenarios(folder: &files)
    let goldens = compiler.goldens(folder: &files)
    return Compiled(
      rules: findings.hasErrors ? nil : rules, sources: sources, scenarios: scenarios,
      goldens: goldens,
      program: loaded.base.program, diagnostics: findings.diagnostics.sorted(),
      printed: loaded.printed)
  }
}
