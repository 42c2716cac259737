public import BatonTime

extension Case {
  /// Several groups that work on the case together. It changes nobody's accountability and no clock:
  /// whoever has the case still has it, and who helps never breaks a promise by that.
  public struct Swarm: Sendable, Hashable, Codable {
    public var rule: String
    /// The one role that brings them together.
    public var coordinator: String
    public var from: Instant
    public var until: Instant?
    /// In the order in which they were invited.
    public var members: [Member]
    /// Whether what brought it about has ceased to hold since it ended: it may come about again.
    public var hasLapsed: Bool

    package init(rule: String, coordinator: String, from: Instant) {
      self.rule = rule
      self.coordinator = coordinator
      self.from = from
      members = []
      hasLapsed = false
    }

    public var isActive: Bool { until == nil }

    /// One group, or a provider of which no group is known.
    public struct Member: Sendable, Hashable, Codable {
      /// `acme/l3`, or the party.
      public var unit: String
      public var party: Party
      /// Nil for one who came uninvited.
      public var invitedAt: Instant?
      public var joinedAt: Instant?
      public var leftAt: Instant?

      package init(unit: String, party: Party, invitedAt: Instant?) {
        self.unit = unit
        self.party = party
        self.invitedAt = invitedAt
      }

      public var isIn: Bool { joinedAt != nil && leftAt == nil }
    }
  }

  /// Another record that the case led to.
  public struct FollowUp: Sendable, Hashable, Codable {
    public var rule: String
    /// Of the new record.
    public var id: String
    /// Its kind.
    public var opens: String
    public var ledBy: String?
    public var at: Instant

    package init(rule: String, id: String, opens: String, ledBy: String?, at: Instant) {
      self.rule = rule
      self.id = id
      self.opens = opens
      self.ledBy = ledBy
      self.at = at
    }
  }

  /// Another record that led to the case.
  public struct Link: Sendable, Hashable, Codable {
    /// The other record's id.
    public var record: String
    public var at: Instant
    /// Who had it or helped with it.
    public var units: [String]

    package init(record: String, at: Instant, units: [String]) {
      self.record = record
      self.at = at
      self.units = units
    }
  }

  /// The swarm that works on the case now; there is one at most, for two would have two coordinators.
  public var swarm: Swarm? { swarms.last.flatMap { $0.isActive ? $0 : nil } }
}
