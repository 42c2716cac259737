package import BatonModel

/// The route stage by itself, for measuring: requests are bound beforehand, and what is left is the
/// search for the first route that holds.
package struct RouteProbe {
  /// A reference, so that looking at one request's facts does not copy them.
  private final class Bound {
    let facts: Facts

    init(_ facts: Facts) {
      self.facts = facts
    }
  }

  private let decider: Decider
  private var bound: [Bound] = []
  private var evaluation = Evaluation(functions: LuaFunctions(nil))

  package init(_ engine: Engine) {
    decider = engine.decider
  }

  package mutating func bind(_ request: Request) {
    bound.append(Bound(RequestBinder.bind(request, in: World(), to: decider.schema).facts))
  }

  package var count: Int { bound.count }

  /// The rank of the first route that holds for a bound request.
  @inline(never)
  package mutating func rank(of number: Int) -> Int? {
    decider.route.matcher.first(in: bound[number].facts, &evaluation)
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
