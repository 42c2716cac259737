/// What a target does with the time of the clock whose place it takes, when priority, service or
/// provider change in mid-flight.
public enum OnChange: String, Sendable, Hashable, Codable, CaseIterable {
  /// The old clock's terms and time stay.
  case keep
  /// The new clock begins at nothing.
  case restart
  /// The new clock counts from the case's opening.
  case retroactive
  /// The new clock begins with the time that the old one used.
  case carryElapsed = "carry_elapsed"
}

/// What a target does when a case that was done is opened again.
public enum OnReopen: String, Sendable, Hashable, Codable, CaseIterable {
  /// The clock goes on; the time in between does not count.
  case resume
  /// Another clock begins, and the first keeps its result.
  case newCycle = "new_cycle"
  /// The clock begins again, and its first result counts no more.
  case restart
}
