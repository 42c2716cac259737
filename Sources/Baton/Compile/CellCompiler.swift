import BatonModel

/// Turns the text of a decision table's cell into a test of its column.
struct CellCompiler {
  struct Fault: Error {
    let reason: String
  }

  let context: CompileContext

  /// - Returns: `.always` for an empty cell.
  func condition(
    _ text: String, _ subject: ConditionCompiler.Subject
  ) throws(Fault) -> Condition {
    if !UnaryTest.isTest(text) {
      let value = try value(.name(text.trimmingSpaces), subject.column)
      return test(.equals(value), subject)
    }
    let parsed: UnaryTest.Test
    do { parsed = try UnaryTest.parse(text) } catch { throw Fault(reason: error.reason) }
    return try condition(parsed, subject)
  }

  private func test(
    _ predicate: Predicate, _ subject: ConditionCompiler.Subject
  ) -> Condition {
    ConditionCompiler(context: context).test(predicate, subject)
  }

  private func condition(
    _ parsed: UnaryTest.Test, _ subject: ConditionCompiler.Subject
  ) throws(Fault) -> Condition {
    let column = subject.column
    switch parsed {
    case .anything:
      return .always
    case .equals(let endpoint):
      return test(.equals(try value(endpoint, column)), subject)
    case .any(let tests):
      var parts: [Condition] = []
      for test in tests { parts.append(try condition(test, subject)) }
      return ConditionCompiler.any(parts)
    case .not(let inner):
      return .not(try condition(inner, subject))
    case .compare(let comparison, let endpoint):
      let bound = ValueRange.Bound(
        value: try ordered(endpoint, column),
        inclusive: comparison == .atMost || comparison == .atLeast)
      let isLower = comparison == .above || comparison == .atLeast
      let range = ValueRange(lower: isLower ? bound : nil, upper: isLower ? nil : bound)
      return test(.within(range), subject)
    case .interval(let lower, let includesLower, let upper, let includesUpper):
      let low = try ordered(lower, column)
      let high = try ordered(upper, column)
      if low.order(to: high) == .after {
        throw Fault(reason: "the interval is empty: put the smaller value first")
      }
      let range = ValueRange(
        lower: ValueRange.Bound(value: low, inclusive: includesLower),
        upper: ValueRange.Bound(value: high, inclusive: includesUpper))
      return test(.within(range), subject)
    }
  }

  private func ordered(_ endpoint: UnaryTest.Endpoint, _ column: Column) throws(Fault) -> Value {
    switch column.type {
    case .number, .wholeNumber, .instant, .priority: return try value(endpoint, column)
    default:
      throw Fault(reason: "\"\(column.name)\" is \(column.type.phrase) and has no order")
    }
  }

  /// The value that a cell's endpoint means in its column.
  private func value(_ endpoint: UnaryTest.Endpoint, _ column: Column) throws(Fault) -> Value {
    switch (column.type, endpoint) {
    case (.number, .number(let number)): return number
    case (.wholeNumber, .number(let number)), (.priority, .number(let number)):
      if case .integer = number { return number }
    case (.number, .name(let text)), (.wholeNumber, .name(let text)), (.priority, .name(let text)):
      if let number = Value(numeral: text) { return try value(.number(number), column) }
    case (.yesNo, .yesNo(let yes)): return .yesNo(yes)
    case (.yesNo, .name(let text)), (.yesNo, .text(let text)):
      if let yes = ["true": true, "yes": true, "false": false, "no": false][text.lowercased()] {
        return .yesNo(yes)
      }
    case (.instant, .name(let text)), (.instant, .text(let text)):
      if let instant = context.constants.instant(text) { return .instant(instant) }
    case (.oneOf(let names), .name(let text)), (.oneOf(let names), .text(let text)):
      if names.contains(text) { return .text(text) }
      throw Fault(reason: unknown(text, among: names))
    case (.reference(let kind), .name(let text)), (.reference(let kind), .text(let text)):
      let names = context.catalogue.names(of: kind)
      if kind.mayBeUndeclared || names.contains(text) { return .text(text) }
      throw Fault(reason: unknown(text, among: names))
    case (.text, .name(let text)), (.text, .text(let text)), (.list, .name(let text)),
      (.list, .text(let text)):
      return .text(text)
    case (.text, .number(let number)), (.list, .number(let number)):
      return .text(number.numeral)
    default: break
    }
    throw Fault(reason: "\"\(column.name)\" takes \(column.type.phrase), found \(endpoint.phrase)")
  }

  private func unknown(_ text: String, among names: [String]) -> String {
    let nearest = NearestName.to(text, among: names)
    return "unknown value \"\(text)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
  }
}

extension UnaryTest.Endpoint {
  fileprivate var phrase: String {
    switch self {
    case .number(let number): number.numeral
    case .text(let text), .name(let text): "\"\(text)\""
    case .yesNo(let yes): yes ? "true" : "false"
    }
  }
}
