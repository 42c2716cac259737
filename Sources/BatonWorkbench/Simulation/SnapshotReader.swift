import BatonModel
import BatonTime

/// Turns the snapshots of a log, the same request again and again, into events.
///
/// A snapshot says how a request was at its `updated_at`; the event sets what differs from the
/// snapshot before. Its name is the first of these that fits:
///
/// | what differs | event |
/// |---|---|
/// | `state` is now `resolved` / `closed` / `cancelled` | `resolve` / `close` / `cancel` |
/// | `state` was one of these and is no longer | `reopen` |
/// | `provider` or `group` | `assign` |
/// | `pending_reason` has a value now | `pause` |
/// | `pending_reason` has none any more | `resume` |
/// | anything else | `change` |
///
/// Whoever the snapshot says has the request did it; an `assign` is done by those who had it before.
/// `change` is no news for the customer and stops no clock of itself.
struct SnapshotReader {
  /// Names that say when, not what.
  private static let untold: Set<String> = ["updated_at", "id", "opened_at"]
  private static let endings: [String: CaseEvent.Name] = [
    "resolved": .resolve, "closed": .close, "cancelled": .cancel,
  ]

  /// The event that leads from one snapshot to the next; nil if nothing differs.
  /// - Parameter instant: the later one's `updated_at`.
  static func event(from before: Members, to after: Members, at instant: Instant) -> CaseEvent? {
    var changes: [(String, Value?)] = []
    for name in after.names where !untold.contains(name) && before[name] != after[name] {
      changes.append((name, after[name]))
    }
    for name in before.names where !untold.contains(name) && !after.contains(name) {
      if before[name] != nil { changes.append((name, nil)) }
    }
    guard !changes.isEmpty else { return nil }
    let set = Members(changes)
    let name = name(of: set, from: before)
    var event = CaseEvent(name, at: instant)
    event.set = set
    let holder = name == CaseEvent.Name.assign.rawValue ? before : after
    if let party = party(of: holder) { event.by = CaseEvent.Actor(party: party) }
    return event
  }

  /// When a request was as a snapshot says; nil where it does not say.
  static func instant(of snapshot: Request, in zone: Zone) -> Instant? {
    switch snapshot.members["updated_at"] {
    case .instant(let instant)?: instant
    case .text(let text)?: ISO8601.parse(text, in: zone)?.instant
    default: nil
    }
  }

  private static func name(of set: Members, from before: Members) -> String {
    if set.contains("state") {
      let old = text(before["state"]).flatMap { endings[$0] }
      if let ending = text(set["state"]).flatMap({ endings[$0] }) { return ending.rawValue }
      if old != nil { return CaseEvent.Name.reopen.rawValue }
    }
    if set.contains("provider") || set.contains("group") {
      return CaseEvent.Name.assign.rawValue
    }
    if set.contains("pending_reason") {
      return set["pending_reason"] == nil
        ? CaseEvent.Name.resume.rawValue : CaseEvent.Name.pause.rawValue
    }
    return "change"
  }

  /// Who has the request, as a snapshot says: its provider, or that of its group.
  private static func party(of snapshot: Members) -> Party? {
    if let provider = text(snapshot["provider"]) { return Party(named: provider) }
    return text(snapshot["group"]).flatMap { Target.group(named: $0)?.provider }
      .map { Party(named: $0) }
  }

  private static func text(_ value: Value?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }
}
