public import BatonTime

/// A part of a case's time: whose it was, and of what kind. The spans of a case have no gaps and do
/// not overlap, so they sum to its time exactly.
public struct CaseSpan: Sendable, Hashable, Codable {
  public let party: Party
  /// The unit within the party, as far as it is known.
  public let group: String?
  public let kind: Stretch.Kind
  public let from: Instant
  public let until: Instant

  public init(party: Party, group: String?, kind: Stretch.Kind, from: Instant, until: Instant) {
    self.party = party
    self.group = group
    self.kind = kind
    self.from = from
    self.until = until
  }

  public var milliseconds: Int64 { until.milliseconds - from.milliseconds }
}
