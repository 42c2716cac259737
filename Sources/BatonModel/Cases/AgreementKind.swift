/// Between whom an agreement is.
public enum AgreementKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// With the customer.
  case sla
  /// With an internal provider, or between providers.
  case ola
  /// With an external provider.
  case underpinningContract = "underpinning_contract"
  /// With the customer, about what they experience.
  case xla
}
