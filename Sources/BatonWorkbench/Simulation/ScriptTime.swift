import BatonTime

/// When something in a script happens: at an instant, or so long after its case opened.
enum ScriptTime: Sendable, Hashable {
  case at(Instant)
  /// Milliseconds.
  case sinceOpening(Int64)

  /// Reads `2026-05-08T16:05:00+02:00`, which without an offset is in the zone, or `+2h`, `+1d 30m`.
  init?(_ text: String, in zone: Zone) {
    if let length = RelativeTime.parse(text) {
      self = .sinceOpening(length)
    } else if let parsed = ISO8601.parse(text, in: zone) {
      self = .at(parsed.instant)
    } else {
      return nil
    }
  }

  func instant(openedAt opening: Instant) -> Instant {
    switch self {
    case .at(let instant): instant
    case .sinceOpening(let length): Instant(milliseconds: opening.milliseconds + length)
    }
  }
}
