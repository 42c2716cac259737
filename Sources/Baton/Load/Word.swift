/// One word of the language: how it is written, what it takes, what it is for. A class, because every
/// declaration holds on to its word.
final class Word: Sendable {
  enum Role: String, Sendable {
    case include, declaration, matcher, condition, chooser, duration, mapping, type
    /// A point before or after another.
    case offset
    /// An event of a process that is not named by its name.
    case activity
    /// How many values become one.
    case aggregation
    /// What a constraint demands, by its name in DECLARE.
    case template
    /// Stands inside the declarations of one word, and nowhere else.
    case part
    /// A table with keys of its own inside a declaration; not written as a word.
    case table
  }

  /// One key of a declaration's table.
  struct Key: Sendable {
    let name: String
    /// What it takes, in words.
    let takes: String
  }

  let name: String
  let role: Role
  /// Whether it is written `word "name" { … }` rather than `word { … }`.
  let isNamed: Bool
  let keys: [Key]
  /// Of a part: the word inside whose declarations it stands.
  let parent: String?
  /// Whether it declares a rule, which conditions guard.
  let isRule: Bool
  /// Whether it is about what follows a decision: most declarations are not, and are not asked more.
  let followsDecision: Bool
  private let knownKeys: NameDrawers<Key>
  /// What it is for, in one sentence.
  let summary: String
  /// A line that shows it.
  let example: String

  init(
    _ name: String, _ role: Role, named: Bool = false, follows: Bool = false,
    parent: String? = nil, keys: [Key] = [], summary: String, example: String
  ) {
    self.name = name
    self.role = role
    self.isNamed = named
    self.keys = keys
    self.parent = parent
    var knownKeys = NameDrawers<Key>()
    for key in keys { knownKeys.insert(key.name, key) }
    self.knownKeys = knownKeys
    isRule = knownKeys["when"] != nil
    followsDecision = follows
    self.summary = summary
    self.example = example
  }

  /// Whether it stands for itself, without arguments: `absent`.
  var isConstant: Bool { role == .matcher && example == name }

  /// Whether what it makes is a declaration, or a part of one: of these none may go unused.
  var declares: Bool { role == .declaration || role == .part }

  func takes(_ key: String) -> Bool { knownKeys[key] != nil }

  var keyNames: [String] { keys.map(\.name) }
}
