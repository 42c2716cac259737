public import BatonTime

/// A stretch of a case's time that one party had, of one kind.
public struct Stretch: Sendable, Hashable, Codable {
  /// Where several hold, the first of them counts.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case customer, dispute
    case thirdParty = "third_party"
    case handoff
    case closedHours = "closed_hours"
    case waiting, working
    /// A log does not say. No case that an engine moves has such a time.
    case unknown
  }

  public var party: Party
  /// The unit within the party, as far as it is known.
  public var group: String?
  public var kind: Kind
  public var from: Instant

  public init(party: Party, group: String?, kind: Kind, from: Instant) {
    self.party = party
    self.group = group
    self.kind = kind
    self.from = from
  }
}
