package import Baton
import BatonModel

/// Findings as commands of a GitHub workflow, which shows each beside its line.
///
///     ::warning file=routing.lua,line=12,col=7,title=unreachable::"Late" is never reached: …
package enum WorkflowAnnotations {
  /// A line for each.
  package static func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { line($0) + "\n" }.joined()
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = "file=\(property(place.file)),line=\(place.line)"
    if let column = place.column {
      properties += ",col=\(column)"
      if let length = place.length { properties += ",endColumn=\(column + max(length - 1, 0))" }
    }
    properties += ",title=\(property(diagnostic.code))"
    let message = ([diagnostic.message] + (diagnostic.help.map { [$0] } ?? []))
      .joined(separator: "\n")
    return "::\(command) \(properties)::\(data(TerminalText.cut(message)))"
  }

  /// The signs that end a command, escaped as GitHub reads them.
  private static func data(_ text: String) -> String {
    TerminalText.inOneDirection(text).replacing("%", with: "%25").replacing("\r", with: "%0D")
      .replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
