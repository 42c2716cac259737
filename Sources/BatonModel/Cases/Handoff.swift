public import BatonTime

/// Who has a case: a party, and its unit as far as that is known.
public struct Holder: Sendable, Hashable, Codable {
  public var party: Party
  public var group: String?
  public var person: String?
  public var since: Instant

  public init(party: Party, group: String? = nil, person: String? = nil, since: Instant) {
    self.party = party
    self.group = group
    self.person = person
    self.since = since
  }

  /// `acme/payroll-desk`, or the party.
  public var unit: String { group.map { "\(party.name)/\($0)" } ?? party.name }
}

/// The handing over of a case from one party to another. Between offer and acceptance whoever
/// offered still has it.
public struct Handoff: Sendable, Hashable, Codable {
  public enum State: String, Sendable, Hashable, Codable {
    case offered, accepted, rejected
    /// Another offer took its place, or the case was done before.
    case withdrawn
  }

  /// Counted from 1 within the case.
  public var number: Int
  /// The rule that says what it needs; nil if none does.
  public var rule: String?
  public var from: Holder
  /// Who is to take it.
  public var to: Holder
  public var offeredAt: Instant
  public var state: State
  public var settledAt: Instant?
  /// The group that took it, where that is another than the one that it was offered to.
  public var takenBy: String?
  /// Why it was offered, or rejected.
  public var reason: String?
  /// Required fields that were missing when it was offered.
  public var missing: [String]
  /// By when the receiver was to acknowledge it.
  public var acknowledgeBy: Instant?
  public var acknowledgedAt: Instant?
  /// Whether nobody had by then: the receiver's breach.
  public var isLate: Bool
  /// Whether it goes back to a party that had the case shortly before.
  public var isBounce: Bool

  public init(number: Int, rule: String? = nil, from: Holder, to: Holder, offeredAt: Instant) {
    self.number = number
    self.rule = rule
    self.from = from
    self.to = to
    self.offeredAt = offeredAt
    state = .offered
    missing = []
    isLate = false
    isBounce = false
  }

  public var isOpen: Bool { state == .offered }
}
