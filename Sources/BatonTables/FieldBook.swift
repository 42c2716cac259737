import Baton
import BatonModel

/// Which fields the columns of imported tables are, and which of them must be declared.
///
/// A name of a model becomes words in lower case with `_` between them. A field that the rule base
/// has is used where its type agrees; where it does not, or where the name means something else to
/// tests, a number makes it another one.
struct FieldBook {
  /// Names that a test would read as something else, and those that requests live by.
  private static let reserved: Set<String> = Scenario.expectations.union([
    "id", "kind", "state", "event", "trust_period", "attributes", "labels", "parent", "external_id",
    "case", "world",
  ])

  private var known: FieldTable
  /// Whether the fields are those of a rule base that was named, which then are meant.
  private let isMeant: Bool
  private var taken: Set<String> = []
  /// The last number that a name got.
  private var numbers: [String: Int] = [:]
  /// What must be declared, in the order of its first use.
  private(set) var declared: [FieldDefinition] = []

  /// - Parameter rules: the fields of the rule base that the tables go into; nil for a new one.
  init(rules: FieldTable?) {
    known = rules ?? FieldTable.builtIn
    isMeant = rules != nil
  }

  /// The type of a field by its path as rules write it: `customer.region`; nil for one that is not
  /// known.
  func type(ofPath path: String) -> FieldType? {
    place(of: path).flatMap { known[$0.kind, $0.name]?.type }
  }

  /// Declares a field that is named as rules name it, if it is not known.
  /// - Returns: false if a path leads to nothing that has fields.
  mutating func declare(_ path: String, _ type: FieldType, summary: String = "") -> Bool {
    guard let (kind, name) = place(of: path) else { return false }
    if known[kind, name] == nil {
      add(FieldDefinition(name, type, of: kind, isBuiltIn: false, summary: summary))
    }
    return true
  }

  /// The field for a name of a model, declared if need be.
  mutating func field(
    for parts: [String], _ type: FieldType, summary: String
  ) -> (name: String, type: FieldType) {
    let words = Self.words(parts)
    var name = words
    while !isFree(name, type) {
      let number = numbers[words, default: 1] + 1
      numbers[words] = number
      name = "\(words)_\(number)"
    }
    taken.insert(name)
    guard let field = known[.request, name] else {
      add(FieldDefinition(name, type, of: .request, isBuiltIn: false, summary: summary))
      return (name, type)
    }
    return (name, field.type)
  }

  private mutating func add(_ field: FieldDefinition) {
    known.insert(field)
    declared.append(field)
  }

  private func isFree(_ name: String, _ type: FieldType) -> Bool {
    if taken.contains(name) || (Self.reserved.contains(name) && !isMeant) { return false }
    guard let field = known[.request, name] else { return true }
    if field.type == type { return true }
    switch (field.type, type) {
    // Values that are limited in the model are not, where the field is any text.
    case (.text, .oneOf): return true
    case (.oneOf, .text), (.oneOf, .oneOf), (.reference, .text), (.reference, .oneOf):
      return isMeant
    case (.wholeNumber, .number), (.priority, .number): return isMeant
    default: return false
    }
  }

  private func place(of path: String) -> (kind: RecordKind, name: String)? {
    var kind = RecordKind.request
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    for part in parts.dropLast() {
      guard case .reference(let next)? = known[kind, part]?.type else { return nil }
      kind = next
    }
    return parts.last.flatMap { $0.isEmpty ? nil : (kind, $0) }
  }

  /// `Applicant data`, `isVIP` become `applicant_data_is_vip`.
  static func words(_ parts: [String]) -> String {
    var words: [String] = []
    for part in parts {
      var word = ""
      func finish() {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      let letters = Array(part)
      for (index, letter) in letters.enumerated() {
        guard letter.isLetter || letter.isNumber else {
          finish()
          continue
        }
        let previous = index > 0 ? letters[index - 1] : nil
        let next = index + 1 < letters.count ? letters[index + 1] : nil
        if letter.isUppercase,
          previous?.isLowercase == true
            || (previous?.isUppercase == true && next?.isLowercase == true)
        {
          finish()
        }
        word.append(letter)
      }
      finish()
    }
    return words.isEmpty ? "field" : words.joined(separator: "_")
  }
}
