package import BatonModel

/// The route stage by itself, for measuring: requests are bound beforehand, and what is left is the
/// search for the first route that holds.
package struct RouteProbe {
  private let decider: Decider
  private var bound: [HeldFacts] = []
  private var evaluation = Evaluation(functions: LuaFunctions(nil))

  package init(_ engine: Engine) {
    decider = engine.decider
  }

  package mutating func bind(_ request: Request) {
    bound.append(HeldFacts(RequestBinder.bind(request, in: World(), to: decider.schema)))
  }

  package var count: Int { bound.count }

  /// Calls `body` with the rank of the first route that holds for each bound request in turn. Of
  /// references only the held facts' are counted.
  package mutating func forEachRank(_ body: (Int?) -> Void) {
    let matcher = decider.route.matcher
    for held in bound {
      // Each has facts of its own: nothing is remembered from one to the next.
      evaluation.begin(keepsAnswers: false)
      body(matcher.first(in: held.facts, &evaluation))
    }
  }

  /// The name of a route.
  package func name(ofRank rank: Int) -> String { decider.route.heads[rank].name }

  /// Builds the route stage's index once more.
  @inline(never)
  package func build() {
    let matcher = Matcher(decider.route.conditions, decider.schema)
    precondition(matcher.index.size == indexSize)
  }

  /// Bytes that the route stage's index takes.
  package var indexSize: Int { decider.route.matcher.index.size }
}
