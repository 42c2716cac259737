package import Baton

/// What was found, counted.
package struct DiagnosticSummary {
  package let errors: Int
  package let warnings: Int
  package let notes: Int

  package init(_ diagnostics: [Diagnostic]) {
    errors = diagnostics.count { $0.severity == .error }
    warnings = diagnostics.count { $0.severity == .warning }
    notes = diagnostics.count { $0.severity == .note }
  }

  /// "3 errors, 1 warning", "no problems"
  package var counts: String {
    var parts: [String] = []
    if errors > 0 { parts.append(Plural.of(errors, "error")) }
    if warnings > 0 { parts.append(Plural.of(warnings, "warning")) }
    if notes > 0 { parts.append(Plural.of(notes, "note")) }
    return parts.isEmpty ? "no problems" : parts.joined(separator: ", ")
  }
}
