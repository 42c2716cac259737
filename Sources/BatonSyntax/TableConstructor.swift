/// `{ … }`.
package final class TableConstructor: Sendable {
  /// The index in `SyntaxTree.numbered`.
  package let number: Int
  /// From `{` to `}`.
  package let range: SourceRange
  /// As written, in order.
  package let fields: [TableField]
  /// The argument of a call without parentheses: `f { … }`.
  package let isBareArgument: Bool

  init(number: Int, range: SourceRange, fields: [TableField], isBareArgument: Bool) {
    self.number = number
    self.range = range
    self.fields = fields
    self.isBareArgument = isBareArgument
  }
}

package enum TableField: Sendable {
  /// `name = value`
  case named(name: String, nameRange: SourceRange, value: Expression)
  /// `[key] = value`; the range is the whole field's.
  case keyed(key: Expression, value: Expression, range: SourceRange)
  /// `value`
  case positional(Expression)

  package var value: Expression {
    switch self {
    case .named(_, _, let value), .keyed(_, let value, _), .positional(let value): value
    }
  }

  package var range: SourceRange {
    switch self {
    case .named(_, let nameRange, let value): nameRange.joined(with: value.range)
    case .keyed(_, _, let range): range
    case .positional(let value): value.range
    }
  }
}
