package import Baton
package import BatonModel

/// What a person at the prompt reads about the language: a word, or the fields of a kind of record.
package enum LanguageText {
  /// A word's page: what it is for, what its table takes, an example.
  package static func lines(_ word: LanguageTable.Word) -> [String] {
    let shape =
      switch word.role {
      case .declaration(true): "\(word.name) \"name\" { … }"
      case .declaration(false): "\(word.name) { … }"
      default: word.name
      }
    var lines = ["\(shape): \(word.summary)"]
    if let parent = word.parent { lines.append("  stands inside \(parent)") }
    let width = word.keys.map(\.name.count).max() ?? 0
    for key in word.keys {
      let name = key.name.padded(to: width)
      lines.append("  \(name)  \(key.takes)")
    }
    if !word.example.isEmpty { lines.append("  for example \(word.example)") }
    return lines
  }

  /// The fields of a kind of record: built in ones first, then those that the rules declare.
  package static func lines(_ kind: RecordKind, _ language: LanguageTable) -> [String] {
    let fields = language.fields[kind] ?? []
    let width = fields.map(\.name.count).max() ?? 0
    let ordered = fields.filter(\.isBuiltIn) + fields.filter { !$0.isBuiltIn }
    return ordered.map { field in
      let name = field.name.padded(to: width)
      let summary = field.summary.isEmpty ? "" : ": \(field.summary)"
      return "\(name)  \(field.type.phrase)\(summary)\(field.isBuiltIn ? "" : " (declared)")"
    }
  }
}
