package import BatonTime

extension Simulation {
  /// How long a case's time goes on.
  package enum End: Sendable, Hashable {
    /// Until nothing more happens by itself.
    case never
    case at(Instant)
    /// Milliseconds after each case's opening.
    case sinceOpening(Int64)

    func instant(openedAt opening: Instant) -> Instant? {
      switch self {
      case .never: nil
      case .at(let instant): instant
      case .sinceOpening(let length): Instant(milliseconds: opening.milliseconds + length)
      }
    }
  }
}

extension Simulation.End {
  /// Reads an instant, which without an offset is in the zone, or a length such as `+2d`.
  package init?(_ text: String, in zone: Zone) {
    switch ScriptTime(text, in: zone) {
    case .at(let instant)?: self = .at(instant)
    case .sinceOpening(let length)?: self = .sinceOpening(length)
    case nil: return nil
    }
  }
}
