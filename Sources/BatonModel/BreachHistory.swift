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
/// keeps them passes it in, and the same history gives the same answers. Adding is O(1) at the end of
/// a subject's list, and asking O(breaches of that subject).
public struct BreachHistory: Sendable, Hashable {
  /// Whose requests a broken promise is remembered for.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    case customer, service, provider
  }

  private var customers: [String: [Breach]] = [:]
  private var services: [String: [Breach]] = [:]
  private var providers: [String: [Breach]] = [:]

  public init(_ breaches: some Sequence<Breach> = []) {
    for breach in breaches { add(breach) }
  }

  public mutating func add(_ breach: Breach) {
    if let name = breach.customer { customers[name, default: []].append(breach) }
    if let name = breach.service { services[name, default: []].append(breach) }
    if let name = breach.provider { providers[name, default: []].append(breach) }
  }

  public var isEmpty: Bool { customers.isEmpty && services.isEmpty && providers.isEmpty }

  /// Whether one of some agreements was broken before an instant, and not longer ago than that.
  package func hasBreach(
    of agreements: Set<String>, for subject: Subject, _ name: String, before now: Instant,
    within milliseconds: Int64
  ) -> Bool {
    let breaches =
      switch subject {
      case .customer: customers[name]
      case .service: services[name]
      case .provider: providers[name]
      }
    return breaches?.contains { breach in
      let passed = now.milliseconds.subtractingReportingOverflow(breach.at.milliseconds)
      return !passed.overflow && passed.partialValue > 0 && passed.partialValue <= milliseconds
        && agreements.contains(breach.agreement)
    } ?? false
  }
}
