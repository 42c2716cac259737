import BatonModel
import Testing

@testable import Baton
@testable import BatonWorkbench

/// Pages of names that anybody wrote: nothing in them may change what a reader sees.
@Suite struct PageTests {
  /// Would show the rest of the line from right to left.
  private static let name = "pay\u{202E}lla <b>|`x`"

  private var page: Page {
    var page = Page(title: Self.name)
    page.sentences = [Self.name]
    page.sections = [Page.Section(title: Self.name, rows: [["group"], [Self.name]])]
    return page
  }

  @Test func noNameTurnsTheDirectionOfWriting() {
    let texts = [
      PageMarkdown.text(page), PageHTML.text(page),
      String(decoding: PageText.bytes(page), as: UTF8.self),
      WorkflowAnnotations.text([
        Diagnostic(
          severity: .warning, code: "x", place: Place(file: "main.lua", line: 1),
          message: Self.name, help: nil, related: [], sourceLine: nil)
      ]),
    ]
    for text in texts {
      #expect(text.contains("pay lla"), "\(text)")
      #expect(!text.unicodeScalars.contains("\u{202E}"))
    }
    #expect(!texts[0].contains("<b>") && !texts[1].contains("<b>"))
  }

  @Test(
    arguments: [
      (1, "day", "1 day"), (28, "day", "28 days"), (2, "policy", "2 policies"),
      (3, "class", "3 classes"),
    ])
  func countsAreInPlural(_ count: Int, _ noun: String, _ words: String) {
    #expect(Plural.of(count, noun) == words)
  }
}
