/// A source line with carets under what is meant, no wider than a terminal.
///
/// A line may be a megabyte: of a long one a window round the carets is shown, `…` where something
/// is left out. Every scalar of the line has one column, and a tab two, so that the carets stand
/// under their text in every terminal.
struct SourceExcerpt {
  /// How many scalars of a line are shown.
  static let width = 100
  /// How many of them are before the carets, if the line is cut there.
  private static let before = 40
  private static let ellipsis = "…"

  let line: String
  /// Nil where there is no column, or none in this line.
  let carets: String?

  /// - Parameters:
  ///   - column: in scalars, from 1.
  ///   - length: how many scalars are meant.
  init(of source: String, column: Int?, length: Int?) {
    let scalars = source.unicodeScalars
    let start = scalars.index(
      scalars.startIndex, offsetBy: Self.start(of: scalars, column: column))
    let end =
      scalars.index(start, offsetBy: Self.width, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let prefix = start > scalars.startIndex ? Self.ellipsis : ""
    let window = scalars[start..<end]
    line =
      prefix + TerminalText.plain(String(window).replacing("\t", with: "  "))
      + (end < scalars.endIndex ? Self.ellipsis : "")

    guard let column, column >= 1 else {
      carets = nil
      return
    }
    guard
      let caret = scalars.index(
        scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex)
    else {
      carets = nil
      return
    }
    let indent = scalars[start..<caret].map { $0 == "\t" ? "  " : " " }.joined()
    let room = max(scalars[caret..<max(caret, end)].count, 1)
    carets =
      String(repeating: " ", count: prefix.count) + indent
      + String(repeating: "^", count: min(max(length ?? 1, 1), room))
  }

  /// Where the window begins: with the line, unless the carets are beyond what fits.
  private static func start(of scalars: String.UnicodeScalarView, column: Int?) -> Int {
    // Counts no further than it must: a line without a column begins at its start.
    let beyond = scalars.index(scalars.startIndex, offsetBy: width, limitedBy: scalars.endIndex)
    guard let column, beyond != nil, column > width - before else { return 0 }
    let last = scalars.count - width
    return max(0, min(column - 1 - before, last))
  }
}
