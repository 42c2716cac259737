package import BatonModel

/// The language as the engine itself knows it: what editors and documents are generated from, so that
/// they cannot say anything else.
package struct LanguageTable: Sendable {
  /// One word: `route`, `above`, `hours`, ….
  package struct Word: Sendable {
    package enum Role: Sendable {
      case include
      /// `word "name" { … }`, or `word { … }` if it takes no name.
      case declaration(isNamed: Bool)
      /// Stands for itself: `absent`.
      case constant
      /// Called with values: `above(5)`.
      case function
      /// Keys of a table inside a declaration; not written as a word.
      case table
    }

    package let name: String
    package let role: Role
    /// What its table takes, by key.
    package let keys: [(name: String, takes: String)]
    /// The word inside whose declarations it stands; nil outside all.
    package let parent: String?
    package let summary: String
    package let example: String
  }

  package let words: [Word]
  /// The tables that stand inside declarations, by the words for them in messages.
  package let tables: [Word]
  /// What scripts may ask calendars.
  package let functions: [String]
  /// What there is of Lua's own library.
  package let library: [String]
  /// The engine's own records, which functions see.
  package let objects: [String]
  /// The fields of each kind of record, built in and declared.
  package let fields: [RecordKind: [FieldDefinition]]

  /// The language without what a rule base declares.
  package static var plain: LanguageTable { LanguageTable(FieldTable.builtIn) }

  fileprivate init(_ fields: FieldTable) {
    words = Vocabulary.words.map(Self.word)
    tables = [
      Vocabulary.step, Vocabulary.layer, Vocabulary.substitution, Vocabulary.timelineEvent,
      Vocabulary.timelineExpectation,
    ].map(Self.word)
    functions = CalendarFunctions.names
    library = Vocabulary.library.sorted()
    objects = Loader.hostObjects
    self.fields = fields.fields
  }

  private static func word(_ word: BatonWord) -> Word {
    let role: Word.Role =
      switch word.role {
      case .include: .include
      case .declaration, .part: .declaration(isNamed: word.isNamed)
      case .table: .table
      default: word.isConstant ? .constant : .function
      }
    return Word(
      name: word.name, role: role, keys: word.keys.map { ($0.name, $0.takes) },
      parent: word.parent, summary: word.summary, example: word.example)
  }
}

private typealias BatonWord = Word

extension Engine {
  /// The language with the fields that the rule base declares.
  package var language: LanguageTable { LanguageTable(decider.rules.fields) }
}
