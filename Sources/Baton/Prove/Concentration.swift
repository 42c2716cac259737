/// How many services there are, and how many of them hang on one provider.
package struct Concentration: Sendable, Hashable {
  package private(set) var services = 0
  package private(set) var withOneProvider = 0
  /// Of those, by the provider.
  package private(set) var byProvider: [String: Int] = [:]

  mutating func add(_ providers: Set<String>) {
    services += 1
    guard providers.count == 1, let provider = providers.first else { return }
    withOneProvider += 1
    byProvider[provider, default: 0] += 1
  }
}
