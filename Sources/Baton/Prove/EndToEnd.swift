package import BatonModel

/// What a service gives and costs from end to end: its own part, and the parts of all that it stands on,
/// each once.
///
/// How often parts fail at the same time nobody knows, so availability is told as bounds that hold
/// whatever they do: it is worst if they fail one after another, and best if they fail together. Parts of
/// which nothing is declared are named, and are never taken as always there or as free.
package struct EndToEnd: Sendable, Hashable {
  /// A service's own part.
  package struct Part: Sendable, Hashable {
    package let service: String
    package let provider: String?
    /// Nil if nothing is declared.
    package let availability: Share?
    package let monthlyCost: Double?
    package let place: Place?

    init(_ record: CatalogueRecord) {
      service = record.name
      provider =
        if case .text(let name)? = record["provider"] { name } else { nil }
      availability = Share(record[FieldTable.availability])
      monthlyCost = record[FieldTable.monthlyCost]?.asDouble
      place = record.place
    }
  }

  /// What customers are promised; nil if nothing is.
  package let promised: Share?
  /// The service itself first.
  package let parts: [Part]

  /// - Parameter chain: the service and what it stands on.
  init(_ chain: [CatalogueRecord]) {
    promised = chain.first.flatMap { Share($0[FieldTable.promisedAvailability]) }
    parts = chain.map { Part($0) }
  }

  /// Whether anything of it is declared.
  package var isKnown: Bool {
    promised != nil || parts.contains { $0.availability != nil || $0.monthlyCost != nil }
  }

  // MARK: Availability

  /// Parts that say nothing of their availability.
  package var withoutAvailability: [String] {
    parts.filter { $0.availability == nil }.map(\.service)
  }

  /// What is surely kept if every part keeps its own: they fail one after another. Nil while a part says
  /// nothing, because then nothing is sure.
  package var atLeast: Share? { withoutAvailability.isEmpty ? leftByDeclared : nil }

  /// What the parts that say something leave: no more than that is sure.
  package var leftByDeclared: Share {
    let lost = parts.reduce(0) { sum, part in
      sum + (part.availability.map { Share.wholeBillionths - $0.billionths } ?? 0)
    }
    return Share(billionths: Share.wholeBillionths - lost)
  }

  /// What cannot be exceeded while every part gives just its own: they fail together. Nil if no part says
  /// anything.
  package var atMost: Share? { parts.compactMap(\.availability).min() }

  /// What there would be if the failures of the parts had nothing to do with each other, to the nearest
  /// billionth; nil while a part says nothing.
  package var ifIndependent: Share? {
    guard withoutAvailability.isEmpty else { return nil }
    let product = parts.reduce(1) { $0 * ($1.availability?.part ?? 1) }
    return Share(billionths: Int((product * Double(Share.wholeBillionths)).rounded()))
  }

  // MARK: Cost

  /// Parts that say nothing of their cost.
  package var withoutCost: [String] { parts.filter { $0.monthlyCost == nil }.map(\.service) }

  /// What the parts that say something cost together in a month; nil if none does.
  package var monthlyCost: Double? {
    let known = parts.compactMap(\.monthlyCost)
    if known.isEmpty { return nil }
    let sum = known.reduce(0, +)
    // Amounts are decimals, and their sum is read as one.
    return sum < 1e9 ? (sum * 1e6).rounded() / 1e6 : sum
  }
}

extension EndToEnd {
  /// - Parameter service: a declared one; O(services and ways that it reaches).
  init(of service: String, in catalogue: Catalogue) {
    let names = ServiceGraph(catalogue).parts(of: service)
    self.init(names.compactMap { catalogue.record(.service, $0) })
  }
}
