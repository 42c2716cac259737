import BatonModel

/// The one renderer of diagnostics for people: message, place, source line, caret, what to do.
///
///     error: unknown service "payrol"
///       --> routing.lua:31:30
///     31 |   when = { service = "payrol" },
///        |                      ^^^^^^^^
///        = did you mean "payroll"?
///
/// What files say is shown without its control characters, and long texts by their beginning.
public enum DiagnosticRenderer {
  /// The text of one diagnostic, without a line end after its last line.
  /// - Parameter coloured: with the escape codes of a terminal.
  public static func text(_ diagnostic: Diagnostic, coloured: Bool = false) -> String {
    let paint = Paint(isOn: coloured)
    var lines = [heading(diagnostic, paint)]
    lines.append("  \(paint.dim("-->")) \(position(diagnostic.place))")
    let gutter = String(diagnostic.place.line)
    let margin = String(repeating: " ", count: gutter.count)
    if let source = diagnostic.sourceLine {
      let place = diagnostic.place
      let excerpt = SourceExcerpt(of: source, column: place.column, length: place.length)
      lines.append(paint.dim("\(gutter) | ") + excerpt.line)
      if let carets = excerpt.carets {
        lines.append(paint.dim("\(margin) | ") + paint.bold(carets))
      }
    }
    if let help = diagnostic.help { lines.append("\(margin) \(paint.dim("=")) \(shown(help))") }
    for related in diagnostic.related {
      lines.append(
        "\(margin) \(paint.dim("=")) \(shown(related.message)) (\(position(related.place)))")
    }
    return lines.joined(separator: "\n")
  }

  private static func heading(_ diagnostic: Diagnostic, _ paint: Paint) -> String {
    let word = diagnostic.severity.rawValue
    let painted =
      switch diagnostic.severity {
      case .error: paint.red(word)
      case .warning: paint.yellow(word)
      case .note: paint.bold(word)
      }
    return "\(painted): \(shown(diagnostic.message))"
  }

  private static func shown(_ text: String) -> String { TerminalText.plain(TerminalText.cut(text)) }

  private static func position(_ place: Place) -> String {
    let file = TerminalText.plain(place.file)
    if let column = place.column { return "\(file):\(place.line):\(column)" }
    return "\(file):\(place.line)"
  }

  private struct Paint {
    let isOn: Bool

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func red(_ text: String) -> String { wrap(text, "1;31") }
    func yellow(_ text: String) -> String { wrap(text, "1;33") }

    private func wrap(_ text: String, _ code: String) -> String {
      isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
  }
}
