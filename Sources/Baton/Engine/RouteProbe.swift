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

  /// The rank of the first route that holds for a bound request.
  @inline(never)
  package mutating func rank(of number: Int) -> Int? {
    Self.first(in: bound, number, decider, &evaluation)
  }

  /// Of all that is lent here only the held facts' references are counted.
  private static func first(
    in bound: [HeldFacts], _ number: Int, _ decider: Decider,
    _ evaluation: inout Evaluation<LuaFunctions>
  ) -> Int? {
    let bound = bound.span
    return decider.route.matcher.first(in: bound[number].facts, &evaluation)
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
