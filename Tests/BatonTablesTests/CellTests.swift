// Cells of decision tables: what they say in DMN, in sheets and in rules.

import BatonModel
import TestSupport
import Testing

@testable import BatonTables

@Suite struct CellTests {
  /// What DMN 1.3 (7.3.2, 9.1) says of a cell, as S-FEEL and as a cell of rules.
  @Test(arguments: [
    ("-", "-", "-"),
    ("", "-", "-"),
    (" 18 ", "18", "18"),
    (">=18", ">= 18", ">= 18"),
    ("< -0.50", "< -0.5", "< -0.5"),
    ("[1..3]", "[1..3]", "[1..3]"),
    ("]1..3[", "(1..3)", "(1..3)"),
    ("( 1 .. 3 ]", "(1..3]", "(1..3]"),
    (".5", "0.5", "0.5"),
    (#""UK""#, #""UK""#, "UK"),
    (#""UK","IE""#, #""UK", "IE""#, #""UK", "IE""#),
    (#"not("UK")"#, #"not("UK")"#, #"not("UK")"#),
    (#"not ( "UK" , "IE" )"#, #"not("UK", "IE")"#, #"not("UK", "IE")"#),
    (#""a \"b\" \\ \u0041""#, #""a \"b\" \\ A""#, #""a \"b\" \\ A""#),
    (#""-""#, #""-""#, #""-""#),
    (#""not(1)""#, #""not(1)""#, #""not(1)""#),
    (#""true""#, #""true""#, #""true""#),
    ("true", "true", "true"),
    ("null", "null", "null"),
    (
      #"< date("2026-01-31")"#, #"< date and time("2026-01-31T00:00:00")"#, "< 2026-01-31"
    ),
    (
      #"date and time("2026-01-31T09:00:00+02:00")"#,
      #"date and time("2026-01-31T09:00:00+02:00")"#, "2026-01-31T09:00:00+02:00"
    ),
    (#"@"2026-01-31""#, #"date and time("2026-01-31T00:00:00")"#, "2026-01-31"),
    ("1, [5..7), > 10", "1, [5..7), > 10", "1, [5..7), > 10"),
  ])
  func aCellIsReadAndWritten(_ cell: String, _ feel: String, _ plain: String) throws {
    let test = try CellParser.test(cell)
    #expect(test.feel == feel)
    #expect(test.plain == plain)
    // What is written is read as the same.
    #expect(try CellParser.test(test.feel).feel == feel)
  }

  @Test(arguments: [
    ("> Age", "more than an S-FEEL cell"),
    ("> 5 + 1", "\"+ 1\" is left over"),
    ("contains(?, \"x\")", "more than an S-FEEL cell"),
    ("till", "more than an S-FEEL cell"),
    ("[1..", "a value is missing"),
    ("[1..3", "the interval is never closed"),
    ("[1,3]", "an interval needs \"..\""),
    ("not(1", "the bracket of not( is never closed"),
    ("\"till", "a text has no closing quote"),
    ("1,", "a value is missing"),
    ("<", "a value is missing"),
    ("> duration(\"P1D\")", "no field holds a duration"),
    ("time(\"10:00:00\")", "no field holds a time of day"),
    ("date(\"2026-02-30\")", "no day and no time"),
    ("\"\\u00ZZ\"", "is no character"),
    ("@5", "more than an S-FEEL cell"),
  ])
  func whatIsNoCellIsRefused(_ cell: String, _ reason: String) {
    #expect {
      try CellParser.test(cell)
    } throws: { error in
      (error as? CellFault)?.reason.contains(reason) == true
    }
  }

  @Test(arguments: [
    ("\"a\"", FieldType.number, "found \"a\""), ("5", .text, "found 5"),
    ("> true", .yesNo, "has no order"), ("> \"a\"", .text, "has no order"),
    ("[3..1]", .number, "the interval is empty"),
  ])
  func aCellMustFitItsColumn(_ cell: String, _ type: FieldType, _ reason: String) throws {
    let test = try CellParser.test(cell)
    #expect {
      try test.read(as: type)
    } throws: { error in
      (error as? CellFault)?.reason.contains(reason) == true
    }
  }

  /// In a sheet a word is what its column makes of it.
  @Test(arguments: [
    ("till", FieldType.text, "till"), ("a, b", .text, "a, b"), ("5", .number, "5"),
    ("5", .text, "\"5\""), ("yes", .yesNo, "true"), ("2026-01-31", .instant, "2026-01-31"),
    ("> 2026-01-31", .instant, "> 2026-01-31"), ("1, 5", .number, "1, 5"),
    ("\"a\",\"b\"", .text, "\"a\", \"b\""), ("not(UK)", .text, "not(\"UK\")"), ("", .text, "-"),
  ])
  func aSheetsCellIsRead(_ cell: String, _ type: FieldType, _ plain: String) throws {
    #expect(try CellParser.sheetTest(cell).read(as: type).plain == plain)
  }

  @Test func aCommaBetweenDigitsIsNotGuessed() {
    #expect(throws: CellFault.self) { try CellParser.sheetTest("1,5").read(as: .number) }
  }

  // MARK: What is missing

  /// A cell in DMN: true, false, or neither. DMN 1.3, tables 42 and 55: no order holds for null, an
  /// equality with null is false, a disjunction is true if one part is, else null if one part is.
  private func meaning(_ test: CellTest, _ value: Double?) -> Bool? {
    switch test {
    case .anything: return true
    case .equals(.null): return value == nil
    case .equals(let literal): return value.map { $0 == literal.order } ?? false
    case .compare(let comparison, let literal):
      guard let value, let bound = literal.order else { return nil }
      return switch comparison {
      case .below: value < bound
      case .atMost: value <= bound
      case .above: value > bound
      case .atLeast: value >= bound
      }
    case .interval(let lower, let includesLower, let upper, let includesUpper):
      guard let value, let low = lower.order, let high = upper.order else { return nil }
      return (includesLower ? value >= low : value > low)
        && (includesUpper ? value <= high : value < high)
    case .any(let tests):
      let parts = tests.map { meaning($0, value) }
      return parts.contains(true) ? true : parts.contains(nil) ? nil : false
    case .not(let test): return meaning(test, value).map { !$0 }
    }
  }

  /// The same cell in rules, where what is missing is equal to nothing and `not` holds for it.
  private func holds(_ test: CellTest, _ value: Double?) -> Bool {
    switch test {
    case .any(let tests): tests.contains { holds($0, value) }
    case .not(let test): !holds(test, value)
    default: meaning(test, value) ?? false
    }
  }

  private func part(_ numbers: inout SeededNumbers) -> CellTest {
    let low = numbers.below(8)
    let literal = TableLiteral.number(String(low))
    switch numbers.below(3) {
    case 0: return .equals(literal)
    case 1:
      return .compare(numbers.pick([.below, .atMost, .above, .atLeast]), literal)
    default:
      return .interval(
        literal, includesLower: numbers.isOne(in: 2),
        .number(String(low + 1 + numbers.below(4))), includesUpper: numbers.isOne(in: 2))
    }
  }

  /// A `not` means the same on both sides, for every value and for none.
  @Test func notMeansTheSameInDMNAndInRules() throws {
    var numbers = SeededNumbers()
    print("seed \(numbers.seed)")
    let values = (0...26).map { Double($0) / 2 - 1 } + [nil]
    for _ in 0..<2_000 {
      let parts = (0...numbers.below(3)).map { _ in part(&numbers) }
      let test = CellTest.not(parts.count == 1 ? parts[0] : .any(parts))
      if let imported = try? test.withoutOrderedNot() {
        for value in values {
          #expect(
            holds(imported, value) == (meaning(test, value) == true),
            "\(test.feel) as \(imported.feel) for \(value as Any), seed \(numbers.seed)")
        }
      } else {
        #expect(values.allSatisfy { meaning(test, $0) != true }, "\(test.feel)")
      }
      if let exported = try? test.withMissingSaid() {
        for value in values {
          #expect(
            (meaning(exported, value) == true) == holds(test, value),
            "\(test.feel) as \(exported.feel) for \(value as Any), seed \(numbers.seed)")
        }
      }
    }
  }
}
