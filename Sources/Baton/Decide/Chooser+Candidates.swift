import BatonModel

extension Chooser {
  /// Whom it may choose, in written order; of a rota those of its people to whom a request can go.
  func candidates(_ resolver: TargetResolver) -> [Target] {
    guard case .onCall(let rota) = self else { return candidates }
    return rota.people.compactMap { try? resolver.resolve($0).get() }
  }
}
