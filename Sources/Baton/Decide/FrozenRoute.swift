import BatonModel
import BatonTime

/// One entry of the route stage with its inside frozen: a tree of routes or a table.
enum FrozenRoute: Sendable {
  case tree(RouteNode, level: String)
  case table(FrozenTable, level: String)

  init(_ entry: RouteEntry, in zone: Zone, _ schema: FactSchema) {
    switch entry.kind {
    case .rule(let rule): self = .tree(RouteNode(rule, in: zone, schema), level: entry.level)
    case .table(let table): self = .table(FrozenTable(table, schema), level: entry.level)
    }
  }

  var level: String {
    switch self {
    case .tree(_, let level), .table(_, let level): level
    }
  }

  var hasDates: Bool {
    if case .tree(let node, _) = self { node.hasDates } else { false }
  }
}

/// A route, or a node of a route tree, with its children ready to match.
struct RouteNode: Sendable {
  let head: RuleHead
  /// Nil: inherits from the node above.
  let outcome: RouteOutcome?
  let continues: Bool
  let children: StageRules
  let nodes: [RouteNode]

  init(_ rule: RouteRule, in zone: Zone, _ schema: FactSchema) {
    head = rule.head
    outcome = rule.outcome
    continues = rule.continues
    children = StageRules(.route, rule.children.map { ($0.head, $0.condition) }, in: zone, schema)
    nodes = rule.children.map { RouteNode($0, in: zone, schema) }
  }

  var hasDates: Bool { children.hasDates || nodes.contains(where: \.hasDates) }
}

/// A decision table whose rows are ready to match.
struct FrozenTable: Sendable {
  let table: RouteTable
  let rows: Matcher

  init(_ table: RouteTable, _ schema: FactSchema) {
    self.table = table
    rows = Matcher(table.rows.map(\.condition), schema)
  }
}
