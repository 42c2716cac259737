import Baton

/// A page as Markdown, for a comment on a change that is proposed.
package enum PageMarkdown {
  package static func text(_ page: Page) -> String {
    var lines = ["## \(escaped(page.title))", ""]
    lines += page.sentences.map { "- \(escaped($0))" }
    for section in page.sections {
      lines += ["", "### \(escaped(section.title))", ""]
      if let head = section.rows.first {
        lines.append(row(head))
        lines.append(
          "|" + head.indices.map { section.numbers.contains($0) ? "--:|" : "---|" }.joined())
        lines += section.rows.dropFirst().map(row)
      }
      if !section.sentences.isEmpty { lines += [""] + section.sentences.map(escaped) }
      for quote in section.quotes { lines += ["", escaped(quote.title), ""] + code(quote.text) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A block of Lua, between fences that are longer than any in it.
  private static func code(_ text: String) -> [String] {
    var (longest, run) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return [fence + "lua", TerminalText.inOneDirection(text), fence]
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |"
  }

  /// What would begin or end something in Markdown, and HTML, are escaped: names are anybody's.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in TerminalText.inOneDirection(text) {
      switch character {
      case "\n", "\r", "\r\n", "\t": escaped += " "
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "|", "\\", "`", "*", "_", "[", "]", "#", "@": escaped += "\\\(character)"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
