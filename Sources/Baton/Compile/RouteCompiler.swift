import BatonLua
import BatonModel

/// Turns routes, trees of routes and their outcomes into their compiled form.
struct RouteCompiler {
  let context: CompileContext

  private var heads: RuleHeadCompiler { RuleHeadCompiler(context: context) }

  /// A route, or the root of a tree, and the level at which it stands.
  func route(_ declaration: Declaration, levels: [String]) -> (route: RouteRule, level: String) {
    let table = TableReader(declaration, context.findings)
    let route = node(table, isRoot: true, labels: false, inherits: false)
    return (route, level(table, levels: levels))
  }

  private func node(
    _ table: TableReader, isRoot: Bool, labels inherited: Bool, inherits: Bool
  ) -> RouteRule {
    let declaration = table.declaration
    let labels = inherited || (table.yesNo("labels") ?? false)
    let head = heads.head(declaration, table)
    let condition = heads.condition(table, labels: labels)
    let outcome = table.value("to").flatMap { self.outcome($0) }
    if !table.has("to"), !inherits {
      context.findings.report(.routeToNobody(declaration.title), at: declaration.site)
    }
    let continues = table.yesNo("continue") ?? false
    if isRoot, let value = table.entry("continue") {
      context.findings.report(.onlyInTree("continue"), at: value.keySite)
    }
    if !isRoot {
      for key in ["level", "labels"] {
        if let entry = table.entry(key) {
          context.findings.report(
            .misplacedWord(key, "below the root of a tree"), at: entry.keySite)
        }
      }
    }
    table.finish()
    let children = declaration.children.map {
      node(
        TableReader($0, context.findings), isRoot: false, labels: labels,
        inherits: inherits || table.has("to"))
    }
    return RouteRule(
      head: head, condition: condition, outcome: outcome, children: children,
      continues: continues)
  }

  /// What `to` says.
  func outcome(_ written: Written) -> RouteOutcome? {
    switch written.value {
    case .function:
      return FunctionCompiler(context).reference(written, of: .request).map { .function($0) }
    case .record:
      return ChooserCompiler(context: context).chooser(written).map { .chooser($0) }
    default:
      return context.constants.target(written).map { .target($0) }
    }
  }

  /// The level a rule stands at, checked against the declared ones.
  func level(_ table: TableReader, levels: [String]) -> String {
    let fallback = levels.contains("global") ? "global" : levels.last ?? "global"
    guard let value = table.value("level"), let text = table.text("level") else { return fallback }
    if levels.contains(text) { return text }
    context.findings.report(
      .unknownLevel(text, levels: levels, nearest: NearestName.to(text, among: levels)),
      at: value.site)
    return fallback
  }
}
