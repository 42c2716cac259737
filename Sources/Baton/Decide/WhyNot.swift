package import BatonModel

/// Why a request was not decided as somebody expected: what could have led there, and by what it did
/// not.
package struct WhyNot: Sendable {
  /// What was expected.
  package enum Wanted: Sendable, Hashable {
    /// That it goes to a group or another receiver, by its name: `acme/payroll-l3`.
    case target(String)
    /// That it goes to some group of a provider.
    case provider(String)
    case priority(Int)
    /// That a rule decides something.
    case rule(String)
  }

  /// A rule, a row of a table or a node of a tree that could have led there.
  package struct Way: Sendable {
    package let rule: String
    package let place: Place
    package let obstacle: Obstacle
  }

  package enum Obstacle: Sendable {
    /// Conditions that failed.
    case failed([Verdict.FailedCondition])
    /// It holds, but another rule came before it.
    case outranked(by: String?)
    /// It decided, and chose another of its candidates.
    case choseOther
    case notInForce
    case shadow
    /// Nobody knows: a function was not asked, or raised an error.
    case open(String)
  }

  package let wanted: Wanted
  /// What was decided.
  package let decision: Decision
  /// Whether it was decided so.
  package let isSo: Bool
  /// Those that failed by the fewest conditions first; then in the order of the rules.
  package let ways: [Way]
  /// A smallest change of the request with which it is decided so; nil if none was found.
  package var change: SmallestChange?
  /// How many changed requests were decided, and up to how many fields at once were all of them.
  package var tried = 0
  package var exhausted = 0
}

/// A change of a request, and what is decided then.
package struct SmallestChange: Sendable {
  package struct Field: Sendable, Hashable {
    /// The path: `customer.region`.
    package let name: String
    package let before: Value?
    /// Nil where the value has to go.
    package let after: Value?
  }

  package let fields: [Field]
  package let decision: Decision
}

extension WhyNot.Wanted {
  /// Whether a decision is so.
  func holds(for decision: Decision) -> Bool {
    switch self {
    case .target(let name): decision.to?.name == name || decision.also.contains { $0.name == name }
    case .provider(let name):
      decision.to?.provider == name || decision.also.contains { $0.provider == name }
    case .priority(let priority): decision.priority == priority
    case .rule(let name): Self.rules(of: decision).contains(name)
    }
  }

  /// The last stage that it takes to know.
  var stage: Stage {
    switch self {
    case .target, .provider, .priority: .route
    case .rule: .policy
    }
  }

  private static func rules(of decision: Decision) -> Set<String> {
    var rules = Set(Stage.allCases.compactMap { decision.reason(of: $0)?.rule })
    rules.formUnion(decision.classified.map(\.reason.rule))
    rules.formUnion(decision.approvals.map(\.reason.rule))
    rules.formUnion(decision.policies.map(\.reason.rule))
    rules.formUnion(decision.targets.map(\.agreement.rule))
    rules.formUnion(decision.escalations.map(\.ladder.rule))
    if let plan = decision.plan { rules.insert(plan.reason.rule) }
    return rules
  }
}
