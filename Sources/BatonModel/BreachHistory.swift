public import BatonTime

/// A promise that was not kept: to whom, about what, by whom.
public struct Breach: Sendable, Hashable, Codable {
  /// The agreement's name.
  public var agreement: String
  /// When its time was used up.
  public var at: Instant
  public var customer: String?
  public var service: String?
  /// Who had the case then, or was to acknowledge it; nil for the service integrator.
  public var provider: String?

  public init(
    agreement: String, at: Instant, customer: String? = nil, service: String? = nil,
    provider: String? = nil
  ) {
    self.agreement = agreement
    self.at = at
    self.customer = customer
    self.service = service
    self.provider = provider
  }
}

/// The promises that were not kept, as far as anybody still asks for them.
///
/// Part of the ``World``: neither deciding nor a case remembers what became of other cases, so whoever
/// keeps them passes it in, and the same history gives the same answers. Times are kept in order for each
/// subject and agreement: adding the latest is O(1), and asking O(agreements · log breaches).
public struct BreachHistory: Sendable, Hashable {
  /// Whose requests a broken promise is remembered for.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    case customer, service, provider
  }

  /// When each agreement was broken, in order, by name.
  private typealias Times = [String: [String: [Instant]]]
  private var customers: Times = [:]
  private var services: Times = [:]
  private var providers: Times = [:]

  public init(_ breaches: some Sequence<Breach> = []) {
    for breach in breaches { add(breach) }
  }

  public mutating func add(_ breach: Breach) {
    if let name = breach.customer { Self.add(breach, to: &customers[name, default: [:]]) }
    if let name = breach.service { Self.add(breach, to: &services[name, default: [:]]) }
    if let name = breach.provider { Self.add(breach, to: &providers[name, default: [:]]) }
  }

  private static func add(_ breach: Breach, to times: inout [String: [Instant]]) {
    let index = times[breach.agreement].map { firstIndex(in: $0, from: breach.at) } ?? 0
    times[breach.agreement, default: []].insert(breach.at, at: index)
  }

  public var isEmpty: Bool { customers.isEmpty && services.isEmpty && providers.isEmpty }

  /// Whether one of some agreements was broken before an instant, and not longer ago than that.
  package func hasBreach(
    of agreements: Set<String>, for subject: Subject, _ name: String, before now: Instant,
    within milliseconds: Int64
  ) -> Bool {
    let times =
      switch subject {
      case .customer: customers[name]
      case .service: services[name]
      case .provider: providers[name]
      }
    guard let times else { return false }
    return agreements.contains { agreement in
      guard let its = times[agreement] else { return false }
      let end = Self.firstIndex(in: its, from: now)
      guard end > 0 else { return false }
      // If the last before it lies too far back, all do.
      let passed = now.milliseconds.subtractingReportingOverflow(its[end - 1].milliseconds)
      return !passed.overflow && passed.partialValue <= milliseconds
    }
  }

  /// The first that does not lie before an instant; after the last if all do. What comes in order is
  /// found at once.
  private static func firstIndex(in times: [Instant], from instant: Instant) -> Int {
    guard let last = times.last, last >= instant else { return times.count }
    var low = 0
    var high = times.count - 1
    while low < high {
      let middle = low + (high - low) / 2
      if times[middle] < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
