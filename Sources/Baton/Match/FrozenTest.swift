import BatonModel
import BatonRecords

/// A declared test ready for cells.
struct FrozenTest: Sendable {
  enum Want: Sendable {
    case present, absent
    /// The same text, truth value, number or instant.
    case same(Cell)
    /// A text with one of these symbols, ascending.
    case symbols([UInt32])
    /// A number or instant in a span.
    case span(Allowed.Span)
    case text(Predicate)
    case expression(RegularExpression)
    /// What cells cannot say, such as numbers that doubles do not tell apart.
    case value(Predicate)
  }

  let column: Int
  let want: Want

  init(_ test: FieldTest, _ schema: FactSchema) {
    column = test.column
    switch test.predicate {
    case .present: want = .present
    case .absent: want = .absent
    case .containsAny, .containsWord, .startsWith, .endsWith: want = .text(test.predicate)
    case .matches(let expression): want = .expression(expression)
    case .equals(let value):
      want = Self.cell(value, schema).map { .same($0) } ?? .value(test.predicate)
    case .oneOf(let values):
      want = Self.symbols(values, schema).map { .symbols($0) } ?? .value(test.predicate)
    case .within(let range):
      want = Allowed(range)?.spans.first.map { .span($0) } ?? .value(test.predicate)
    }
  }

  /// The only cell that equals a value; nil if that takes a closer look.
  private static func cell(_ value: Value, _ schema: FactSchema) -> Cell? {
    switch value {
    case .text(let text): schema.symbols.find(text).map { Cell($0) }
    // A larger one may also be written as a number that is no integer cell.
    case .integer(let number): number.magnitude <= 1 << 53 ? Cell(integer: number) : nil
    case .yesNo(let yes): Cell(yesNo: yes)
    case .instant(let instant): Cell(instant: instant.milliseconds)
    case .number, .list, .object: nil
    }
  }

  private static func symbols(_ values: Set<Value>, _ schema: FactSchema) -> [UInt32]? {
    var symbols: [UInt32] = []
    for value in values {
      guard case .text(let text) = value, let symbol = schema.symbols.find(text) else { return nil }
      symbols.append(symbol.number)
    }
    return symbols.sorted()
  }

  func holds(for facts: borrowing Facts, _ scratch: inout MatchScratch) -> Bool {
    let cell = facts.cell(column)
    switch (want, cell.kind) {
    case (.present, let kind): return kind != .missing
    case (.absent, let kind): return kind == .missing
    case (_, .missing): return false
    case (_, .list):
      for member in facts.members(of: cell) where holds(member, facts, &scratch, isOnly: false) {
        return true
      }
      return false
    default: return holds(cell, facts, &scratch, isOnly: true)
    }
  }

  /// - Parameter isOnly: whether the cell is the column's own, so that what is made of it is kept.
  private func holds(
    _ cell: Cell, _ facts: borrowing Facts, _ scratch: inout MatchScratch, isOnly: Bool
  ) -> Bool {
    switch want {
    case .present: return true
    case .absent: return false
    case .same(let wanted): return cell.isSame(as: wanted)
    case .symbols(let symbols):
      return cell.kind == .text && cell.hasSymbol
        && Allowed.Texts(isComplement: false, symbols: symbols).contains(cell.symbol)
    case .span(let span):
      switch cell.kind {
      case .integer, .number, .instant: return span.contains(cell.ordered)
      default: return false
      }
    case .text(let predicate):
      guard cell.kind == .text else { return false }
      let text =
        isOnly
        ? scratch.folded(column, facts) : facts.text(of: cell).map { FoldedText($0) }
      return text.map { predicate.holds(forText: $0) } ?? false
    case .expression(let expression):
      guard let text = facts.text(of: cell) else { return false }
      return expression.matches(text)
    case .value(let predicate):
      return predicate.holds(for: facts.value(of: cell))
    }
  }
}

/// A test of a column for one value, without a reference to count.
struct SameTest: Sendable {
  let column: Int
  let cell: Cell

  @inline(__always)
  func holds(for facts: borrowing Facts) -> Bool {
    let cell = facts.cell(column)
    if cell.kind == .list { return facts.members(of: cell).contains { $0.isSame(as: self.cell) } }
    return cell.isSame(as: self.cell)
  }
}

extension Cell {
  /// Whether it equals a value that only one cell equals.
  @inline(__always)
  fileprivate func isSame(as other: Cell) -> Bool {
    kind == other.kind && (kind == .text ? symbol == other.symbol : bits == other.bits)
  }
}
