extension Simulation {
  /// What was counted while cases lived.
  package struct Count: Sendable {
    package var cases = 0
    package var events = 0
    package var unreadable = 0
    package var doubts = 0
    package var errors = 0
    /// Events behind the end of the simulated time.
    package var late = 0
    /// Records of cases that nobody asked for.
    package var skipped = 0
    /// Records that lie before one of another case that came first, where cases ask what others have open.
    package var disordered = 0

    /// Whether anything was wrong: not whether targets were kept.
    package var hasFindings: Bool { unreadable + errors > 0 }
  }
}

extension Simulation.Count {
  /// "2 cases, 17 events, 1 could not be used"
  package var words: String {
    var parts = [Plural.of(cases, "case"), Plural.of(events, "event")]
    if unreadable > 0 { parts.append("\(unreadable) could not be used") }
    if late > 0 { parts.append("\(late) after the end") }
    if disordered > 0 { parts.append("\(disordered) out of order") }
    if doubts > 0 { parts.append(Plural.of(doubts, "doubt")) }
    if errors > 0 { parts.append(Plural.of(errors, "error")) }
    return parts.joined(separator: ", ")
  }
}
