public import BatonModel

/// One thing that is wrong, or looks wrong, in a rule base: what, where, and what to do.
///
/// All diagnostics of a load are reported together, in the order of their places.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The rule base cannot be used.
    case error
    /// It can be used, but this is probably not what was meant.
    case warning
    /// Nothing need be wrong: it is worth knowing.
    case note
  }

  /// Another place that explains the first, such as the other declaration of the same name.
  public struct Related: Sendable, Hashable {
    public let place: Place
    public let message: String
  }

  public let severity: Severity
  /// Stable, for suppressing, counting and looking up: `unknown-name`.
  public let code: String
  public let place: Place
  /// One clause: what is wrong, quoting what was written.
  public let message: String
  /// What to do about it, where the message does not say it already.
  public let help: String?
  public let related: [Related]
  /// The line that `place` points into, without its line end; nil where the file is not text.
  public let sourceLine: String?
}

extension Diagnostic: Comparable {
  /// By file, line and column; the order of a report.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    let a = left.place
    let b = right.place
    if a.file != b.file { return a.file < b.file }
    if a.line != b.line { return a.line < b.line }
    if a.column != b.column { return (a.column ?? 0) < (b.column ?? 0) }
    return left.message < right.message
  }
}

/// A rule base that cannot be used, with everything that is wrong with it.
public struct RuleBaseError: Error, Sendable {
  /// At least one of them is an error; warnings come along.
  public let diagnostics: [Diagnostic]
}

extension RuleBaseError: CustomStringConvertible {
  /// Every diagnostic, as the terminal shows it.
  public var description: String {
    diagnostics.map { DiagnosticRenderer.text($0) }.joined(separator: "\n")
  }
}
