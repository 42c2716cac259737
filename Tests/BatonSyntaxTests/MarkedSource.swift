import BatonSyntax

/// Source in which `⌖` stands right before the place that a message must point at.
struct MarkedSource {
  static let marker: Character = "⌖"

  let text: String
  /// The byte offsets of the markers, in the text without them.
  let marks: [Int]

  init(_ marked: String) {
    var text = ""
    var marks: [Int] = []
    for character in marked {
      if character == Self.marker { marks.append(text.utf8.count) } else { text.append(character) }
    }
    self.text = text
    self.marks = marks
  }

  var tree: SyntaxTree { SyntaxTree.parse(SourceText(name: "test.lua", text: text)) }
}
