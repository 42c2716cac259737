import BatonModel
import Testing

@testable import Baton

@Suite struct DiagnosticRendererTests {
  private func lines(
    _ source: String, column: Int?, length: Int? = 1, message: String = "no", coloured: Bool = false
  ) -> [String] {
    let diagnostic = Diagnostic(
      severity: .error, code: "c",
      place: Place(file: "a\u{1B}.lua", line: 7, column: column, length: length), message: message,
      help: "help\u{7}", related: [], sourceLine: source)
    return DiagnosticRenderer.text(diagnostic, coloured: coloured)
      .split(separator: "\n").map(String.init)
  }

  @Test("a short line is whole, with carets under what is meant")
  func short() {
    #expect(
      lines("\tx = payrol,", column: 6, length: 6) == [
        "error: no", "  --> a .lua:7:6", "7 |   x = payrol,", "  |       ^^^^^^", "  = help ",
      ])
    #expect(lines("x", column: 2, length: 5)[3] == "  |  ^")
    #expect(lines("x", column: 3).count == 4)
    #expect(lines("x", column: nil).count == 4)
  }

  /// A line of 1,000 scalars in which no two neighbours are alike.
  private static let long = String((0..<1000).map { Character(String($0 % 10)) })

  @Test(
    "of a long line a window is shown, and the caret stands under its scalar",
    arguments: [1, 2, 55, 60, 61, 62, 99, 100, 101, 500, 900, 959, 960, 961, 999, 1000])
  func window(_ column: Int) throws {
    let shown = lines(Self.long, column: column)
    let source = Array(shown[2].dropFirst(4))
    let caret = Array(shown[3].dropFirst(4))
    let window = String(source.filter { $0 != "…" })
    #expect(window.count == 100)
    #expect(Self.long.contains(window))
    let offset = try #require(caret.firstIndex(of: "^"))
    #expect(source[offset] == Array(Self.long)[column - 1])
  }

  @Test("what is left out has an ellipsis on its side, and carets end with the window")
  func clipping() {
    let middle = lines(Self.long, column: 500, length: 400)
    #expect(middle[2].hasPrefix("7 | …9012"))
    #expect(middle[2].hasSuffix("…"))
    // 40 scalars before the carets, 60 from there to the end of the window.
    #expect(
      middle[3]
        == "  |  " + String(repeating: " ", count: 40) + String(repeating: "^", count: 60))
    #expect(lines(Self.long, column: 1)[2] == "7 | " + Self.long.prefix(100) + "…")
    #expect(lines(Self.long, column: 1000)[2] == "7 | …" + Self.long.suffix(100))
    #expect(lines(Self.long, column: nil)[2] == "7 | " + Self.long.prefix(100) + "…")
    #expect(lines(Self.long, column: 1001)[3].hasSuffix(" ^"))
  }

  @Test("a long message ends with an ellipsis")
  func longMessage() {
    let message = String(repeating: "m", count: 1001)
    #expect(lines("x", column: 1, message: message)[0] == "error: \(message.dropLast())…")
    #expect(TerminalText.cut(String(message.dropLast())) == message.dropLast())
  }

  @Test("control characters of files do not reach the terminal, our own colours do")
  func controls() {
    let plain = lines("a\u{1B}]0;x\u{7}\u{9B}1m\u{202E}b", column: 1, message: "no\u{1B}[2J\nway")
    #expect(plain[0] == "error: no [2J way")
    #expect(plain[2] == "7 | a ]0;x  1m b")
    let painted = lines("a\u{1B}[31mb", column: 1, coloured: true)
    #expect(painted[0] == "\u{1B}[1;31merror\u{1B}[0m: no")
    #expect(painted[2].hasSuffix("a [31mb"))
  }

  @Test("texts without control characters stay as they are, whatever their writing")
  func texts() {
    for text in ["", "plain ~", "grün 日本 \u{1F468}\u{200D}\u{1F469}", "e\u{301}"] {
      #expect(TerminalText.plain(text) == text)
    }
    #expect(TerminalText.plain("\u{0}a\u{7F}b\u{85}c\u{2028}d\re") == " a b c d e")
  }
}
