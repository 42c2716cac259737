import BatonSyntax
import Testing

@testable import Baton

/// The table of words is what editors and documentation show, so it must be right.
@Suite struct VocabularyTests {
  private static let all =
    Vocabulary.words
    + [
      Vocabulary.step, Vocabulary.layer, Vocabulary.substitution, Vocabulary.timelineEvent,
      Vocabulary.timelineExpectation,
    ]

  @Test("every example is Lua, and uses no word that is not there")
  func examples() {
    for word in Self.all {
      let isStatement = word.role == .declaration || word.role == .include
      let source = (isStatement ? "" : "local it = ") + word.example
      let examined = SyntaxExamination(
        SyntaxTree.parse(SourceText(name: "example", bytes: Array(source.utf8))))
      #expect(examined.tree.problems.isEmpty, "\(word.example)")
      #expect(examined.tree.traps.isEmpty, "\(word.example)")
      #expect(examined.unknownGlobals.isEmpty, "\(word.example)")
    }
  }

  @Test("words and the keys of each are there once, and say what they are for")
  func names() {
    #expect(Vocabulary.names.count == Vocabulary.words.count)
    for word in Self.all {
      #expect(Set(word.keyNames).count == word.keyNames.count, "\(word.name)")
      #expect(!word.summary.isEmpty && word.keys.allSatisfy { !$0.takes.isEmpty }, "\(word.name)")
    }
  }

  @Test("a part belongs to a word that is there")
  func parts() {
    for word in Vocabulary.words {
      #expect((word.parent != nil) == (word.role == .part), "\(word.name)")
      if let parent = word.parent { #expect(Vocabulary.word(parent) != nil) }
    }
  }
}
