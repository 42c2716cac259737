import Baton
import BatonModel

/// Reads the cells of a rule base's tables as they are declared: texts in the form of sheets, values and
/// lists of Lua, and words that say the same as S-FEEL.
enum CellReader {
  // MARK: Tests

  static func test(_ value: RuleOutline.Value, as type: FieldType) throws(CellFault) -> CellTest {
    switch value {
    case .text(let text): try CellParser.sheetTest(text).read(as: type.base)
    default: try matcher(value, as: type)
    }
  }

  /// A test that is no text: texts in it are values, not S-FEEL.
  private static func matcher(
    _ value: RuleOutline.Value, as type: FieldType
  ) throws(CellFault) -> CellTest {
    switch value {
    case .text, .number, .yesNo:
      return .equals(try literal(value, as: type))
    case .table(let items, let fields) where fields.isEmpty && !items.isEmpty:
      var tests: [CellTest] = []
      for item in items {
        switch try matcher(item, as: type) {
        case .any(let inner): tests += inner
        case .not where items.count > 1:
          throw CellFault("a list with a not in it has no form there")
        case let test: tests.append(test)
        }
      }
      return tests.count == 1 ? tests[0] : .any(tests)
    case .call(let word, let arguments): return try call(word, arguments, as: type)
    case .lua: throw CellFault("a function has no form there")
    case .table: throw CellFault("\(value) has no form there")
    }
  }

  private static let comparisons: [String: CellTest.Comparison] = [
    "above": .above, "at_least": .atLeast, "below": .below, "at_most": .atMost,
    "earlier_than": .below, "later_than": .above,
    // P1 is the most urgent.
    "more_urgent_than": .below, "less_urgent_than": .above,
  ]

  private static func call(
    _ word: String, _ arguments: [RuleOutline.Value], as type: FieldType
  ) throws(CellFault) -> CellTest {
    if let comparison = comparisons[word], arguments.count == 1 {
      return .compare(comparison, try literal(arguments[0], as: type))
    }
    switch (word, arguments.count) {
    case ("absent", 0): return .equals(.null)
    case ("present", 0): return .not(.equals(.null))
    case ("between", 2):
      return .interval(
        try literal(arguments[0], as: type), includesLower: true,
        try literal(arguments[1], as: type), includesUpper: true)
    case ("is_not", 1), ("none_of", 1): return .not(try matcher(arguments[0], as: type))
    default: throw CellFault("\(word) has no form there")
    }
  }

  private static func literal(
    _ value: RuleOutline.Value, as type: FieldType
  ) throws(CellFault) -> TableLiteral {
    guard let literal = try self.value(value, as: type) else {
      throw CellFault("an empty text has no form there")
    }
    return literal
  }

  // MARK: Values

  /// What an output cell sets; nil for nothing.
  static func value(
    _ value: RuleOutline.Value, as type: FieldType
  ) throws(CellFault) -> TableLiteral? {
    let literal: TableLiteral
    switch value {
    case .text(let text):
      if text.isEmpty { return nil }
      literal = .text(text)
    case .number, .yesNo: literal = try counted(value) ?? .null
    case .table(let items, let fields) where items.count == 1 && fields.isEmpty:
      return try self.value(items[0], as: type)
    case .table: throw CellFault("a list has no form there")
    case .call(let word, _): throw CellFault("\(word) has no form there")
    case .lua: throw CellFault("a function has no form there")
    }
    guard let read = literal.read(as: type == .list ? .text : type.base) else {
      throw CellFault("it takes \(type.phrase), found \(literal.phrase)")
    }
    return read
  }

  /// A value of any type.
  static func counted(_ value: RuleOutline.Value) throws(CellFault) -> TableLiteral? {
    switch value {
    case .text(let text): return text.isEmpty ? nil : .text(text)
    case .number(let text):
      guard let number = TableLiteral.numeral(text) else {
        throw CellFault("\(text) is no number that can be written")
      }
      return number
    case .yesNo(let yes): return .yesNo(yes)
    case .table, .call, .lua: throw CellFault("\(value) has no form there")
    }
  }
}

extension CellTest {
  /// The same for DMN, where neither an order nor its opposite holds for what is missing: in rules a
  /// `not` does.
  func withMissingSaid() throws(CellFault) -> CellTest {
    guard case .not(let inner) = self, inner.isOrdered else { return self }
    let others = try withoutOrderedNot()
    if case .any(let tests) = others { return .any(tests + [.equals(.null)]) }
    return .any([others, .equals(.null)])
  }
}
