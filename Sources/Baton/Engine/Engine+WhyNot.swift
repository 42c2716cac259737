package import BatonModel

// Why a request is not decided otherwise.
extension Engine {
  /// What somebody may expect of a decision, by its name: a priority such as `P1`, a group, a receiver,
  /// a provider, or a rule; nil if there is none of that name.
  package func wanted(_ name: String) -> WhyNot.Wanted? {
    let rules = decider.rules
    let digits = name.hasPrefix("P") || name.hasPrefix("p") ? name.dropFirst() : name[...]
    if let priority = Int(digits), priority > 0 { return .priority(priority) }
    if rules.catalogue.record(.provider, name) != nil { return .provider(name) }
    if (try? TargetResolver(rules.catalogue).resolve(name).get()) != nil { return .target(name) }
    return ruleNames.contains(name) ? .rule(name) : nil
  }

  /// The name that was probably meant.
  package func nearestWanted(to name: String) -> String? {
    let catalogue = decider.rules.catalogue
    let known =
      catalogue.names(of: .provider) + catalogue.names(of: .group) + catalogue.names(of: .role)
      + ruleNames
    return NearestName.to(name, among: known)
  }

  private var ruleNames: [String] {
    Stage.allCases.flatMap { decider.rules(of: $0).heads.map(\.name) }
      + decider.tables.heads.map(\.name)
  }

  /// Why a request is not decided as somebody expected, and a smallest change of it with which it is.
  /// Decides up to some ten thousand changed requests.
  package func whyNot(
    _ wanted: WhyNot.Wanted, _ request: Request, in world: World
  ) -> WhyNot {
    let (found, now) = workers.lend { run in
      run.bind(request, in: world)
      run.decide(in: world, explain: .full, through: wanted.stage)
      let decision = run.decision
      let now = run.now
      let explainer = ConditionExplainer(
        columns: decider.schema.columns, facts: run.facts.copy(),
        answers: run.evaluation.answers ?? [:], offset: run.outcome.offset)
      let isSo = wanted.holds(for: decision)
      let ways = isSo ? [] : WayFinder(decider, explainer, decision, now: now).ways(to: wanted)
      run.forget()
      return (WhyNot(wanted: wanted, decision: decision, isSo: isSo, ways: ways), now)
    }
    if found.isSo { return found }
    var changes = FieldChanges(decider.rules, request, now: now)
    changes.add(decider.rules.conditions(leadingTo: wanted))
    // The matrix asks for these, if no rule does.
    changes.add(slot: decider.schema.slots.impact)
    changes.add(slot: decider.schema.slots.urgency)
    changes.add(decider.rules.decidingConditions)
    var search = ChangeSearch(changes) { request in
      let decision = workers.lend { run in
        run.bind(request, in: world)
        run.decide(in: world, through: wanted.stage)
        let decision = run.decision
        run.forget()
        return decision
      }
      return wanted.holds(for: decision) ? decision : nil
    }
    var whyNot = found
    whyNot.change = search.search()
    whyNot.tried = search.tried
    whyNot.exhausted = search.exhausted
    return whyNot
  }
}

extension CompiledRuleBase {
  /// The conditions of rules that name what is wanted: those whose fields are worth changing first.
  fileprivate func conditions(leadingTo wanted: WhyNot.Wanted) -> [Condition] {
    let resolver = TargetResolver(catalogue)
    func leads(_ outcome: RouteOutcome?) -> Bool {
      let targets: [Target]
      switch outcome {
      case .target(let target)?: targets = [target]
      case .chooser(let chooser)?: targets = chooser.candidates(resolver)
      case .function?, nil: return false
      }
      switch wanted {
      case .target(let name): return targets.contains { $0.name == name }
      case .provider(let name): return targets.contains { $0.provider == name }
      case .priority, .rule: return false
      }
    }
    func conditions(_ rule: RouteRule) -> [Condition] {
      let below = rule.children.flatMap(conditions)
      return leads(rule.outcome) || !below.isEmpty ? [rule.condition] + below : []
    }
    switch wanted {
    case .priority: return priorities.map(\.condition)
    case .rule(let name): return allRules.filter { $0.head.name == name }.map(\.condition)
    case .target, .provider:
      return routes.flatMap { entry in
        switch entry.kind {
        case .rule(let rule): return conditions(rule)
        case .table(let table):
          let rows = table.rows.filter { leads($0.outcome) }.map(\.condition)
          return rows.isEmpty ? [] : [table.condition] + rows
        }
      }
    }
  }

  /// The conditions of the stages that decide where a request goes and how urgent it is.
  fileprivate var decidingConditions: [Condition] {
    func all(_ rule: RouteRule) -> [Condition] {
      [rule.condition] + rule.children.flatMap(all)
    }
    let routing = routes.flatMap { entry in
      switch entry.kind {
      case .rule(let rule): all(rule)
      case .table(let table): [table.condition] + table.rows.map(\.condition)
      }
    }
    let setting = tables.flatMap { [$0.condition] + $0.rows.map(\.condition) }
    return routing + priorities.map(\.condition) + classify.map(\.condition) + setting
  }

  private var allRules: [(head: RuleHead, condition: Condition)] {
    classify.map { ($0.head, $0.condition) }
      + tables.flatMap { table in
        [(table.head, table.condition)] + table.rows.map { (table.head, $0.condition) }
      }
      + priorities.map { ($0.head, $0.condition) } + routes.map { ($0.head, $0.condition) }
      + approvals.map { ($0.head, $0.condition) }
      + policies.flatMap { [($0.head, $0.condition), ($0.head, $0.violation)] }
      + plans.map { ($0.head, $0.condition) } + agreements.map { ($0.head, $0.condition) }
  }
}
