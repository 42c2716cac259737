package import BatonSyntax

// What keeps a file from being formatted, told as mistakes of a rule base are.

extension LuaFile {
  package enum Formatting: Sendable {
    case formatted([UInt8])
    /// Why not; at least one error.
    case refused([Diagnostic])
  }

  /// A Lua source in the house way, see ``SourceFormat``. O(bytes) for what people write.
  package static func formatted(_ source: SourceText) -> Formatting {
    do throws(SourceFormat.Failure) {
      return .formatted(try SourceFormat.format(source))
    } catch {
      let sources = SourceSet()
      let findings = Findings(sources: sources)
      _ = sources.add(SyntaxTree.parse(source))
      func report(_ message: String, _ range: SourceRange, _ related: SourceRange? = nil) {
        findings.report(
          .syntax(message), at: Site(file: 0, range: range),
          related: related.map { [(Site(file: 0, range: $0), "it begins here")] } ?? [])
      }
      switch error {
      case .problems(let problems):
        for problem in problems { report(problem.message, problem.range, problem.related) }
      case .changed:
        report(
          "formatting would change what this file means: it is left as it is",
          SourceRange(lower: 0, upper: 0))
      }
      return .refused(findings.diagnostics)
    }
  }
}
