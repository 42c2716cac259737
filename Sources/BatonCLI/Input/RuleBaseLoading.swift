import ArgumentParser
import Baton
import BatonWorkbench

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Loads a rule base for a command that needs it in order.
enum RuleBaseLoading {
  /// Loads whatever is there.
  static func load(_ rules: String, withTests: Bool = false) throws -> RuleBaseLoad {
    try requireToExist(rules)
    let more = withTests ? TestFiles.names(in: rules) : []
    return RuleBaseLoad(rules: URL(filePath: rules), more: more)
  }

  /// Loads what is to be compared with another rule base.
  static func outlined(_ rules: String) throws -> RuleBaseLoad {
    try requireToExist(rules)
    return RuleBaseLoad(outlining: URL(filePath: rules))
  }

  /// Loads what is to be quoted word by word.
  static func quoted(_ rules: String) throws -> RuleBaseLoad {
    try requireToExist(rules)
    return RuleBaseLoad(quoting: URL(filePath: rules))
  }

  private static func requireToExist(_ rules: String) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: rules, isDirectory: &isFolder) else {
      throw Unusable("there is no rule base \"\(rules)\": give its folder, or one Lua file")
    }
    guard isFolder || rules.hasSuffix(".lua") else {
      throw Unusable(
        "\"\(rules)\" is no rule base: give a folder, or a file whose name ends in .lua")
    }
  }

  /// An engine; without one, every diagnostic is on standard error and the command ends.
  static func engine(of load: RuleBaseLoad) throws -> Engine {
    if !load.printed.isEmpty { try? Terminal.write(load.printed, to: Terminal.errors) }
    Terminal.note(load.diagnostics)
    guard let engine = load.engine else {
      let summary = DiagnosticSummary(load.diagnostics)
      Terminal.complain("the rule base cannot be used: \(summary.counts)")
      throw ExitCode.unusable
    }
    return engine
  }

  static func engine(_ rules: String) throws -> Engine {
    try engine(of: load(rules))
  }
}
