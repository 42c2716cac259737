/// One word of the language: how it is written, what it takes, what it is for. A class, because every
/// declaration holds on to its word.
final class Word: Sendable {
  enum Role: String, Sendable {
    case include, declaration, matcher, condition, chooser, duration, mapping, type
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
  /// Whether it declares a rule, which conditions guard.
  let isRule: Bool
  private let knownKeys: NameDrawers<Key>
  /// What it is for, in one sentence.
  let summary: String
  /// A line that shows it.
  let example: String

  init(
    _ name: String, _ role: Role, named: Bool = false, keys: [Key] = [], summary: String,
    example: String
  ) {
    self.name = name
    self.role = role
    self.isNamed = named
    self.keys = keys
    var knownKeys = NameDrawers<Key>()
    for key in keys { knownKeys.insert(key.name, key) }
    self.knownKeys = knownKeys
    isRule = knownKeys["when"] != nil
    self.summary = summary
    self.example = example
  }

  /// Whether it stands for itself, without arguments: `absent`.
  var isConstant: Bool { role == .matcher && example == name }

  func takes(_ key: String) -> Bool { knownKeys[key] != nil }

  var keyNames: [String] { keys.map(\.name) }
}
