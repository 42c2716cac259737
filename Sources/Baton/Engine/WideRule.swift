package import BatonModel

/// A rule, row or node whose condition has so many alternatives that the index does not tell them
/// apart: it names the rule as a candidate more often than needed, and the condition is tested.
package struct WideRule: Sendable, Hashable {
  /// More alternatives than this.
  package static let limit = BoxCompiler.limit

  package let rule: String
  package let place: Place
}

extension Engine {
  /// In the order of the stages, and of the rules that decide in them.
  package var wideRules: [WideRule] {
    var rules: [WideRule] = []
    for stage in Stage.allCases { rules += Self.wide(decider.rules(of: stage)) }
    rules += Self.wide(decider.tables)
    for frozen in decider.decisionTables {
      rules += frozen.rows.wide.map { rank in
        let row = frozen.table.rows[rank]
        return WideRule(
          rule: "\(frozen.table.head.name), \(DecisionWording.row(row.number))", place: row.place)
      }
    }
    for route in decider.routes {
      switch route {
      case .plain: break
      case .tree(let node): rules += Self.wide(below: node)
      case .table(let frozen):
        rules += frozen.rows.wide.map { rank in
          let row = frozen.table.rows[rank]
          return WideRule(
            rule: "\(frozen.table.head.name), \(DecisionWording.row(row.number))",
            place: row.place)
        }
      }
    }
    return rules
  }

  private static func wide(below node: RouteNode) -> [WideRule] {
    wide(node.children) + node.nodes.flatMap { wide(below: $0) }
  }

  private static func wide(_ stage: StageRules) -> [WideRule] {
    stage.matcher.wide.map { WideRule(rule: stage.heads[$0].name, place: stage.heads[$0].place) }
  }
}
