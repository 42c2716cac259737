import Baton
import BatonModel
import BatonTime

/// An event as a script says it: of which case, and when, which may depend on when the case opened.
struct ScriptedEvent: Sendable {
  let `case`: String
  let at: ScriptTime
  /// Its time is not worked out yet.
  private(set) var event: CaseEvent

  init(case: String, at: ScriptTime, _ event: consuming CaseEvent) {
    self.case = `case`
    self.at = at
    self.event = event
  }

  var name: String { event.name }
  var set: Members { event.set }

  /// Works out when it happened.
  mutating func place(openedAt opening: Instant) {
    event.at = at.instant(openedAt: opening)
  }
}

/// Reads events in their written form, as scripts and scenarios have them:
///
///     {"case":"R-1","at":"+2h","event":"assign","by":{"party":"acme","person":"u-17"},
///      "to":"acme/l3","set":{"state":"assigned"},"reason":"needs a database","id":"e-9"}
///
/// What is none of these members is a detail of the event. In a table, columns are named `by.party`
/// and `set.state`.
struct EventReader {
  let zone: Zone
  /// Reads a table's texts as the types of their fields.
  let typed: (Members) -> Request

  /// - Throws: what is wrong with it.
  func event(_ record: Members, isTabular: Bool) throws(SimulationFault) -> ScriptedEvent {
    guard let name = Self.text(record["case"]) else { throw .caseIsNoText }
    let members = isTabular ? nested(record) : record
    return ScriptedEvent(case: name, at: try time(members), try event(members))
  }

  func time(_ members: Members) throws(SimulationFault) -> ScriptTime {
    guard let said = members["at"] else { throw .noTime }
    if case .instant(let instant) = said { return .at(instant) }
    guard case .text(let text) = said, let time = ScriptTime(text, in: zone) else {
      throw .badTime(ValueWording.words(said))
    }
    return time
  }

  /// What an event says but for its time.
  func event(_ members: Members) throws(SimulationFault) -> CaseEvent {
    guard let said = members["event"] else { throw .noEvent }
    guard case .text(let name) = said, !name.isEmpty else { throw .wrong("event", "a text", said) }
    return CaseEvent(
      name, at: Instant(milliseconds: 0), by: try actor(members["by"]),
      set: try object(members["set"], "set"),
      reason: try optional(members["reason"], "reason"), details: details(members),
      id: try optional(members["id"], "id"))
  }

  /// What is none of an event's own members; mostly nothing.
  private func details(_ members: Members) -> Members {
    var details: [(String, Value?)] = []
    for (name, value) in members {
      switch name {
      case "case", "at", "event", "by", "set", "reason", "id": continue
      default: if let value { details.append((name, value)) }
      }
    }
    return details.isEmpty ? Members() : Members(details)
  }

  /// Who it was: a party's name, or an object.
  private func actor(_ value: Value?) throws(SimulationFault) -> CaseEvent.Actor? {
    switch value {
    case nil: return nil
    case .text("")?: return nil
    case .text(let party)?: return CaseEvent.Actor(party: Party(named: party))
    case .object(let members)?:
      for name in members.names {
        switch name {
        case "party", "group", "person", "role": continue
        default: throw .unknownActor(name)
        }
      }
      return CaseEvent.Actor(
        party: try optional(members["party"], "by.party").map { Party(named: $0) },
        group: try optional(members["group"], "by.group"),
        person: try optional(members["person"], "by.person"),
        role: try optional(members["role"], "by.role"))
    case let other?: throw .wrong("by", "a party, or an object with party and person", other)
    }
  }

  private func object(_ value: Value?, _ name: String) throws(SimulationFault) -> Members {
    switch value {
    case nil, .list([])?: return Members()
    case .object(let members)?: return members
    case let other?: throw .wrong(name, "names and values", other)
    }
  }

  private func optional(_ value: Value?, _ name: String) throws(SimulationFault) -> String? {
    // Exports are full of empty texts, which say nothing.
    guard let value, value != .text("") else { return nil }
    guard let text = Self.text(value) else { throw .wrong(name, "a text", value) }
    return text
  }

  /// A name that may have been written as a number.
  static func text(_ value: Value?) -> String? {
    switch value {
    case .text(let text)?: text.isEmpty ? nil : text
    case .integer(let number)?: String(number)
    default: nil
    }
  }

  /// A row with its dotted columns as objects; an empty cell says nothing.
  private func nested(_ row: Members) -> Members {
    var plain: [(String, Value?)] = []
    var by: [(String, Value?)] = []
    var set: [(String, Value?)] = []
    for (name, value) in row {
      guard let value else { continue }
      if name.hasPrefix("by.") {
        by.append((String(name.dropFirst(3)), value))
      } else if name.hasPrefix("set.") {
        set.append((String(name.dropFirst(4)), value))
      } else {
        plain.append((name, value))
      }
    }
    if !by.isEmpty { plain.append(("by", .object(Members(by)))) }
    if !set.isEmpty { plain.append(("set", .object(typed(Members(set)).members))) }
    return Members(plain)
  }
}
