import BatonDeclare
import BatonModel

/// Turns `constraint`, a sentence or a DECLARE template by its name, into its compiled form.
///
///     { "diagnose", before = "resolve" }         precedence(diagnose, resolve)
///     { precedence("diagnose", "resolve") }      the same
struct ConstraintCompiler {
  let context: CompileContext
  let names: ProcessNames
  /// The process's own, for business time.
  let calendar: String?

  func constraint(_ declaration: Declaration) -> ConstraintRule? {
    let table = TableReader(declaration, context.findings)
    let rules = ProcessRuleCompiler(context: context, names: names, calendar: calendar)
    let judgement = rules.judgement(declaration, table)
    let conditions = ConditionCompiler(context: context, seesEvent: true)
    let activation = table.value("when").map { conditions.condition($0) } ?? .always
    let target = table.value("target_when").map { conditions.condition($0) } ?? .always
    let same = context.listed(table, "same") { names.attribute($0, of: "same") }
    let differing = context.listed(table, "differ_in") { names.attribute($0, of: "differ_in") }
    let window = rules.window(table, "within")
    let demand = demand(declaration, table)
    table.finish(allowsItems: true)
    guard let demand else { return nil }
    check(demand.template, table)
    if activation.isAlways, target.isAlways, same.isEmpty, differing.isEmpty {
      checkSides(demand, declaration)
    }
    return ConstraintRule(
      judgement: judgement, template: demand.template, count: demand.count, first: demand.first,
      second: demand.second, activationCondition: activation, targetCondition: target, same: same,
      differing: differing, window: window,
      sentence: ConstraintWording.sentence(
        demand.template, demand.count, words(demand.first), words(demand.second),
        within: window?.span))
  }

  /// What is demanded of which events.
  private struct Demand {
    let template: Template
    var count = 1
    let first: [ActivityTerm]
    var second: [ActivityTerm] = []
  }

  private func demand(_ declaration: Declaration, _ table: TableReader) -> Demand? {
    let items = declaration.body.items(in: context.sources)
    if items.count == 1, let word = context.word(of: items[0]), word.role == .template {
      return named(word, items[0], declaration, table)
    }
    return sentence(declaration, table, items)
  }

  // MARK: By DECLARE's names

  private func named(
    _ word: Word, _ written: Written, _ declaration: Declaration, _ table: TableReader
  ) -> Demand? {
    for key in Self.sentences + Self.shapes {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(
        .process(.saidTwice(declaration.title, [word.name, key])), at: entry.keySite)
    }
    let isOnce = word.name == Vocabulary.exactlyOne
    guard let template = isOnce ? .exactly : Template(rawValue: word.name) else { return nil }
    let arguments = written.arguments(in: context.sources)
    let events = template.isUnary ? 1 : 2
    let takesCount = template.isCounting && !isOnce
    guard
      arguments.count == events
        || (takesCount && arguments.count == events + 1)
    else {
      context.findings.report(.matcherArguments(word.name, example: word.example), at: written.site)
      return nil
    }
    var count = 1
    if arguments.count > events {
      guard let read = number(arguments[events], word.name, 1...Monitor.highestCount) else {
        return nil
      }
      count = read
    }
    let first = names.activities(arguments[0], of: word.name)
    let second = template.isUnary ? [] : names.activities(arguments[1], of: word.name)
    guard !first.isEmpty, template.isUnary || !second.isEmpty else { return nil }
    return Demand(template: template, count: count, first: first, second: second)
  }

  // MARK: As a sentence

  private static let sentences = [
    "never", "before", "followed_by", "preceded_by", "needs", "together_with", "any", "one",
    "at_least", "at_most", "exactly", "comes_first", "comes_last",
  ]
  /// What only shapes a sentence.
  private static let shapes = ["after", "with", "directly", "alternating"]

  private func sentence(
    _ declaration: Declaration, _ table: TableReader, _ items: [Written]
  ) -> Demand? {
    var said = Self.sentences.filter { table.has($0) }
    let isNever = said.first == "never"
    if isNever { said.removeAll { $0 == "before" } }
    guard said.count == 1, let key = said.first, let value = table.value(key) else {
      context.findings.report(
        said.isEmpty
          ? .noOutcome(declaration.title, keys: Self.sentences)
          : .process(.saidTwice(declaration.title, said)),
        at: declaration.site)
      return nil
    }
    let way = way(declaration, table)
    if isNever { return never(value, declaration, table, items, way) }
    for key in ["after", "with"] {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(.time(.onlyBeside(key, ["never"])), at: entry.keySite)
    }
    if key == "any" || key == "one" {
      refuseItems(items, declaration)
      return choice(value, key, key == "any" ? .choice : .exclusiveChoice)
    }
    guard let subject = subject(items, declaration) else { return nil }
    switch key {
    case "before": return pair(subject, value, key, way, of: .precedence)
    case "followed_by": return pair(subject, value, key, way, of: .response)
    case "preceded_by":
      return pair(subject, value, key, way, of: .precedence).map {
        Demand(template: $0.template, first: $0.second, second: $0.first)
      }
    case "needs": return pair(subject, value, key, .anyhow, of: .respondedExistence)
    case "together_with": return pair(subject, value, key, .anyhow, of: .coexistence)
    case "comes_first": return flag(value, key, Demand(template: .initially, first: subject))
    case "comes_last": return flag(value, key, Demand(template: .endWith, first: subject))
    case "at_least": return counted(subject, value, key, .existence, 1...Monitor.highestCount)
    case "exactly": return counted(subject, value, key, .exactly, 1...Monitor.highestCount)
    default:
      // At most so often is fewer times than once more.
      return counted(subject, value, key, .absence, 0...Monitor.highestCount - 1).map {
        Demand(template: .absence, count: $0.count + 1, first: $0.first)
      }
    }
  }

  private enum Way { case anyhow, directly, alternating }

  private func way(_ declaration: Declaration, _ table: TableReader) -> Way {
    let isDirect = table.yesNo("directly") ?? false
    let isAlternating = table.yesNo("alternating") ?? false
    if isDirect, isAlternating {
      context.findings.report(
        .process(.saidTwice(declaration.title, ["directly", "alternating"])),
        at: declaration.site)
    }
    return isDirect ? .directly : isAlternating ? .alternating : .anyhow
  }

  private static let ways: [Template: [Way: Template]] = [
    .response: [.directly: .chainResponse, .alternating: .alternateResponse],
    .precedence: [.directly: .chainPrecedence, .alternating: .alternatePrecedence],
    .notSuccession: [.directly: .notChainSuccession],
  ]

  private func pair(
    _ subject: [ActivityTerm], _ value: Written, _ key: String, _ way: Way, of template: Template
  ) -> Demand? {
    let other = names.activities(value, of: key)
    guard !other.isEmpty else { return nil }
    return Demand(template: Self.ways[template]?[way] ?? template, first: subject, second: other)
  }

  /// `never = "b"`, alone or after, before or with something.
  private func never(
    _ value: Written, _ declaration: Declaration, _ table: TableReader, _ items: [Written],
    _ way: Way
  ) -> Demand? {
    refuseItems(items, declaration)
    let keys = ["after", "before", "with"].filter { table.has($0) }
    if keys.count > 1 {
      context.findings.report(.process(.saidTwice(declaration.title, keys)), at: declaration.site)
      return nil
    }
    let never = names.activities(value, of: "never")
    guard !never.isEmpty else { return nil }
    guard let key = keys.first, let written = table.value(key) else {
      return Demand(template: .absence, first: never)
    }
    let other = names.activities(written, of: key)
    guard !other.isEmpty else { return nil }
    if key == "with" { return Demand(template: .notCoexistence, first: never, second: other) }
    let template = Self.ways[.notSuccession]?[way] ?? .notSuccession
    return key == "after"
      ? Demand(template: template, first: other, second: never)
      : Demand(template: template, first: never, second: other)
  }

  private func choice(_ value: Written, _ key: String, _ template: Template) -> Demand? {
    let items = value.table == nil ? [] : value.items(in: context.sources)
    guard items.count == 2, !value.hasNames else {
      context.findings.report(
        .wrongType(key, wanted: "a list of two events", found: value.phrase), at: value.site)
      return nil
    }
    let first = names.activities(items[0], of: key)
    let second = names.activities(items[1], of: key)
    guard !first.isEmpty, !second.isEmpty else { return nil }
    return Demand(template: template, first: first, second: second)
  }

  private func counted(
    _ subject: [ActivityTerm], _ value: Written, _ key: String, _ template: Template,
    _ range: ClosedRange<Int>
  ) -> Demand? {
    number(value, key, range).map { Demand(template: template, count: $0, first: subject) }
  }

  private func flag(_ value: Written, _ key: String, _ demand: Demand) -> Demand? {
    if case .yesNo(true) = value.value { return demand }
    context.findings.report(
      .wrongType(key, wanted: "true", found: value.phrase), at: value.site)
    return nil
  }

  private func number(_ value: Written, _ key: String, _ range: ClosedRange<Int>) -> Int? {
    if case .integer(let number) = value.value, range.contains(Int(number)) { return Int(number) }
    context.findings.report(
      .wrongType(
        key, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        found: value.phrase),
      at: value.site)
    return nil
  }

  /// What the sentence is about: the one thing without a key.
  private func subject(_ items: [Written], _ declaration: Declaration) -> [ActivityTerm]? {
    guard items.count == 1 else {
      context.findings.report(.process(.noSubject(declaration.title)), at: declaration.site)
      return nil
    }
    let subject = names.activities(items[0], of: declaration.word.name)
    return subject.isEmpty ? nil : subject
  }

  private func refuseItems(_ items: [Written], _ declaration: Declaration) {
    for item in items {
      context.findings.report(.strayItem(declaration.title, found: item.phrase), at: item.site)
    }
  }

  // MARK: What fits what

  /// Reports what means nothing beside a template.
  private func check(_ template: Template, _ table: TableReader) {
    let isPair = !template.isUnary && template != .choice && template != .exclusiveChoice
    let refused: [String] =
      switch template {
      case .initially, .endWith: ["within", "target_when", "same", "differ_in"]
      default: isPair ? [] : ["same", "differ_in"] + (template.isUnary ? ["target_when"] : [])
      }
    for key in refused {
      guard let entry = table.entry(key) else { continue }
      context.findings.report(
        .process(.meansNothing(key, template.title)), at: entry.keySite)
    }
  }

  /// Warns of an event on both sides of a demand that it then meets by itself.
  private func checkSides(_ demand: Demand, _ declaration: Declaration) {
    switch demand.template {
    case .response, .precedence, .succession, .respondedExistence, .coexistence: break
    default: return
    }
    guard let both = demand.first.first(where: { demand.second.contains($0) }) else { return }
    context.findings.report(
      .process(.answersItself("\"" + words([both]).joined() + "\"")), at: declaration.site)
  }

  private func words(_ terms: [ActivityTerm]) -> [String] {
    terms.map { term in
      switch term {
      case .event(let name): name
      case .enter(let state): ConstraintWording.entering(names.states[state])
      }
    }
  }
}
