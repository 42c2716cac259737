// The words for what can be wrong with rules: conditions, outcomes, tables, sources.

extension Problem {
  var conditionWording: Wording? {
    switch self {
    case .unknownField(let name, let kind, let nearest):
      Wording(
        "unknown-field", "a \(Self.plain(kind)) has no field \"\(name)\"",
        help: Self.suggestion(nearest)
          ?? "declare it: field \"\(name)\" { type = \"text\", of = \"\(kind)\" }")
    case .mixedTable:
      Wording(
        "mixed-table", "this table mixes names and list entries",
        help: "in `when`, only functions and any_of, all_of, not_any_of stand without a name")
    case .notACondition(let found):
      Wording(
        "not-a-condition", "\(found) is not a condition",
        help: "write a field and what it must be, as in kind = \"incident\"")
    case .noReference(let name, let type):
      Wording(
        "no-members", "\"\(name)\" is \(type): it has no fields of its own",
        help: "write \"\(name)\" = value")
    case .tooLarge(let limit):
      Wording(
        "too-large", "this grows beyond \(limit) parts when it is written out",
        help: "tables that are used in each other again and again multiply")
    case .priorityMatcher(let word, let instead):
      Wording(
        "priority-order", "`\(word)` is unclear for a priority, where 1 is the most urgent",
        help: "write \(instead)")
    case .matcherType(let word, let field, let type):
      Wording("matcher-type", "`\(word)` cannot test \"\(field)\", which takes \(type)")
    case .matcherArguments(let word, let example):
      Wording("matcher-arguments", "`\(word)` is not used right", help: "write \(example)")
    case .misplacedWord(let word, let place):
      Wording("misplaced-word", "`\(word)` has no meaning \(place)")
    case .emptyRange(let word):
      Wording("empty-range", "no value can satisfy this `\(word)`", help: "put the smaller first")
    case .badExpression(let text, let reason):
      Wording("bad-expression", "\"\(text)\" is not a regular expression: \(reason)")
    case .assignsCapture(let name):
      Wording(
        "assigns-outside",
        "this function changes \"\(name)\", which is declared outside it",
        help: "a rule's function may not remember anything: declare \"\(name)\" inside it")
    case .keepsState(let what):
      Wording(
        "keeps-state", "this function keeps \(what), which changes when it is used",
        help: "make it inside the function")
    case .functionField(let name, let nearest):
      Wording(
        "unknown-field", "a request has no field \"\(name)\"",
        help: Self.suggestion(nearest)
          ?? "declare it with `field`, or write request.attributes.\(name)")
    default: nil
    }
  }

  var ruleWording: Wording? {
    switch self {
    case .nobody(let name, let failure): Self.wording(name, failure)
    case .routeToNobody(let title):
      Wording(
        "route-to-nobody", "\(title) does not say where to",
        help: "add to = \"provider/group\"")
    case .noFallback(let doubt):
      Wording(
        "fallback-missing", "some requests may find no route: \(doubt.phrase)",
        help: "add at the end: route \"Everything else\" { to = \"provider/group\" }")
    case .unreachable(let title, let other):
      Wording(
        "unreachable", "\(title) is never reached: \(other) before it takes every request",
        help: "put it before, or give the other one a `when`")
    case .overridesNothing(let name, let word, let nearest):
      Wording(
        "overrides-nothing", "there is no \(word) \"\(name)\" to override",
        help: Self.suggestion(nearest))
    case .overridesOwnFile(let name):
      Wording(
        "overrides-own-file", "\"\(name)\" stands in the same file",
        help: "change it there; `overrides` is for rules of included files")
    case .unknownLevel(let name, let levels, let nearest):
      Wording(
        "unknown-level", "unknown level \"\(name)\"",
        help: Self.suggestion(nearest) ?? "the levels are " + Self.list(levels))
    case .advisoryOnly(let word):
      Wording(
        "advisory", "\(Self.a(word)) cannot be advisory",
        help: "\"advisory\" is for policies; use \"shadow\" to try a rule without effect")
    case .boundsConflict(let notBelow, let notAbove):
      Wording(
        "bounds-conflict",
        "not_below = \(notBelow) and not_above = \(notAbove) cannot both be met",
        help: "not_below wins")
    case .datesReversed:
      Wording("dates-reversed", "until_date is before from_date: the rule is never in force")
    case .onlyInTree(let key):
      Wording("only-in-tree", "\"\(key)\" has a meaning only inside a tree of routes")
    case .takesAll(let group):
      Wording(
        "no-limit", "first_free goes no further than \"\(group)\", which has no `wip_limit`",
        help: "say how much it takes at once, wip_limit = 12, or let it be the last")
    case .nobodySkilled(let skills):
      Wording(
        "nobody-skilled", "no group has the skills " + Self.list(skills),
        help: "add them to the `skills` of a group")
    case .needsMoreThan(let needs, let roles):
      Wording(
        "needs-too-many",
        "\(needs) approvals are needed, but only \(Self.count(roles, "role")) may approve")
    case .noOutcome(let title, let keys):
      Wording("no-outcome", "\(title) decides nothing", help: "add one of " + Self.list(keys))
    default: nil
    }
  }

  private static func wording(_ name: String, _ failure: TargetFailure) -> Wording {
    switch failure {
    case .unknown(let nearest):
      Wording(
        "route-to-nobody", "\"\(name)\" is no group, provider or receiver",
        help: suggestion(nearest) ?? "declare the provider and its group first")
    case .unknownGroup(let provider, let group, let nearest):
      Wording(
        "route-to-nobody", "provider \"\(provider)\" has no group \"\(group)\"",
        help: suggestion(nearest) ?? "add it to the groups of provider \"\(provider)\"")
    case .noDefault(let provider):
      Wording(
        "route-to-nobody", "provider \"\(provider)\" has no default group",
        help: "write \"\(provider)/group\", or give the provider a default")
    }
  }

  var tableWording: Wording? {
    switch self {
    case .tableSource(let title):
      Wording(
        "table-source", "\(title) needs rows",
        help: "write from = \"file.csv\", or columns = { … } and rows { … }")
    case .tableTwice(let title):
      Wording(
        "table-source", "\(title) has rows here and in a file",
        help: "write from = \"file.csv\", or columns and rows, not both")
    case .tableOutput(let name, let known):
      Wording(
        "table-output", "unknown output \"\(name)\"",
        help: "outputs are " + known.map { "\"-> \($0)\"" }.joined(separator: ", "))
    case .tableNoOutput:
      Wording(
        "table-output", "the table has no column \"-> to\"",
        help: "the columns after the conditions say where to")
    case .tableNoTarget(let row):
      Wording(
        "table-output", "row \(row) does not say where to",
        help: "write a group in its cell of \"-> to\"")
    case .tableRowWidth(let row, let found, let columns):
      Wording(
        "table-row",
        "row \(row) has \(Self.count(found, "cell")) for \(Self.count(columns, "column"))")
    case .cell(let row, let column, let reason):
      Wording("table-cell", "row \(row), column \"\(column)\": \(reason)")
    case .csv(let row, let reason):
      Wording("table-csv", "row \(row): \(reason)")
    case .datePattern(let pattern, let reason):
      Wording(
        "date-pattern", "\"\(pattern)\" is not a pattern of dates: \(reason)",
        help: "letters are Y m d H M S, as in \"d/m/Y H:M\"")
    case .mapping(let name, let wanted, let found):
      Wording("mapping", "\"\(name)\" takes \(wanted), found \(found)")
    default: nil
    }
  }
}

extension Problem.FallbackDoubt {
  /// What stands in the way, in words.
  var phrase: String {
    switch self {
    case .conditional: "there is no route without `when`"
    case .function(let title): "\(title) asks a function, which may name nobody"
    case .dated(let title): "\(title) is not in force on every day"
    case .shadow(let title): "\(title) is in shadow mode and decides nothing"
    case .limited(let title):
      "all whom \(title) may choose have a `wip_limit`, and may have reached it"
    }
  }
}
