import CRE2

/// A regular expression in RE2's syntax: case-sensitive, matches anywhere unless anchored, and takes
/// time linear in the text whatever the pattern.
///
/// Immutable once compiled; RE2 lets any number of threads match with one expression at once.
final class RegularExpression: Sendable {
  /// As the rule wrote it.
  let pattern: String
  // RE2 objects are documented as thread-safe for matching, and this one is never changed.
  nonisolated(unsafe) private let handle: OpaquePointer

  /// What is wrong with a pattern, in RE2's words, and the part of it that is wrong.
  struct Fault: Error, Sendable, Hashable {
    let message: String
    let part: String
  }

  /// Bytes that one expression's program and automata may take.
  private static let memoryBudget: Int64 = 1 << 20

  /// - Parameter whole: whether the expression must match the whole text, as route trees taken from
  ///   Alertmanager want it.
  init(_ pattern: String, matchingWhole whole: Bool = false) throws(Fault) {
    // `\z` rather than `$`, whose meaning a flag in the pattern could change.
    var source = whole ? "\\A(?:\(pattern))\\z" : pattern
    let compiled = source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_compile($0.baseAddress, $0.count, Self.memoryBudget)
      }
    }
    guard let compiled else { throw Fault(message: "out of memory", part: pattern) }
    guard cre2_is_ok(compiled) else {
      let fault = Fault(
        message: String(cString: cre2_error(compiled)),
        part: String(cString: cre2_error_part(compiled)))
      cre2_free(compiled)
      throw fault
    }
    self.pattern = pattern
    handle = compiled
  }

  deinit { cre2_free(handle) }

  /// Whether the expression matches anywhere in the text.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_search(handle, $0.baseAddress, $0.count) == cre2_match
      }
    }
  }
}
