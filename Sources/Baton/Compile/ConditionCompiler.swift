import BatonLua
import BatonModel
import BatonSyntax

/// Turns `when`, as it was written, into a condition in normal form.
///
///     when = { kind = "incident",                       every name must hold
///              customer = { region = { "UK", "IE" } },  a nested table: the record referred to
///              any_of { { vip = true }, { major = true } },
///              function(request, its) … end }           functions last
///
/// What cannot be understood is reported and compiles to ``Condition/broken``: the load fails
/// anyway, and one mistake does not hide others.
struct ConditionCompiler {
  let context: CompileContext
  /// In a tree over labels every name is allowed and values are texts.
  var labels = false
  /// Whether the rule is about what follows a decision: then it may ask for the event.
  var seesEvent = false

  /// The condition of a rule; absent and empty match everything.
  func condition(_ written: Written?) -> Condition {
    guard let written else { return .always }
    if written.isEmptyTable {
      reportNils(written)
      return .always
    }
    return whole(written)
  }

  /// A condition over the whole request.
  private func whole(_ written: Written) -> Condition {
    guard context.allowance.spend(at: written, context) else { return .broken }
    switch written.value {
    case .function: return function(written, column: nil)
    case .record: return combination(written)
    case .table: return table(written, FieldPath.request)
    default:
      context.findings.report(.notACondition(written.phrase), at: written.site)
      return .broken
    }
  }

  private func combination(_ written: Written) -> Condition {
    guard let word = context.word(of: written), word.role == .condition else {
      context.findings.report(
        .misplacedWord(context.word(of: written)?.name ?? "", "as a whole condition"),
        at: written.site)
      return .broken
    }
    let parts = combined(written).map { whole($0) }
    if parts.isEmpty {
      context.findings.report(
        .matcherArguments(word.name, example: word.example), at: written.site)
      return .broken
    }
    switch word.name {
    case "any_of": return Self.any(parts)
    case "not_any_of": return .not(Self.any(parts))
    default: return Self.all(parts)
    }
  }

  /// The conditions given to `any_of { … }`, `any_of({…}, {…})`.
  private func combined(_ written: Written) -> [Written] {
    let arguments = written.arguments(in: context.sources)
    guard arguments.count == 1, let only = arguments.first, only.table != nil, !only.hasNames
    else { return arguments }
    return only.items(in: context.sources)
  }

  /// Names that must all hold, or a list of tables of which any must.
  private func table(_ written: Written, _ path: FieldPath) -> Condition {
    guard context.allowance.spend(at: written, context) else { return .broken }
    reportNils(written)
    let named = written.fieldsAsWritten(in: context.sources)
    let items = written.hasItems ? written.items(in: context.sources) : []
    let isWhole = path.kind == .request
    let alternatives = items.filter { $0.table != nil }
    if !alternatives.isEmpty {
      if !named.isEmpty || alternatives.count != items.count {
        context.findings.report(.mixedTable, at: alternatives[0].site)
        return .broken
      }
      return Self.any(items.map { table($0, path) })
    }
    var parts: [Condition] = []
    parts.reserveCapacity(named.count + items.count)
    for entry in named {
      guard let name = entry.name else {
        context.findings.report(.notACondition("a key that is not a name"), at: entry.keySite)
        continue
      }
      parts.append(field(name, entry, path))
    }
    for item in items {
      let isCondition = item.function != nil || context.word(of: item)?.role == .condition
      guard isWhole, isCondition else {
        context.findings.report(.notACondition(item.phrase), at: item.site)
        continue
      }
      parts.append(whole(item))
    }
    return Self.all(parts)
  }

  private func field(_ name: String, _ entry: Written.Entry, _ path: FieldPath) -> Condition {
    if labels { return label(name, entry.value) }
    if name == FieldTable.event, path.kind == .request, !seesEvent {
      context.findings.report(.time(.eventElsewhere), at: entry.keySite)
      return .broken
    }
    guard let subject = context.subjects.subject(name, at: path) else {
      if context.fields[path.kind, name] == nil {
        context.unknownField(name, of: path.kind, at: entry.keySite)
      }
      return .broken
    }
    return value(entry.value, subject)
  }

  private func label(_ name: String, _ written: Written) -> Condition {
    let field = FieldDefinition(name, .text, of: .request)
    let column = Column(root: .label(name), path: [], name: name, type: .text)
    return value(
      written, Subject(field: field, path: .request, column: column, name: name, isLabel: true))
  }

  /// What one field must be.
  func value(_ written: Written, _ subject: Subject) -> Condition {
    guard context.allowance.spend(at: written, context) else { return .broken }
    switch written.value {
    case .function:
      return function(written, column: subject.column(in: context.columns))
    case .record:
      return MatcherCompiler(conditions: self).condition(written, subject)
    case .table:
      return list(written, subject)
    default:
      return constant(written, subject).map { test(.equals($0), subject) } ?? .broken
    }
  }

  func constant(_ written: Written, _ subject: Subject) -> Value? {
    if subject.isLabel, case .integer(let number) = written.value { return .text(String(number)) }
    if seesEvent, subject.name == FieldTable.event { EventNames.check(written, context.findings) }
    let value = context.constants.value(written, as: subject.field.type, field: subject.name)
    if subject.name == "state", subject.path.kind == .request { checkState(written) }
    if subject.name == FieldTable.trustPeriod, case .text(let name)? = value,
      !context.trustNames.contains(name)
    {
      context.findings.report(
        .unknownName(
          "trust period", name, nearest: NearestName.to(name, among: context.trustNames)),
        at: written.site)
    }
    return value
  }

  /// Warns of a state that resembles one of a process. Of records without a process any text is one.
  private func checkState(_ written: Written) {
    let known = context.stateNames
    guard let name = written.text, !known.isEmpty, !known.contains(name),
      let nearest = NearestName.slip(of: name, among: known)
    else { return }
    context.findings.report(
      .process(.unlikelyState(name, nearest: nearest)), at: written.site)
  }

  func test(_ predicate: Predicate, _ subject: Subject) -> Condition {
    .test(FieldTest(column: subject.column(in: context.columns), predicate: predicate))
  }

  /// A list of values, or a table about the record referred to.
  private func list(_ written: Written, _ subject: Subject) -> Condition {
    if written.isEmptyTable {
      context.findings.report(.emptyList(subject.name), at: written.site)
      return .broken
    }
    let items = written.items(in: context.sources)
    if written.hasNames || items.contains(where: { $0.table != nil }) {
      guard let path = subject.path.into(subject.field, context.fields), !subject.isLabel else {
        context.findings.report(
          .noReference(subject.name, type: subject.field.type.phrase), at: written.site)
        return .broken
      }
      return table(written, path)
    }
    reportNils(written)
    if !written.isDense {
      context.findings.report(.listHasHole(subject.name), at: written.site)
    }
    return oneOf(items, subject)
  }

  /// Any of these values and matchers. Plain values become one set.
  func oneOf(_ items: [Written], _ subject: Subject) -> Condition {
    var values: Set<Value> = []
    var parts: [Condition] = []
    for item in items {
      switch item.value {
      case .record, .function: parts.append(value(item, subject))
      default:
        if let value = constant(item, subject) { values.insert(value) }
      }
    }
    if let only = values.first {
      let predicate: Predicate = values.count == 1 ? .equals(only) : .oneOf(values)
      parts.insert(test(predicate, subject), at: 0)
    }
    return parts.isEmpty ? .broken : Self.any(parts)
  }

  private func function(_ written: Written, column: Int?) -> Condition {
    guard
      let reference = FunctionCompiler(context, seesEvent: seesEvent).reference(
        written, of: column == nil ? .request : .value, column: column)
    else { return .broken }
    return .function(FunctionCondition(function: reference, column: column))
  }

  private func reportNils(_ written: Written) {
    for (name, site) in written.vanishedNames(in: context.sources) {
      context.findings.report(.valueIsNil(name), at: site)
    }
  }

  // MARK: Normal form

  /// Declared parts first, functions in written order after them; nested `all` flattened.
  static func all(_ parts: [Condition]) -> Condition {
    // What almost all rules are made of.
    if parts.count > 1, parts.allSatisfy({ if case .test = $0 { true } else { false } }) {
      return .all(parts)
    }
    var flat: [Condition] = []
    for part in parts {
      switch part {
      case .always: break
      case .all(let inner): flat += inner
      default: flat.append(part)
      }
    }
    let ordered = functionsLast(flat)
    return switch ordered.count {
    case 0: .always
    case 1: ordered[0]
    default: .all(ordered)
    }
  }

  private static func functionsLast(_ parts: [Condition]) -> [Condition] {
    guard parts.contains(where: \.callsFunctions) else { return parts }
    return parts.filter { !$0.callsFunctions } + parts.filter(\.callsFunctions)
  }

  static func any(_ parts: [Condition]) -> Condition {
    var flat: [Condition] = []
    for part in parts {
      switch part {
      case .always: return .always
      case .any(let inner): flat += inner
      default: flat.append(part)
      }
    }
    let ordered = functionsLast(flat)
    return ordered.count == 1 ? ordered[0] : .any(ordered)
  }
}
