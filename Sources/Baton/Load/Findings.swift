import BatonModel

/// Collects what is wrong while a rule base is loaded and compiled, so that everything is
/// reported together.
final class Findings {
  let sources: SourceSet
  private(set) var diagnostics: [Diagnostic] = []
  private var reported: Set<Diagnostic> = []
  /// Lines of files that are not Lua (CSV tables), for the source line under a message.
  private var otherLines: [String: [String]] = [:]

  init(sources: SourceSet) {
    self.sources = sources
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  func report(_ problem: Problem, at site: Site, related: [(Site, String)] = []) {
    report(
      problem, at: sources.place(site),
      related: related.map { Diagnostic.Related(place: sources.place($0.0), message: $0.1) })
  }

  func report(_ problem: Problem, at place: Place, related: [Diagnostic.Related] = []) {
    let wording = problem.wording
    let diagnostic = Diagnostic(
      severity: problem.severity, code: wording.code, place: place, message: wording.message,
      help: wording.help, related: related, sourceLine: line(at: place))
    // A helper that declares many rules would repeat one mistake once for each.
    if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  func remember(lines: [String], of file: String) {
    otherLines[file] = lines
  }

  private func line(at place: Place) -> String? {
    if let lines = otherLines[place.file] {
      return lines.indices.contains(place.line - 1) ? lines[place.line - 1] : nil
    }
    return sources.sourceLine(place)
  }
}
