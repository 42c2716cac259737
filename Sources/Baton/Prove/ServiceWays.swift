import BatonModel

/// The ways that work on a service may go: from provider to provider along what services depend on.
///
/// A case goes down one way until it is with whoever has the cause, so ways are not added up. Only
/// whole ways matter: on a part of one less time is used. Providers that follow themselves are one
/// station; the service integrator is none, for it hands nothing to itself.
struct ServiceWays {
  /// More ways than these are not told apart.
  static let most = 128

  private let catalogue: Catalogue
  private let integrators: Set<String>
  private var known: [String: [[String]]] = [:]

  init(_ catalogue: Catalogue, integrators: Set<String>) {
    self.catalogue = catalogue
    self.integrators = integrators
  }

  /// - Returns: nil if there are too many.
  mutating func ways(from service: String) -> [[String]]? {
    if let ways = known[service] { return ways }
    let record = catalogue.record(.service, service)
    var own: [String] = []
    if case .text(let provider)? = record?["provider"] { own = [provider] }
    var ways: [[String]] = []
    for next in record?.names("depends_on") ?? [] {
      guard let further = self.ways(from: next) else { return nil }
      for way in further {
        let way = stations(own + way)
        if !ways.contains(way) { ways.append(way) }
      }
      if ways.count > Self.most { return nil }
    }
    if ways.isEmpty { ways = [stations(own)] }
    known[service] = ways
    return ways
  }

  /// A way without the integrator, each provider once in a row.
  func stations(_ providers: [String]) -> [String] {
    var way: [String] = []
    for provider in providers where !integrators.contains(provider) && way.last != provider {
      way.append(provider)
    }
    return way
  }

  func subcontractors(of provider: String) -> [String] {
    catalogue.records(of: .provider)
      .filter { $0["subcontractor_of"] == .text(provider) }.map(\.name)
  }
}
