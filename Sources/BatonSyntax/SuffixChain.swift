/// A value and what is asked of it, in order: `a.b["c"](d):e(f)`.
final class SuffixChain: Sendable {
  enum Suffix: Sendable {
    /// `.name`
    case field(name: String, range: SourceRange)
    /// `[key]`; `upper` is the byte after the bracket.
    case key(Expression, upper: Int)
    case call(Call)
  }

  struct Call: Sendable {
    let number: Int
    let method: (name: String, range: SourceRange)?
    let arguments: [Expression]
    let hasParentheses: Bool
    /// From the arguments' first byte to their last, parentheses included.
    let argumentsRange: SourceRange
  }

  let first: Expression
  let suffixes: [Suffix]

  init(first: Expression, suffixes: [Suffix]) {
    self.first = first
    self.suffixes = suffixes
  }

  /// The value that a suffix is applied to.
  func expression(before position: Int) -> Expression {
    position == 0 ? first : expression(at: position - 1)
  }

  /// The value with the suffixes up to and including one.
  func expression(at position: Int) -> Expression {
    if case .call(let call) = suffixes[position] {
      .call(CallNode(chain: self, position: position, call: call))
    } else {
      .index(IndexNode(chain: self, position: position))
    }
  }
}

/// `object.name` or `object[key]`.
package struct IndexNode: Sendable {
  package enum Key: Sendable {
    case named(name: String, range: SourceRange)
    case computed(Expression)
  }

  let chain: SuffixChain
  let position: Int

  package var object: Expression { chain.expression(before: position) }

  package var key: Key {
    switch chain.suffixes[position] {
    case .field(let name, let range): .named(name: name, range: range)
    case .key(let expression, _): .computed(expression)
    case .call(let call): .computed(.missing(call.argumentsRange))
    }
  }

  /// The key's name, for `object.name` and `object["name"]`.
  package var name: String? {
    switch chain.suffixes[position] {
    case .field(let name, _): name
    case .key(.text(let literal), _): literal.value
    default: nil
    }
  }

  package var range: SourceRange {
    let upper =
      switch chain.suffixes[position] {
      case .field(_, let range): range.upper
      case .key(_, let upper): upper
      case .call(let call): call.argumentsRange.upper
      }
    return SourceRange(lower: chain.first.range.lower, upper: upper)
  }
}
