public import BatonTime

extension Action {
  /// A group, and the swarm that it is asked to join, or has joined or left.
  public struct Swarm: Sendable, Hashable, Codable {
    public let rule: String
    public let coordinator: String
    /// Nil where the whole of it begins or ends.
    public let unit: String?

    package init(_ swarm: Case.Swarm, unit: String? = nil) {
      rule = swarm.rule
      coordinator = swarm.coordinator
      self.unit = unit
    }
  }

  public enum SwarmChange: String, Sendable, Hashable, Codable {
    case began, invited, joined, left, ended
  }

  /// Another record that is to be opened; if there is one under its id that is not closed, the case is
  /// to be linked to that.
  ///
  ///     if isOpen(followUp.id) == false { open(followUp.request) }
  ///     engine.advance(theirs, with: followUp.link(at: action.at), at: action.at)
  public struct FollowUp: Sendable, Hashable, Codable {
    /// Of the new record: the same for whatever belongs to the same record.
    public let id: String
    /// Its kind.
    public let opens: String
    /// The role that sees to it.
    public let ledBy: String?
    /// The case that leads to it.
    public let from: String
    /// The new record's members, beside its id.
    public let members: Members
    /// Who had the case or helped with it so far.
    public let units: [String]

    package init(
      id: String, opens: String, ledBy: String?, from: String, members: Members, units: [String]
    ) {
      self.id = id
      self.opens = opens
      self.ledBy = ledBy
      self.from = from
      self.members = members
      self.units = units
    }

    /// The request that opens the record.
    public func request(at instant: Instant) -> Request {
      Request(
        Members(
          [("id", .text(id))] + members.map { ($0.name, $0.value) }
            + [("opened_at", .instant(instant))]))
    }

    /// The event that tells the record which case belongs to it, and who works on that.
    public func link(at instant: Instant) -> CaseEvent {
      CaseEvent(
        CaseEvent.Name.link.rawValue, at: instant,
        details: Members([("record", .text(from)), ("units", .list(units.map { .text($0) }))]))
    }
  }
}
