import BatonModel
import BatonTime

/// What conditions want and what requests have, in the words of the language.
enum ConditionWording {
  /// What a test, or its opposite, wants of a column's value.
  static func words(_ predicate: Predicate, of column: Column, isWanted: Bool) -> String {
    if let calendar = column.calendar {
      return (isWanted ? "during" : "not during") + " \"\(calendar)\""
    }
    return isWanted ? words(predicate, of: column.type) : words(not: predicate, of: column.type)
  }

  /// A test or a function as a sentence: `customer.region is one of "IE", "UK"`.
  static func sentence(_ part: Condition, isWanted: Bool, _ columns: [Column]) -> String {
    switch part {
    case .test(let test):
      let column = columns[test.column]
      let wanted = words(test.predicate, of: column, isWanted: isWanted)
      let hasVerb = ["contains", "starts with", "ends with", "matches"].contains {
        wanted.hasPrefix($0)
      }
      if hasVerb { return "\(column.name) \(wanted)" }
      let isThere = wanted == "a value" || wanted == "no value"
      return "\(column.name) \(isThere ? "has" : "is") \(wanted)"
    case .function(let function):
      return (isWanted ? "" : "not ") + function.function.name
    case .always, .all, .any, .not:
      return isWanted ? "everything" : "nothing"
    }
  }

  /// What a test wants of a value: `one of "UK", "IE"`, `above 50000`.
  static func words(_ predicate: Predicate, of type: FieldType) -> String {
    switch predicate {
    case .present: "a value"
    case .absent: "no value"
    case .equals(let value): words(value, of: type)
    case .oneOf(let values):
      "one of " + values.map { words($0, of: type) }.sorted().joined(separator: ", ")
    case .within(let range): type == .priority ? priority(range) : words(range.written(as: type))
    case .containsAny(let texts): quoted("contains", texts)
    case .containsWord(let texts): quoted("contains the word", texts)
    case .startsWith(let texts): quoted("starts with", texts)
    case .endsWith(let texts): quoted("ends with", texts)
    case .matches(let expression): "matches \"\(expression.pattern)\""
    }
  }

  /// What the opposite of a test wants.
  private static func words(not predicate: Predicate, of type: FieldType) -> String {
    switch predicate {
    case .present: words(.absent, of: type)
    case .absent: words(.present, of: type)
    default: "not " + words(predicate, of: type)
    }
  }

  /// A value of a field as the language writes it.
  static func words(_ value: Value, of type: FieldType, offset: Int = 0) -> String {
    words(value.written(as: type), offset: offset)
  }

  /// A value as the language writes it, instants with an offset from UTC in seconds.
  static func words(_ value: Value, offset: Int = 0) -> String {
    switch value {
    case .text(let text): "\"\(text)\""
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .yesNo(let yes): yes ? "true" : "false"
    case .instant(let instant): ISO8601.format(instant, offsetSeconds: offset)
    case .list(let members):
      "{ " + members.map { words($0, offset: offset) }.joined(separator: ", ") + " }"
    case .object: "an object"
    }
  }

  private static func words(_ range: ValueRange) -> String {
    switch (range.lower, range.upper) {
    case (let lower?, let upper?) where lower.inclusive && upper.inclusive:
      "between \(words(lower.value)) and \(words(upper.value))"
    case (let lower?, let upper?):
      words(ValueRange(lower: lower, upper: nil)) + " and "
        + words(ValueRange(lower: nil, upper: upper))
    case (let lower?, nil):
      instant(lower, "later than", "at or later than")
        ?? "\(lower.inclusive ? "at least" : "above") \(words(lower.value))"
    case (nil, let upper?):
      instant(upper, "earlier than", "at or earlier than")
        ?? "\(upper.inclusive ? "at most" : "below") \(words(upper.value))"
    case (nil, nil): "an ordered value"
    }
  }

  private static func instant(
    _ bound: ValueRange.Bound, _ strict: String, _ inclusive: String
  ) -> String? {
    guard case .instant = bound.value else { return nil }
    return "\(bound.inclusive ? inclusive : strict) \(words(bound.value))"
  }

  /// Priorities are ordered by urgency: the smaller number is the more urgent.
  private static func priority(_ range: ValueRange) -> String {
    switch (range.lower, range.upper) {
    case (nil, let upper?) where !upper.inclusive: "more urgent than \(words(upper.value))"
    case (let lower?, nil) where !lower.inclusive: "less urgent than \(words(lower.value))"
    default: words(range)
    }
  }

  private static func quoted(_ verb: String, _ texts: [FoldedText]) -> String {
    verb + " " + texts.map { "\"\($0.text)\"" }.joined(separator: " or ")
  }
}

extension Value {
  /// What rules write for it: a share is a number in records, and a percentage in rules.
  fileprivate func written(as type: FieldType) -> Value {
    guard type == .share, let share = Share(self) else { return self }
    return .text(share.written)
  }
}

extension ValueRange {
  fileprivate func written(as type: FieldType) -> ValueRange {
    func written(_ bound: Bound?) -> Bound? {
      bound.map { Bound(value: $0.value.written(as: type), inclusive: $0.inclusive) }
    }
    return ValueRange(lower: written(lower), upper: written(upper))
  }
}
