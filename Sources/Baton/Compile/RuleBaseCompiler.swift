import BatonLua
import BatonModel
import BatonTime

/// Turns a loaded rule base into the form that decides.
///
/// Order matters only here: routes are sorted by level (most specific first) and otherwise stay
/// as declared, and the check that every request finds a route looks at that order.
struct RuleBaseCompiler {
  private let base: RuleBase
  private let findings: Findings
  private let context: CompileContext

  init(_ base: RuleBase, findings: Findings) {
    self.base = base
    self.findings = findings
    context = CompileContext(base, findings: findings)
  }

  /// - Parameter folder: files that tables name are read from here and count in the hash.
  func compile(folder: inout RuleFolder) -> CompiledRuleBase {
    let rules = overridden(base.rules)
    reportDuplicates(rules)
    let rotas = rules.filter { $0.word.followsDecision && $0.word.name == "rota" }
      .map { RotaCompiler(context: context).rota($0) }
    context.declare(rotas)
    let single = RuleCompiler(context: context)
    let routes = RouteCompiler(context: context)
    let tables = TableCompiler(context: context)
    var classify: [ClassifyRule] = []
    var decisionTables: [DecisionTable] = []
    var priorities: [PriorityRule] = []
    var approvals: [ApprovalRule] = []
    var policies: [PolicyRule] = []
    var entries = RouteList(rules: rules)
    for (position, rule) in rules.enumerated() {
      context.allowance.renew()
      let before = findings.diagnostics.count
      switch rule.word.name {
      case "classify": classify.append(single.classify(rule))
      case "decision_table":
        decisionTables.append(
          DecisionTableCompiler(context: context).table(rule, folder: &folder))
      case "priority": priorities.append(single.priority(rule))
      case "approval": approvals.append(single.approval(rule))
      case "policy": policies.append(single.policy(rule))
      case "route":
        let (route, level) = routes.route(rule, levels: base.levels)
        entries.append(
          RouteEntry(kind: .rule(route), level: level), position,
          isSound: isSound(rule, since: before))
      case "route_table":
        let (table, level) = tables.table(rule, levels: base.levels, folder: &folder)
        entries.append(
          RouteEntry(kind: .table(table), level: level), position,
          isSound: isSound(rule, since: before))
      default: break
      }
    }
    let time = TimeRules(
      rules.filter { !ExperienceCompiler.isComposite($0, findings) }, levels: base.levels, context)
    let measured = MeasureRules(rules, context)
    let process = ProcessRules(rules, context)
    let usesLevels = entries.sort(by: base.levels)
    checkFallback(entries)
    checkBounds(priorities)
    return CompiledRuleBase(
      identity: base.identity, zone: base.zone, fields: base.fields, catalogue: base.catalogue,
      calendars: base.calendars, columns: context.columns.columns,
      matrix: PriorityMatrix(
        impact: base.matrix.impact, urgency: base.matrix.urgency,
        priorities: base.matrix.priorities, place: base.matrix.place),
      levels: base.levels, usesLevels: usesLevels,
      classify: classify, tables: decisionTables, priorities: priorities, routes: entries.entries,
      acceptances: AcceptanceReader(context: context).heads(rules),
      approvals: approvals,
      policies: policies, agreements: time.agreements, ladders: time.ladders, rotas: rotas,
      handoffs: time.handoffs, disputes: time.disputes, plans: time.plans,
      replies: time.replies, knowledge: time.knowledge, trusts: time.trusts,
      followUps: time.followUps, swarms: time.swarms,
      processes: process.processes,
      mappings: process.mappings, adaptations: process.adaptations, waivers: process.waivers,
      messages: MessageTermsCompiler(context: context).terms(base.rules),
      functions: context.functions.all,
      audiences: AudienceCompiler(context: context).audiences(base.rules),
      measures: measured.measures, surveys: measured.surveys,
      experiences: measured.experiences, credits: measured.credits)
  }

  func sources() -> [SourceMapping] {
    base.declarations(of: "source").map { SourceCompiler(context: context).source($0) }
  }

  /// - Parameter folder: files that tables of cases name are read from here.
  func scenarios(folder: inout RuleFolder) -> [Scenario] {
    let agreements = AgreementNames(base.rules)
    var scenarios: [Scenario] = []
    for declaration in base.rules where ["scenario", "cases"].contains(declaration.word.name) {
      context.allowance.renew()
      if declaration.word.name == "cases" {
        scenarios += CasesCompiler(context: context).scenarios(declaration, folder: &folder)
      } else if let scenario = ScenarioCompiler(context: context, agreements: agreements)
        .scenario(declaration)
      {
        scenarios.append(scenario)
      }
    }
    return scenarios
  }

  func goldens(folder: inout RuleFolder) -> [Golden] {
    base.declarations(of: "golden").compactMap { declaration in
      context.allowance.renew()
      return GoldenCompiler(context: context).golden(declaration, folder: &folder)
    }
  }

  /// - Parameter folder: logs that tests name are read from here.
  func logged(folder: inout RuleFolder) -> [LoggedCases] {
    let agreements = AgreementNames(base.rules)
    return base.declarations(of: "history").compactMap { declaration in
      context.allowance.renew()
      return LoggedCasesCompiler(context: context, agreements: agreements)
        .cases(declaration, folder: &folder)
    }
  }

  /// What must hold before the rules go live, and in the first weeks after.
  func gates() -> (goLive: Gate?, earlyLife: Gate?) {
    let gates = GateCompiler(context: context)
    return (
      gates.gate(base.declarations(of: Vocabulary.gate)),
      gates.gate(base.declarations(of: Vocabulary.earlyLife))
    )
  }

  /// Drops rules that another file's rule replaces.
  private func overridden(_ rules: [Declaration]) -> [Declaration] {
    var dropped: Set<Int> = []
    for rule in rules where rule.word.isRule {
      guard let value = TableReader(rule, findings).value("overrides") else { continue }
      guard let name = value.text else {
        findings.report(
          .wrongType("overrides", wanted: "the name of a rule", found: value.phrase),
          at: value.site)
        continue
      }
      let sameWord = rules.indices.filter { rules[$0].word.name == rule.word.name }
      guard
        let index = sameWord.first(where: {
          rules[$0].name == name && rules[$0].site.file != rule.site.file
        })
      else {
        if sameWord.contains(where: { rules[$0].name == name }) {
          findings.report(.overridesOwnFile(name), at: value.site)
        } else {
          findings.report(
            .overridesNothing(
              name, word: rule.word.name,
              nearest: NearestName.to(name, among: sameWord.map { rules[$0].name })),
            at: value.site)
        }
        continue
      }
      dropped.insert(index)
    }
    if dropped.isEmpty { return rules }
    return rules.indices.filter { !dropped.contains($0) }.map { rules[$0] }
  }

  private func reportDuplicates(_ rules: [Declaration]) {
    struct Named: Hashable {
      let word: ObjectIdentifier
      let name: String
    }
    var first: [Named: Declaration] = [:]
    first.reserveCapacity(rules.count)
    let route = Vocabulary.word("route")
    let classify = Vocabulary.word("classify")
    let agreement = Vocabulary.word(AgreementKind.sla.word)
    for rule in rules where rule.word.isNamed {
      // Rules and tables of a stage share one list of names, because decisions name them alike; so do
      // agreements, because others refer to them by name alone.
      var word = rule.word
      if word.name == "route_table" { word = route ?? word }
      if word.name == "decision_table" { word = classify ?? word }
      if AgreementNames.areDeclared(by: word) { word = agreement ?? word }
      // One look-up does for almost all: only a name that stands twice is put back.
      let named = Named(word: ObjectIdentifier(word), name: rule.name)
      guard let other = first.updateValue(rule, forKey: named) else { continue }
      first[named] = other
      findings.report(
        .duplicateName(rule.title), at: rule.site,
        related: [(other.site, "it is declared first here")])
    }
  }

  /// Routes in the order in which they are tried, with what they were made of.
  private struct RouteList {
    private(set) var entries: [RouteEntry] = []
    private let rules: [Declaration]
    private var positions: [Int] = []
    /// False when a mistake was found in it: what it matches is not known then.
    private(set) var isSound: [Bool] = []

    init(rules: [Declaration]) {
      self.rules = rules
      entries.reserveCapacity(rules.count)
    }

    func declaration(_ index: Int) -> Declaration { rules[positions[index]] }

    mutating func append(_ entry: RouteEntry, _ position: Int, isSound: Bool) {
      entries.append(entry)
      positions.append(position)
      self.isSound.append(isSound)
    }

    /// Puts the most specific level first; the order within a level stays.
    /// - Returns: whether there is more than one.
    mutating func sort(by levels: [String]) -> Bool {
      guard let first = entries.first?.level, entries.contains(where: { $0.level != first })
      else { return false }
      let order = levels.flatMap { level in entries.indices.filter { entries[$0].level == level } }
      entries = order.map { entries[$0] }
      positions = order.map { positions[$0] }
      isSound = order.map { isSound[$0] }
      return true
    }
  }

  private func isSound(_ rule: Declaration, since count: Int) -> Bool {
    findings.diagnostics.count == count
      && rule.body.vanishedNames(in: findings.sources).isEmpty
  }

  /// A route that always matches must exist, and nothing may stand after it.
  private func checkFallback(_ routes: RouteList) {
    let entries = routes.entries
    let decides = { (index: Int) in entries[index].head.mode != .shadow }
    guard let last = entries.indices.last(where: decides) ?? entries.indices.last else { return }
    guard
      let fallback = entries.indices.first(where: {
        decides($0) && routes.isSound[$0] && isFallback(entries[$0])
      })
    else {
      // A mistake in what was meant as the fallback is reported already.
      if entries.indices.contains(where: { !routes.isSound[$0] && matchesEverything(entries[$0]) })
      {
        return
      }
      let nearly = entries.indices.last { matchesEverything(entries[$0]) }
      let why = nearly.map { doubt(about: entries[$0], routes.declaration($0)) }
      findings.report(
        .noFallback(why ?? .conditional), at: routes.declaration(nearly ?? last).site)
      return
    }
    let title = routes.declaration(fallback).title
    for index in entries.indices where index > fallback && decides(index) {
      let route = routes.declaration(index)
      findings.report(
        .unreachable(route.title, by: title), at: route.site,
        related: [(routes.declaration(fallback).site, "this one takes every request")])
    }
  }

  /// Floors and caps that both hold for every request cannot both be met; the floor wins.
  private func checkBounds(_ rules: [PriorityRule]) {
    let general = rules.filter { rule in
      if case .always = rule.condition { rule.head.mode == .enforced } else { false }
    }
    for floor in general {
      guard let notBelow = floor.notBelow else { continue }
      for cap in general where cap.head.name != floor.head.name {
        guard let notAbove = cap.notAbove, notBelow < notAbove else { continue }
        findings.report(
          .boundsConflict(notBelow: notBelow, notAbove: notAbove), at: cap.head.place,
          related: [
            Diagnostic.Related(place: floor.head.place, message: "the floor is declared here")
          ])
      }
    }
  }

  private func isFallback(_ entry: RouteEntry) -> Bool {
    guard case .rule(let rule) = entry.kind, matchesEverything(entry),
      rule.head.from == nil, rule.head.until == nil
    else { return false }
    switch rule.outcome {
    case nil, .function: return false
    case .chooser(.limited(let chooser, let limits)):
      return Chooser.limited(chooser, limits: limits).alwaysChooses
    case .chooser, .target: return true
    }
  }

  private func matchesEverything(_ entry: RouteEntry) -> Bool {
    if case .rule(let rule) = entry.kind, case .always = rule.condition { true } else { false }
  }

  /// Why a route without `when` is no fallback all the same.
  private func doubt(
    about entry: RouteEntry, _ declaration: Declaration
  ) -> Problem.FallbackDoubt {
    if entry.head.mode == .shadow { return .shadow(declaration.title) }
    guard case .rule(let rule) = entry.kind, rule.head.from == nil, rule.head.until == nil else {
      return .dated(declaration.title)
    }
    switch rule.outcome {
    case .function: return .function(declaration.title)
    case .chooser(.limited): return .limited(declaration.title)
    default: break
    }
    return .dated(declaration.title)
  }
}
