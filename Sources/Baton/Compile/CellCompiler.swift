import BatonModel

/// Turns the text of a decision table's cell into a test of its column, or into a value that it sets.
struct CellCompiler {
  struct Fault: Error {
    let reason: String
  }

  let context: CompileContext

  /// - Returns: `.always` for an empty cell.
  func condition(
    _ text: String, _ subject: ConditionCompiler.Subject
  ) throws(Fault) -> Condition {
    if !UnaryTest.isTest(text), !(try isList(text, of: subject.column.type)) {
      let value = try value(.name(text.trimmingSpaces), subject.column)
      return test(.equals(value), subject)
    }
    let parsed: UnaryTest.Test
    do { parsed = try UnaryTest.parse(text) } catch { throw Fault(reason: error.reason) }
    return try condition(parsed, subject)
  }

  /// Whether commas tell plain values apart: not in texts and names, which may have some.
  private func isList(_ text: String, of type: FieldType) throws(Fault) -> Bool {
    switch type {
    case .number, .share, .wholeNumber, .priority, .instant, .yesNo: break
    default: return false
    }
    guard let comma = text.firstIndex(of: ",") else { return false }
    let (before, after) = (text[..<comma].last, text[text.index(after: comma)...].first)
    if let before, let after, before.isNumber, after.isNumber {
      throw Fault(
        reason: "\"\(text)\" may be one number or several: write 1.5 for one, 1, 5 for two")
    }
    return true
  }

  /// The value that the text of an output cell means; nil for none.
  /// - Parameter name: the field's, for messages.
  func value(ofOutput text: String, as type: FieldType, _ name: String) throws(Fault) -> Value? {
    let text = text.trimmingSpaces
    if text.isEmpty { return nil }
    guard text.hasPrefix("\"") else {
      let value = try value(.name(text), as: type, name)
      switch (type, value) {
      case (.list, _): return .list([value])
      // A test may ask for more than 0, a request cannot have 0.
      case (.priority, .integer(let number)) where number < 1:
        throw Fault(reason: "\"\(name)\" takes \(type.phrase), found \(number)")
      default: return value
      }
    }
    let parsed: UnaryTest.Test
    do { parsed = try UnaryTest.parse(text) } catch { throw Fault(reason: error.reason) }
    switch (type, parsed) {
    case (.list, .equals(let endpoint)): return .list([try value(endpoint, as: type, name)])
    case (.list, .any(let tests)):
      var members: [Value] = []
      for case .equals(let endpoint) in tests {
        members.append(try value(endpoint, as: type, name))
      }
      return .list(members)
    case (_, .equals(let endpoint)): return try value(endpoint, as: type, name)
    default: throw Fault(reason: "\"\(name)\" takes \(type.phrase), found \(text)")
    }
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
    case .equals(.nothing):
      return test(.absent, subject)
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
    case .number, .share, .wholeNumber, .instant, .priority: return try value(endpoint, column)
    default:
      throw Fault(reason: "\"\(column.name)\" is \(column.type.phrase) and has no order")
    }
  }

  private func value(_ endpoint: UnaryTest.Endpoint, _ column: Column) throws(Fault) -> Value {
    try value(endpoint, as: column.type, column.name)
  }

  /// The value that a cell's endpoint means for its field.
  private func value(
    _ endpoint: UnaryTest.Endpoint, as type: FieldType, _ name: String
  ) throws(Fault) -> Value {
    switch (type, endpoint) {
    case (.number, .number(let number)): return number
    case (.wholeNumber, .number(let number)), (.priority, .number(let number)):
      if case .integer = number { return number }
    case (.number, .name(let text)), (.wholeNumber, .name(let text)), (.priority, .name(let text)):
      if let number = Value(numeral: text) { return try value(.number(number), as: type, name) }
    case (.share, .name(let text)), (.share, .text(let text)):
      if let share = Share(percent: text) { return share.value }
    case (.yesNo, .yesNo(let yes)): return .yesNo(yes)
    case (.yesNo, .name(let text)), (.yesNo, .text(let text)):
      if let yes = ["true": true, "yes": true, "false": false, "no": false][text.lowercased()] {
        return .yesNo(yes)
      }
    case (.instant, .name(let text)), (.instant, .text(let text)):
      if let instant = context.constants.instant(text) { return .instant(instant) }
    case (.instant, .made(.date, let text)) where text.utf8.count == Self.lengthOfDate:
      if let instant = context.constants.instant(text) { return .instant(instant) }
    case (.instant, .made(.dateAndTime, let text)):
      if let instant = context.constants.instant(text) { return .instant(instant) }
    case (_, .made(.duration, _)):
      throw Fault(reason: "no field has durations: compare two instants in a function")
    case (_, .made(.time, _)):
      throw Fault(reason: "no field has times of a day: ask by a calendar, with during")
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
    throw Fault(reason: "\"\(name)\" takes \(type.phrase), found \(endpoint.phrase)")
  }

  /// Of "2026-01-31".
  private static let lengthOfDate = 10

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
    case .nothing: "null"
    case .made(let maker, let text): "\(maker.rawValue)(\"\(text)\")"
    }
  }
}
