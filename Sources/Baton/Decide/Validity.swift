import BatonTime

/// When a rule is in force: `from_date` and `until_date`, whole days in the rule base's time zone,
/// both inclusive, as instants, so that deciding compares two numbers and knows no calendar.
struct Validity: Sendable, Hashable {
  private let start: Instant?
  /// The first instant at which the rule is over.
  private let end: Instant?

  init(_ head: RuleHead, in zone: Zone) {
    start = head.from.map { zone.startOfDay($0) }
    end = head.until.map { zone.startOfDay($0.adding(days: 1)) }
  }

  var isAlways: Bool { start == nil && end == nil }

  /// The instants at which it changes whether the rule is in force.
  var turns: [Instant] { [start, end].compactMap(\.self) }

  /// Whether the rule is known to be in force then.
  func contains(_ instant: Instant?) -> Bool {
    guard let instant else { return isAlways }
    if let start, instant < start { return false }
    if let end, instant >= end { return false }
    return true
  }
}
