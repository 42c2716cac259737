import BatonModel

extension Engine {
  /// The routes and tables that can lead to a target, in the order in which they are tried; those of
  /// which a function says where they lead are not among them.
  package func routes(leadingTo target: String) -> [String] {
    decider.rules.routes.filter { entry in
      switch entry.kind {
      case .rule(let rule): rule.canLead(to: target)
      case .table(let table): table.rows.contains { $0.outcome.canLead(to: target) }
      }
    }.map(\.head.name)
  }
}

extension RouteRule {
  fileprivate func canLead(to target: String) -> Bool {
    outcome?.canLead(to: target) == true || children.contains { $0.canLead(to: target) }
  }
}

extension RouteOutcome {
  fileprivate func canLead(to target: String) -> Bool {
    switch self {
    case .target(let own): own.name == target
    case .chooser(let chooser): chooser.candidates.contains { $0.name == target }
    case .function: false
    }
  }
}
