/// Texts that others wrote, fit to be shown to people: the one filter of all output that is not for
/// machines.
///
/// A control character could move the cursor, colour the screen or break a column, and a change of
/// writing direction could show a text in another order than it has. Each becomes one space, so
/// that positions in the text stay what they were.
package enum TerminalText {
  /// As much of one sentence as people read.
  package static let sentence = 1000

  /// The text in one line. Cost: one look at its bytes if there is nothing to replace.
  package static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    guard text.unicodeScalars.contains(where: isActive) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(isActive(scalar) ? " " : scalar) }
    return String(plain)
  }

  /// The text, or its beginning and an ellipsis.
  /// - Parameter limit: how many scalars to keep.
  package static func cut(_ text: String, to limit: Int = sentence) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// The text without what changes the direction of writing, for pages and files in which the rest is
  /// escaped.
  package static func inOneDirection(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    guard text.unicodeScalars.contains(where: turnsDirection) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(turnsDirection(scalar) ? " " : scalar) }
    return String(plain)
  }

  /// Embeddings, overrides and isolates of writing direction.
  private static func turnsDirection(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    if turnsDirection(scalar) { return true }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
