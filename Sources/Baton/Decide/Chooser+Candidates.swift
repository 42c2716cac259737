import BatonModel

extension Chooser {
  /// Whom it may choose, in written order.
  func candidates(_ resolver: TargetResolver) -> [Target] {
    switch self {
    case .leastLoaded(let some), .roundRobin(let some), .skilled(let some, _), .first(let some): some
    case .limited(let chooser, _): chooser.candidates(resolver)
    case .weighted(let some): some.map(\.target)
    case .certified(let some, _, _): some.map(\.target)
    case .firstOpen(let some): some.map(\.target)
    case .best(let tradeoff): tradeoff.candidates
    case .onCall(let rota): rota.people.compactMap { try? resolver.resolve($0).get() }
    }
  }
}
