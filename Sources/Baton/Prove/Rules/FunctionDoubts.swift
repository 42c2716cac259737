import BatonModel

/// Functions in conditions that only test fields, and how many rules depend on functions that nobody
/// but Lua understands.
struct FunctionDoubts {
  let rules: CompiledRuleBase

  func findings() -> [RuleFinding] {
    var seen: Set<FunctionReference> = []
    var found: [RuleFinding] = []
    for (head, condition) in rules.writtenConditions {
      for function in condition.functions where seen.insert(function.function).inserted {
        guard let lifted = function.lifted, lifted.isExact,
          let text = ConditionText(rules.columns).text(lifted.possible)
        else { continue }
        found.append(.sayDeclaratively(head, place: function.function.place, text: text))
      }
    }
    return found
  }

  /// Rules whose conditions call a function that is not understood, and all rules with conditions.
  func opaque() -> (rules: Int, of: Int) {
    var opaque: Set<ObjectIdentifier> = []
    var all: Set<ObjectIdentifier> = []
    for (head, condition) in rules.writtenConditions {
      all.insert(ObjectIdentifier(head))
      if condition.functions.contains(where: { $0.lifted == nil }) {
        opaque.insert(ObjectIdentifier(head))
      }
    }
    return (opaque.count, all.count)
  }
}

extension Condition {
  fileprivate var functions: [FunctionCondition] {
    switch self {
    case .always, .test: []
    case .function(let function): [function]
    case .not(let inner): inner.functions
    case .all(let parts), .any(let parts): parts.flatMap(\.functions)
    }
  }
}

/// A condition as the language writes it: `kind = "incident", cost = above(3)`.
struct ConditionText {
  private let columns: [Column]

  init(_ columns: [Column]) { self.columns = columns }

  /// Nil for what has no plain form.
  func text(_ condition: Condition) -> String? {
    switch condition {
    case .test(let test): return self.test(test, isWanted: true)
    case .not(.test(let test)): return self.test(test, isWanted: false)
    case .all(let parts):
      guard parts.count > 1, !hasTwice(parts) else { return nil }
      return joined(parts.map { text($0) })
    case .any(let parts):
      guard parts.count > 1 else { return nil }
      return joined(parts.map { part in text(part).map { "{ \($0) }" } }).map { "any_of { \($0) }" }
    case .not(.any(let parts)):
      return joined(parts.map { part in text(part).map { "{ \($0) }" } })
        .map { "not_any_of { \($0) }" }
    case .always, .not, .function: return nil
    }
  }

  private func joined(_ parts: [String?]) -> String? {
    parts.contains(nil) ? nil : parts.compactMap(\.self).joined(separator: ", ")
  }

  /// Whether two tests would need the same key.
  private func hasTwice(_ parts: [Condition]) -> Bool {
    var roots: Set<String> = []
    return parts.contains { part in
      switch part {
      case .test(let test), .not(.test(let test)):
        !roots.insert(columns[test.column].name.split(separator: ".")[0].description).inserted
      default: false
      }
    }
  }

  private func test(_ test: FieldTest, isWanted: Bool) -> String? {
    let column = columns[test.column]
    guard column.calendar == nil, case .field = column.root,
      let plain = matcher(test.predicate, column.type)
    else { return nil }
    let matcher: String
    switch (test.predicate, isWanted) {
    case (_, true): matcher = plain
    case (.present, false): matcher = "absent"
    case (.absent, false): matcher = "present"
    case (.oneOf, false): matcher = "none_of \(plain)"
    default: matcher = "is_not(\(plain))"
    }
    let names = column.name.split(separator: ".").map(String.init)
    return names.reversed().reduce(matcher) { inner, name in
      name == names.last ? "\(name) = \(inner)" : "\(name) = { \(inner) }"
    }
  }

  private func matcher(_ predicate: Predicate, _ type: FieldType) -> String? {
    func words(_ value: Value) -> String { ConditionWording.words(value) }
    switch predicate {
    case .present: return "present"
    case .absent: return "absent"
    case .equals(let value): return type == .instant ? nil : words(value)
    case .oneOf(let values):
      return type == .instant
        ? nil : "{ " + values.map { words($0) }.sorted().joined(separator: ", ") + " }"
    case .within(let range):
      guard type != .priority, type != .instant else { return nil }
      switch (range.lower, range.upper) {
      case (let lower?, nil):
        return (lower.inclusive ? "at_least(" : "above(") + words(lower.value) + ")"
      case (nil, let upper?):
        return (upper.inclusive ? "at_most(" : "below(") + words(upper.value) + ")"
      case (let lower?, let upper?) where lower.inclusive && upper.inclusive:
        return "between(\(words(lower.value)), \(words(upper.value)))"
      default: return nil
      }
    case .containsAny, .containsWord, .startsWith, .endsWith, .matches: return nil
    }
  }
}
