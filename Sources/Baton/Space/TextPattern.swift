import BatonModel

/// A question about a text or a list that has two answers and no order: what it contains, how it
/// begins, which members it has.
enum TextPattern: Hashable {
  case contains(FoldedText)
  case word(FoldedText)
  case start(FoldedText)
  case end(FoldedText)
  /// By its pattern, for expressions are not compared.
  case matches(RegularExpression)
  /// Of a list.
  case member(Value)

  func holds(for value: Value?) -> Bool { value.map { predicate.holds(for: $0) } ?? false }

  private var predicate: Predicate {
    switch self {
    case .contains(let text): .containsAny([text])
    case .word(let text): .containsWord([text])
    case .start(let text): .startsWith([text])
    case .end(let text): .endsWith([text])
    case .matches(let expression): .matches(expression)
    case .member(let value): .equals(value)
    }
  }

  /// A text that is wanted in the whole, for making one; nil where it is not known which.
  var wanted: String? {
    switch self {
    case .contains(let text), .word(let text), .start(let text), .end(let text): text.text
    case .matches, .member: nil
    }
  }

  /// Whether all texts for which this holds are texts for which another does.
  func implies(_ other: TextPattern) -> Bool {
    switch (self, other) {
    case (.contains(let mine), .contains(let theirs)), (.word(let mine), .contains(let theirs)),
      (.start(let mine), .contains(let theirs)), (.end(let mine), .contains(let theirs)):
      mine.contains(theirs)
    case (.start(let mine), .start(let theirs)): mine.hasPrefix(theirs)
    case (.end(let mine), .end(let theirs)): mine.hasSuffix(theirs)
    default: false
    }
  }

  private var key: [UInt8] {
    switch self {
    case .contains(let text): [0] + text.utf8
    case .word(let text): [1] + text.utf8
    case .start(let text): [2] + text.utf8
    case .end(let text): [3] + text.utf8
    case .matches(let expression): [4] + Array(expression.pattern.utf8)
    case .member: []
    }
  }

  static func == (left: TextPattern, right: TextPattern) -> Bool {
    if case .member(let left) = left, case .member(let right) = right { return left == right }
    return left.key == right.key && !left.key.isEmpty
  }

  func hash(into hasher: inout Hasher) {
    if case .member(let value) = self { hasher.combine(value) } else { hasher.combine(key) }
  }
}
