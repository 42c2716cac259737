/// A fenced block of a document.
struct MarkdownBlock {
  let language: String
  /// The line of its first text line, from 1.
  let line: Int
  let lines: [String]

  static func blocks(in text: String) -> [MarkdownBlock] {
    var blocks: [MarkdownBlock] = []
    var open: (language: String, line: Int, lines: [String])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("```") else {
        open?.lines.append(String(line))
        continue
      }
      if let (language, line, lines) = open {
        blocks.append(MarkdownBlock(language: language, line: line, lines: lines))
        open = nil
      } else {
        open = (String(line.dropFirst(3)), index + 2, [])
      }
    }
    return blocks
  }
}
