import BatonLua
import BatonModel

/// Turns a matcher such as `above(5)` or `contains_any { "a", "b" }` into tests of its field.
struct MatcherCompiler {
  let conditions: ConditionCompiler

  private typealias Subject = ConditionCompiler.Subject
  private var context: CompileContext { conditions.context }

  func condition(_ written: Written, _ subject: ConditionCompiler.Subject) -> Condition {
    guard let word = context.word(of: written) else { return .broken }
    guard word.role == .matcher else {
      context.findings.report(
        .misplacedWord(word.name, "as what \"\(subject.name)\" must be"), at: written.site)
      return .broken
    }
    let arguments = Arguments(written, context)
    switch word.name {
    case "present": return conditions.test(.present, subject)
    case "absent": return conditions.test(.absent, subject)
    case "is_not", "none_of":
      return negation(arguments, word, written, subject)
    case "above", "below", "at_least", "at_most", "between":
      return order(arguments, word, written, subject)
    case "more_urgent_than", "less_urgent_than":
      // 1 is the most urgent.
      let below = word.name == "more_urgent_than"
      return beyond(.priority, below: below, arguments, word, written, subject)
    case "earlier_than", "later_than":
      let below = word.name == "earlier_than"
      return beyond(.instant, below: below, arguments, word, written, subject)
    case "during":
      return during(arguments, word, written, subject)
    case "part_of":
      return partOf(arguments, word, written, subject)
    default:
      return text(arguments, word, written, subject)
    }
  }

  /// The values given to a matcher, whether as arguments or as one list.
  private struct Arguments {
    let values: [Written]

    init(_ written: Written, _ context: CompileContext) {
      let given = written.arguments(in: context.sources)
      if given.count == 1, let only = given.first, only.table != nil, !only.hasNames {
        values = only.items(in: context.sources)
      } else {
        values = given
      }
    }
  }

  private func misused(_ word: Word, _ written: Written) -> Condition {
    context.findings.report(.matcherArguments(word.name, example: word.example), at: written.site)
    return .broken
  }

  private func wrongField(_ word: Word, _ written: Written, _ subject: Subject) -> Condition {
    context.findings.report(
      .matcherType(word.name, field: subject.name, type: subject.field.type.phrase),
      at: written.site)
    return .broken
  }

  private func negation(
    _ arguments: Arguments, _ word: Word, _ written: Written, _ subject: Subject
  ) -> Condition {
    let given = written.arguments(in: context.sources)
    if given.count == 1, given[0].isEmptyTable {
      context.findings.report(.emptyList(subject.name), at: given[0].site)
      return .broken
    }
    if arguments.values.isEmpty {
      if given.count == 1 { return .not(conditions.value(given[0], subject)) }
      return misused(word, written)
    }
    return .not(conditions.oneOf(arguments.values, subject))
  }

  /// What takes the same priorities as an ordering matcher, whose words are unclear for them.
  private static func byUrgency(_ word: String, _ arguments: Arguments) -> String {
    let numbers = arguments.values.compactMap { written -> Int64? in
      guard case .integer(let number) = written.value, (1...99).contains(number) else { return nil }
      return number
    }
    let list = "or a list such as { 1, 2 }"
    switch (word, numbers.first) {
    case ("above", let number?): return "less_urgent_than(\(number)) \(list)"
    case ("at_least", let number?) where number > 1:
      return "less_urgent_than(\(number - 1)) \(list)"
    case ("below", let number?): return "more_urgent_than(\(number)) \(list)"
    case ("at_most", let number?): return "more_urgent_than(\(number + 1)) \(list)"
    case ("between", let first?)
    where numbers.count == 2 && (first...first + 9).contains(numbers[1]):
      return "{ \((first...numbers[1]).map(String.init).joined(separator: ", ")) }"
    default: return "more_urgent_than(3), less_urgent_than(3) \(list)"
    }
  }

  private func order(
    _ arguments: Arguments, _ word: Word, _ written: Written, _ subject: Subject
  ) -> Condition {
    switch subject.field.type {
    case .number, .share, .wholeNumber: break
    case .priority:
      context.findings.report(
        .priorityMatcher(word.name, instead: Self.byUrgency(word.name, arguments)),
        at: written.site)
      return .broken
    default: return wrongField(word, written, subject)
    }
    guard arguments.values.count == (word.name == "between" ? 2 : 1) else {
      return misused(word, written)
    }
    let type: FieldType = subject.field.type == .share ? .share : .number
    let read = arguments.values.map {
      context.constants.value($0, as: type, field: subject.name)
    }
    let values = read.compactMap(\.self)
    guard values.count == read.count else { return .broken }
    let range: ValueRange
    switch word.name {
    case "above": range = ValueRange(lower: bound(values[0], false), upper: nil)
    case "at_least": range = ValueRange(lower: bound(values[0], true), upper: nil)
    case "below": range = ValueRange(lower: nil, upper: bound(values[0], false))
    case "at_most": range = ValueRange(lower: nil, upper: bound(values[0], true))
    default:
      range = ValueRange(lower: bound(values[0], true), upper: bound(values[1], true))
      if values[0].order(to: values[1]) == .after {
        context.findings.report(.emptyRange(word.name), at: written.site)
      }
    }
    return conditions.test(.within(range), subject)
  }

  private func bound(_ value: Value, _ inclusive: Bool) -> ValueRange.Bound {
    ValueRange.Bound(value: value, inclusive: inclusive)
  }

  /// More or less urgent than a priority, earlier or later than an instant: one strict bound.
  private func beyond(
    _ type: FieldType, below: Bool, _ arguments: Arguments, _ word: Word, _ written: Written,
    _ subject: Subject
  ) -> Condition {
    guard subject.field.type == type else { return wrongField(word, written, subject) }
    guard arguments.values.count == 1 else { return misused(word, written) }
    guard let value = context.constants.value(arguments.values[0], as: type, field: subject.name)
    else { return .broken }
    let limit = bound(value, false)
    let range = ValueRange(lower: below ? nil : limit, upper: below ? limit : nil)
    return conditions.test(.within(range), subject)
  }

  /// Within the hours of one of the calendars.
  private func during(
    _ arguments: Arguments, _ word: Word, _ written: Written, _ subject: Subject
  ) -> Condition {
    guard subject.field.type == .instant else { return wrongField(word, written, subject) }
    guard !arguments.values.isEmpty else { return misused(word, written) }
    let tests = arguments.values.compactMap { argument in
      context.name(argument, of: .calendar, field: subject.name).map { name in
        Condition.test(
          FieldTest(
            column: context.columns.index(of: subject.column.during(name)),
            predicate: .equals(.yesNo(true))))
      }
    }
    return tests.count == arguments.values.count ? ConditionCompiler.any(tests) : .broken
  }

  private func partOf(
    _ arguments: Arguments, _ word: Word, _ written: Written, _ subject: Subject
  ) -> Condition {
    guard case .reference(.service) = subject.field.type else {
      return wrongField(word, written, subject)
    }
    guard !arguments.values.isEmpty else { return misused(word, written) }
    var names: Set<Value> = []
    for argument in arguments.values {
      let type = FieldType.reference(.service)
      guard
        case .text(let name)? = context.constants.value(argument, as: type, field: subject.name)
      else { continue }
      names.formUnion(ServiceGraph(context.catalogue).parts(of: name).map { .text($0) })
    }
    return names.isEmpty ? .broken : conditions.test(.oneOf(names), subject)
  }

  private func text(
    _ arguments: Arguments, _ word: Word, _ written: Written, _ subject: Subject
  ) -> Condition {
    switch subject.field.type {
    case .text, .list, .reference, .oneOf: break
    default: return wrongField(word, written, subject)
    }
    guard !arguments.values.isEmpty else { return misused(word, written) }
    var texts: [String] = []
    for argument in arguments.values {
      guard let text = argument.text, !text.isEmpty else {
        context.findings.report(
          .wrongType(word.name, wanted: "a text", found: argument.phrase), at: argument.site)
        continue
      }
      texts.append(text)
    }
    guard !texts.isEmpty else { return .broken }
    if word.name == "matches" { return matches(texts, arguments.values, subject) }
    let folded = texts.map { FoldedText($0) }
    let predicate: Predicate =
      switch word.name {
      case "contains_word": .containsWord(folded)
      case "starts_with": .startsWith(folded)
      case "ends_with": .endsWith(folded)
      default: .containsAny(folded)
      }
    return conditions.test(predicate, subject)
  }

  private func matches(
    _ texts: [String], _ arguments: [Written], _ subject: Subject
  ) -> Condition {
    var parts: [Condition] = []
    for (text, argument) in zip(texts, arguments) {
      do {
        let expression = try RegularExpression(text)
        parts.append(conditions.test(.matches(expression), subject))
      } catch {
        context.findings.report(.badExpression(text, reason: error.message), at: argument.site)
      }
    }
    return parts.isEmpty ? .broken : ConditionCompiler.any(parts)
  }
}
