import Baton

/// A page for a terminal.
package enum PageText {
  /// Lines, each with its end.
  package static func bytes(_ page: Page) -> [UInt8] {
    var bytes: [UInt8] = []
    add(page.title, to: &bytes)
    for sentence in page.sentences { add("  " + sentence, to: &bytes) }
    for section in page.sections {
      bytes.append(0x0a)
      add(section.title, to: &bytes)
      if let head = section.rows.first {
        var table = ColumnText(head)
        for row in section.rows.dropFirst() { table.add(row, to: &bytes) }
        table.settle(to: &bytes)
      }
      for sentence in section.sentences { add(sentence, to: &bytes) }
      for quote in section.quotes {
        add(quote.title, to: &bytes)
        for line in quote.text.split(separator: "\n", omittingEmptySubsequences: false) {
          add("  " + line, to: &bytes)
        }
      }
    }
    return bytes
  }

  private static func add(_ line: String, to bytes: inout [UInt8]) {
    bytes += Array((TerminalText.plain(line) + "\n").utf8)
  }
}
