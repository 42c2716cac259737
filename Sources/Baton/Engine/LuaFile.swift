package import BatonLua
import BatonModel
import BatonSyntax

#if canImport(FoundationEssentials)
  package import FoundationEssentials
#else
  package import Foundation
#endif

/// One Lua file run in the sandbox with the language's words, whether it is part of a rule base or
/// not: first the syntax tree, as in loading, then the file itself.
package enum LuaFile {
  /// The words that a state needs to know the language.
  package static var words: [LuaWord] { Loader.words }

  /// The functions that scripts may call, answered by ``Engine/answer(_:_:)``.
  package static var functions: [String] { CalendarFunctions.names }

  package struct Outcome: Sendable {
    /// What the file returned.
    package let results: [LuaValue]
    package let printed: [UInt8]
    /// Errors say why there is no result; warnings are legal Lua that is surely a mistake.
    package let diagnostics: [Diagnostic]
    /// Nil if the file was not run.
    package let usage: LuaUsage?
    /// The meter that stopped it, if one did.
    package let stopped: LuaMeter?

    package var isFine: Bool { !diagnostics.contains { $0.severity == .error } }
  }

  /// Runs a file.
  /// - Parameters:
  ///   - name: as messages call it.
  ///   - folder: where `include` finds other files.
  package static func run(name: String, bytes: [UInt8], folder: URL) -> Outcome {
    var run = Run(folder: RuleFolder(root: folder))
    return run.outcome(of: SyntaxTree.parse(SourceText(name: name, bytes: bytes)))
  }

  private struct Run: LuaLoadHost {
    private let sources = SourceSet()
    private let findings: Findings
    private var folder: RuleFolder
    private var warnings: [Diagnostic] = []
    private var calendars = HeardCalendars()

    init(folder: RuleFolder) {
      self.folder = folder
      findings = Findings(sources: sources)
    }

    mutating func outcome(of tree: SyntaxTree) -> Outcome {
      guard add(tree) else { return outcome(nil) }
      let source = tree.source
      do throws(LuaFailure) {
        var state = try LuaState(
          words: Loader.words, hostObjects: Loader.hostObjects, fields: Loader.fieldNames,
          functions: CalendarFunctions.names)
        let load = state.load(
          LuaChunk(name: source.name, bytes: source.bytes),
          limits: .loading(sourceBytes: source.bytes.count), host: &self)
        for failure in load.failures { findings.report(failure) }
        return outcome(load)
      } catch {
        findings.report(error)
        return outcome(nil)
      }
    }

    private func outcome(_ load: LuaLoad?) -> Outcome {
      let meters = load?.failures.compactMap { failure in
        if case .stopped(let meter) = failure.kind { meter } else { nil as LuaMeter? }
      }
      return Outcome(
        results: load?.results ?? [], printed: load?.printed ?? [],
        diagnostics: (warnings + found(meters ?? [])).sorted(), usage: load?.usage,
        stopped: meters?.last)
    }

    /// What was found, in words about a file where those about a rule base would mislead.
    private func found(_ meters: [LuaMeter]) -> [Diagnostic] {
      var diagnostics = findings.diagnostics
      for meter in meters {
        let loading = Problem.stopped(meter).wording.message
        for index in diagnostics.indices where diagnostics[index].message == loading {
          let diagnostic = diagnostics[index]
          diagnostics[index] = Diagnostic(
            severity: diagnostic.severity, code: diagnostic.code, place: diagnostic.place,
            message: Problem.fileStopped(meter).wording.message, help: diagnostic.help,
            related: diagnostic.related, sourceLine: diagnostic.sourceLine)
        }
      }
      return diagnostics
    }

    /// Takes a file's tree and reports what it says.
    /// - Returns: whether the file may run.
    private mutating func add(_ tree: SyntaxTree) -> Bool {
      _ = sources.add(tree)
      let file = sources.files.count - 1
      for problem in tree.problems {
        findings.report(
          .syntax(problem.message), at: Site(file: file, range: problem.range),
          related: related(problem.related, in: file))
      }
      var mayRun = tree.problems.isEmpty
      for trap in tree.traps {
        if case .bitwiseWithManyConstants = trap.cause {
          mayRun = false
          findings.report(
            .trap(code: trap.code, trap.message), at: Site(file: file, range: trap.range))
        } else {
          warnings.append(warning(trap, in: file))
        }
      }
      return mayRun
    }

    /// In a rule base a trap is an error. Here the file's own meaning counts.
    private func warning(_ trap: SyntaxTrap, in file: Int) -> Diagnostic {
      let wording = Problem.trap(code: trap.code, trap.message).wording
      let place = sources.place(file: file, range: trap.range)
      return Diagnostic(
        severity: .warning, code: wording.code, place: place, message: wording.message,
        help: wording.help,
        related: related(trap.related, in: file).map {
          Diagnostic.Related(place: sources.place($0.0), message: $0.1)
        }, sourceLine: sources.sourceLine(place))
    }

    private func related(_ range: SourceRange?, in file: Int) -> [(Site, String)] {
      range.map { [(Site(file: file, range: $0), "it begins here")] } ?? []
    }

    mutating func hear(_ record: LuaRecord) { calendars.hear(record) }

    mutating func call(_ function: Int, _ given: [LuaGiven]) -> LuaMember {
      calendars.answer(function, given, folder: &folder, sources: sources)
    }

    mutating func include(_ request: LuaIncludeRequest) -> LuaInclude {
      let name = RuleFolder.canonical(request.name)
      if sources.file(named: name) != nil { return .source(LuaChunk(name: name, bytes: [])) }
      let place = Place(file: request.chunk, line: request.line)
      do throws(FileFailure) {
        let tree = SyntaxTree.parse(SourceText(name: name, bytes: try folder.text(name)))
        return .source(LuaChunk(name: name, bytes: add(tree) ? tree.source.bytes : []))
      } catch {
        findings.report(.file(request.name, error), at: place)
        return .source(LuaChunk(name: name, bytes: []))
      }
    }
  }
}
