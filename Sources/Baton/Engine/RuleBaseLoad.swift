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
  /// The logs whose cases are tests, in order.
  package let logged: [LoggedCases]
  /// What must hold before the rules go live, and in the first weeks after.
  package let gate: Gate?
  package let earlyLife: Gate?
  /// What the files declare, if it was asked for.
  package let outline: RuleOutline?
  /// The files, none of them read.
  let folder: RuleFolder
  /// With which of them the rule base begins.
  let main: String

  /// Reads, checks and compiles the rules at a place.
  /// - Parameters:
  ///   - rules: a rule base's folder, whose entry is `main.lua`, or one Lua file.
  ///   - more: further files to run after the entry, relative to the folder.
  public init(rules: URL, more: [String] = []) {
    let (folder, main) = Self.place(of: rules)
    self.init(folder: folder, main: main, more: more)
  }

  private static func place(of rules: URL) -> (folder: RuleFolder, main: String) {
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: rules.path, isDirectory: &isFolder)
    let root = isFolder || !exists ? rules : rules.deletingLastPathComponent()
    let main = isFolder || !exists ? "main.lua" : rules.lastPathComponent
    return (RuleFolder(root: root), main)
  }

  /// Loads a rule base that is to be compared with another: the same, with its outline.
  package init(outlining rules: URL) {
    let (folder, main) = Self.place(of: rules)
    self.init(folder: folder, main: main, more: [], outlining: .values)
  }

  /// Loads a rule base that is to be quoted: the same, with its outline and what the files say.
  package init(quoting rules: URL) {
    let (folder, main) = Self.place(of: rules)
    self.init(folder: folder, main: main, more: [], outlining: .texts)
  }

  /// What is kept of the declarations besides the engine.
  enum Outlining { case none, values, texts }

  init(folder: RuleFolder, main: String, more: [String], outlining: Outlining = .none) {
    self.folder = folder
    self.main = main
    let compiled = Self.compile(folder, main: main, more: more, outlining: outlining)
    scenarios = compiled.scenarios
    goldens = compiled.goldens
    logged = compiled.logged
    (gate, earlyLife) = compiled.gates
    outline = compiled.outline
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
    let logged: [LoggedCases]
    let gates: (goLive: Gate?, earlyLife: Gate?)
    let outline: RuleOutline?
    let program: LuaProgram?
    let diagnostics: [Diagnostic]
    let printed: [UInt8]
  }

  private static func compile(
    _ folder: RuleFolder, main: String, more: [String], outlining: Outlining
  ) -> Compiled {
    var loader = Loader(folder: folder)
    let loaded = loader.load(main: main, more: more)
    let findings = loaded.findings
    var files = loaded.base.folder
    let compiler = RuleBaseCompiler(loaded.base, findings: findings)
    var rules = compiler.compile(folder: &files)
    let sources = compiler.sources()
    // What only tests read does not make it another rule base.
    rules.identity.hash = ContentHash.of(
      files.read.filter { !loaded.testFiles.contains($0.key) })
    let scenarios = compiler.scenarios(folder: &files)
    let goldens = compiler.goldens(folder: &files)
    let logged = compiler.logged(folder: &files)
    let gates = compiler.gates()
    return Compiled(
      rules: findings.hasErrors ? nil : rules, sources: sources, scenarios: scenarios,
      goldens: goldens, logged: logged, gates: gates,
      outline: outlining == .none
        ? nil
        : RuleOutline(
          loaded.base.rules, sources: findings.sources, isQuoted: outlining == .texts),
      program: loaded.base.program, diagnostics: findings.diagnostics.sorted(),
      printed: loaded.printed)
  }
}

extension RuleBaseLoad {
  /// Where a file lies that the rules name for others to read.
  package func file(named name: String) throws(RuleFileFault) -> URL {
    do throws(FileFailure) {
      return URL(filePath: try folder.path(of: name))
    } catch {
      throw RuleFileFault(message: Problem.file(name, error).wording.message)
    }
  }
}

/// Why a file that the rules name cannot be had.
package struct RuleFileFault: Error, Sendable {
  package let message: String
}
