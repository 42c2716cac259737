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
    let single = RuleCompiler(context: context)
    let routes = RouteCompiler(context: context)
    let tables = TableCompiler(context: context)
    var classify: [ClassifyRule] = []
    var priorities: [PriorityRule] = []
    var approvals: [ApprovalRule] = []
    var policies: [PolicyRule] = []
    var entries: [CompiledRoute] = []
    for rule in rules {
      context.allowance.renew()
      let before = findings.diagnostics.count
      switch rule.word.name {
      case "classify": classify.append(single.classify(rule))
      case "priority": priorities.append(single.priority(rule))
      case "approval": approvals.append(single.approval(rule))
      case "policy": policies.append(single.policy(rule))
      case "route":
        let entry = RouteEntry(
          kind: .rule(routes.route(rule)), level: routes.level(rule, levels: base.levels))
        entries.append(CompiledRoute(entry, rule, isSound: isSound(rule, since: before)))
      case "route_table":
        let entry = RouteEntry(
          kind: .table(tables.table(rule, folder: &folder)),
          level: routes.level(rule, levels: base.levels))
        entries.append(CompiledRoute(entry, rule, isSound: isSound(rule, since: before)))
      default: break
      }
    }
    let ordered = base.levels.flatMap { level in entries.filter { $0.entry.level == level } }
    checkFallback(ordered)
    checkBounds(priorities)
    return CompiledRuleBase(
      identity: base.identity, zone: base.zone, fields: base.fields, catalogue: base.catalogue,
      columns: context.columns.columns,
      matrix: PriorityMatrix(
        impact: base.matrix.impact, urgency: base.matrix.urgency,
        priorities: base.matrix.priorities, place: base.matrix.place),
      levels: base.levels, usesLevels: Set(entries.map(\.entry.level)).count > 1,
      classify: classify, priorities: priorities, routes: ordered.map(\.entry),
      approvals: approvals,
      policies: policies, functions: context.functions.all)
  }

  func sources() -> [SourceMapping] {
    base.declarations(of: "source").map { SourceCompiler(context: context).source($0) }
  }

  func scenarios() -> [Scenario] {
    base.declarations(of: "scenario").compactMap { declaration in
      context.allowance.renew()
      return ScenarioCompiler(context: context).scenario(declaration)
    }
  }

  private static let ruleWords: Set<String> = [
    "classify", "priority", "route", "route_table", "approval", "policy",
  ]

  /// Drops rules that another file's rule replaces.
  private func overridden(_ rules: [Declaration]) -> [Declaration] {
    var dropped: Set<Int> = []
    for rule in rules where Self.ruleWords.contains(rule.word.name) {
      guard let value = rule.body.entry("overrides", in: findings.sources)?.value else { continue }
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
    return rules.indices.filter { !dropped.contains($0) }.map { rules[$0] }
  }

  private func reportDuplicates(_ rules: [Declaration]) {
    var first: [String: Declaration] = [:]
    for rule in rules where rule.word.isNamed {
      // Routes and tables share one list of names, because decisions name them alike.
      let word = rule.word.name == "route_table" ? "route" : rule.word.name
      if let other = first["\(word) \(rule.name)"] {
        findings.report(
          .duplicateName(rule.title), at: rule.site,
          related: [(other.site, "it is declared first here")])
      } else {
        first["\(word) \(rule.name)"] = rule
      }
    }
  }

  /// A route and what it was made of.
  private struct CompiledRoute {
    let entry: RouteEntry
    let declaration: Declaration
    /// False when a mistake was found in it: what it matches is not known then.
    let isSound: Bool

    init(_ entry: RouteEntry, _ declaration: Declaration, isSound: Bool) {
      self.entry = entry
      self.declaration = declaration
      self.isSound = isSound
    }
  }

  private func isSound(_ rule: Declaration, since count: Int) -> Bool {
    findings.diagnostics.count == count
      && rule.body.vanishedNames(in: findings.sources).isEmpty
  }

  /// A route that always matches must exist, and nothing may stand after it.
  private func checkFallback(_ routes: [CompiledRoute]) {
    let deciding = routes.filter { $0.entry.head.mode != .shadow }
    guard let last = deciding.last ?? routes.last else { return }
    guard let index = deciding.firstIndex(where: { $0.isSound && isFallback($0.entry) }) else {
      // A mistake in what was meant as the fallback is reported already.
      if routes.contains(where: { !$0.isSound && matchesEverything($0.entry) }) { return }
      let nearly = routes.last { matchesEverything($0.entry) }
      findings.report(
        .noFallback(nearly.map { doubt(about: $0) } ?? .conditional),
        at: (nearly ?? last).declaration.site)
      return
    }
    let fallback = deciding[index].declaration
    for route in deciding[(index + 1)...] {
      findings.report(
        .unreachable(route.declaration.title, by: fallback.title), at: route.declaration.site,
        related: [(fallback.site, "this one takes every request")])
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
    if case .function = rule.outcome { return false }
    return rule.outcome != nil
  }

  private func matchesEverything(_ entry: RouteEntry) -> Bool {
    if case .rule(let rule) = entry.kind, case .always = rule.condition { true } else { false }
  }

  /// Why a route without `when` is no fallback all the same.
  private func doubt(about route: CompiledRoute) -> Problem.FallbackDoubt {
    if route.entry.head.mode == .shadow { return .shadow(route.declaration.title) }
    if case .rule(let rule) = route.entry.kind, case .function = rule.outcome {
      return .function(route.declaration.title)
    }
    return .dated(route.declaration.title)
  }
}
