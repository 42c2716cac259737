import ArgumentParser

/// How a workload's rules are said in Lua. The answers are the same in all forms but `stages`, where
/// other stages act before and after the routes.
enum RuleBaseForm: String, ExpressibleByArgument, CaseIterable {
  /// Every condition is declared.
  case declared
  /// As `declared`, with rules in all other stages: see ``OtherStages``.
  case stages
  /// Equalities are declared, ranges are plain functions.
  case mixed
  /// Every condition is one plain function.
  case functions
  /// The first condition is declared, and all others are in a function that must run in Lua.
  case opaque
}

extension Workload.Rule {
  /// A condition in both languages.
  private struct Term {
    let isRange: Bool
    let declared: String
    let lua: String
  }

  private var terms: [Term] {
    let texts = [("service", eq.service), ("kind", eq.kind), ("region", eq.region)]
    var equalities = texts.compactMap { name, value in value.map { (name, "\"\($0)\"") } }
    if let priority = eq.priority { equalities.append(("priority", String(priority))) }
    var terms = equalities.map { name, value in
      Term(
        isRange: false, declared: "\(name) = \(value)", lua: "request.\(name) == \(value)")
    }
    for (name, bounds) in [("risk", range.risk), ("users", range.users)] {
      guard let bounds, let lower = bounds[0] else { continue }
      let atLeast = "request.\(name) >= \(lower)"
      // Ranges are of whole numbers, so `[10, 30)` is `between(10, 29)`.
      let term =
        bounds[1].map {
          Term(
            isRange: true, declared: "\(name) = between(\(lower), \($0 - 1))",
            lua: "\(atLeast) and request.\(name) < \($0)")
        } ?? Term(isRange: true, declared: "\(name) = at_least(\(lower))", lua: atLeast)
      terms.append(term)
    }
    return terms
  }

  /// What the rule's `when` has in it; empty for a rule that holds always.
  func conditions(in form: RuleBaseForm) -> String {
    let terms = self.terms
    let isDeclared: (Int) -> Bool =
      switch form {
      case .declared, .stages: { _ in true }
      case .mixed: { !terms[$0].isRange }
      case .functions: { _ in false }
      case .opaque: { $0 == 0 }
      }
    var parts = terms.indices.filter(isDeclared).map { terms[$0].declared }
    let rest = terms.indices.filter { !isDeclared($0) }.map { terms[$0].lua }
      .joined(separator: " and ")
    if !rest.isEmpty {
      // A `while` costs Lua nothing and is no expression over fields.
      let body = form == .opaque ? "while true do return \(rest) end" : "return \(rest)"
      parts.append("function(request) \(body) end")
    }
    return parts.joined(separator: ", ")
  }
}
