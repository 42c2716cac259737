import BatonModel
import BatonTime

/// Turns `process` with its parts into its compiled form.
///
/// States come first, because everything else names them; then what is said of events.
struct ProcessCompiler {
  let context: CompileContext

  func process(_ declaration: Declaration) -> ProcessRule {
    let table = TableReader(declaration, context.findings)
    let head = RuleHeadCompiler(context: context).head(declaration, table)
    let condition = ConditionCompiler(context: context).condition(table.value("of"))
    let owner = table.value("owner").flatMap {
      context.name($0, of: .role, field: "owner")
    }
    let activities = table.texts("activities")
    let names = ProcessNames(
      declaration, states: stateNames(table), activities: activities, context: context)
    let states = StateCompiler(context: context, names: names).states(table)
    let calendar = table.value("calendar").flatMap {
      context.name($0, of: .calendar, field: "calendar")
    }
    table.finish(allowsItems: true)
    checkItems(declaration)
    let parts = Parts(declaration, names, calendar, context)
    let responsibilities = ResponsibilityCompiler(context: context, names: names)
      .responsibilities(declaration)
    names.checkOnce()
    return ProcessRule(
      head: head, condition: condition, owner: owner, states: states, activities: activities,
      constraints: parts.constraints, limits: parts.limits, pairs: parts.pairs,
      invariants: parts.invariants,
      responsibilities: responsibilities,
      variations: parts.variations)
  }

  /// The names of the states, as written; a mistake in them is told where they are read.
  private func stateNames(_ table: TableReader) -> [String] {
    table.value("states").map { states in
      states.fieldsAsWritten(in: context.sources).compactMap(\.name)
    } ?? []
  }

  /// A process takes parts and `raci`, and nothing else without a name.
  private func checkItems(_ declaration: Declaration) {
    for item in declaration.body.items(in: context.sources) {
      if context.word(of: item)?.parent == declaration.word.name { continue }
      if item.record?.isDeclaration == true { continue }
      context.findings.report(.strayItem(declaration.title, found: item.phrase), at: item.site)
    }
  }

  /// The declarations inside a process, each name once for its word.
  private struct Parts {
    var constraints: [ConstraintRule] = []
    var limits: [ProcessLimit] = []
    var pairs: [PairRule] = []
    var invariants: [InvariantRule] = []
    var variations: [ProcessVariation] = []

    init(
      _ process: Declaration, _ names: ProcessNames, _ calendar: String?, _ context: CompileContext
    ) {
      var first: [String: Declaration] = [:]
      let compiler = ConstraintCompiler(context: context, names: names, calendar: calendar)
      let judged = ProcessRuleCompiler(context: context, names: names, calendar: calendar)
      for part in process.children {
        context.allowance.renew()
        // What is found is told by its name alone, so that all of these share their names.
        let key = part.word.name == "variation" ? "variation \(part.name)" : part.name
        if let other = first.updateValue(part, forKey: key) {
          first[key] = other
          context.findings.report(
            .duplicateName(part.title), at: part.site,
            related: [(other.site, "it is declared first here")])
          continue
        }
        switch part.word.name {
        case "constraint": compiler.constraint(part).map { constraints.append($0) }
        case "limit": judged.limit(part).map { limits.append($0) }
        case "four_eyes": pairs.append(judged.pair(part, key: "differ_in", mustBeEqual: false))
        case "same": pairs.append(judged.pair(part, key: "equal_in", mustBeEqual: true))
        case "invariant": invariants.append(judged.invariant(part))
        case "variation":
          let states = StateCompiler(context: context, names: names)
          variations.append(
            VariationCompiler(context: context, states: states)
              .variation(part, constraints: process.children.filter(\.isSkippable).map(\.name)))
        default: break
        }
      }
    }
  }
}

extension Declaration {
  /// Whether it is a rule of a process that a variation may suspend and a waiver may tolerate.
  var isSkippable: Bool {
    ["constraint", "limit", "four_eyes", "same", "invariant"].contains(word.name)
  }
}
