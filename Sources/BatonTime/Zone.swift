/// A time zone: how far its clocks are ahead of UTC at each instant.
///
/// Built once from the system's tz database and never changed: transitions in order, and the rule
/// for the time behind the last of them. Finding an offset is a binary search. Zones are equal if
/// their names are.
public struct Zone: Sendable {
  /// The name as it was asked for, "Europe/London".
  public let name: String
  /// The instants at which the offset changes, in seconds, rising.
  private let transitions: [Int64]
  /// The offset from each transition on, in seconds ahead of UTC.
  private let offsets: [Int]
  private let firstOffset: Int
  private let rule: ZoneRule?

  public static let utc = Zone(fixedOffset: 0, name: "UTC")

  /// A zone whose clocks never change, so many seconds ahead of UTC.
  public init(fixedOffset seconds: Int, name: String) {
    self.init(name: name, firstOffset: seconds, transitions: [], offsets: [], rule: nil)
  }

  init(
    name: String, firstOffset: Int, transitions: [Int64], offsets: [Int], rule: ZoneRule?
  ) {
    self.name = name
    self.firstOffset = firstOffset
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  /// How many seconds the zone's clocks are ahead of UTC at an instant.
  public func offset(at instant: Instant) -> Int { offset(atSecond: instant.seconds) }

  private func offset(atSecond second: Int64) -> Int {
    if let rule, second >= transitions.last ?? .min {
      let change = rule.changes(around: second).last { $0.at <= second }
      // A rule may begin in the middle of a year, where the last transition still holds.
      guard let change, change.at >= transitions.last ?? .min else {
        return offsets.last ?? change?.offset ?? firstOffset
      }
      return change.offset
    }
    let count = countOfTransitions(upTo: second)
    return count == 0 ? firstOffset : offsets[count - 1]
  }

  private func countOfTransitions(upTo second: Int64) -> Int {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What the zone's clocks show at an instant.
  public func local(at instant: Instant) -> LocalDateTime {
    LocalDateTime(instant, offsetSeconds: offset(at: instant))
  }

  /// Which of two instants is meant where clocks were put back and show a time twice.
  public enum Preference: Sendable {
    case earlier
    case later
  }

  /// The instant at which the zone's clocks show a time. A time that is skipped when clocks are put
  /// forward is the instant at which they are; one that occurs twice is as preferred.
  public func instant(of local: LocalDateTime, preferring preference: Preference) -> Instant {
    let wanted = local.instant(offsetSeconds: 0)
    let nearby = changes(around: wanted.seconds)
    if nearby.isEmpty { return local.instant(offsetSeconds: offset(at: wanted)) }
    var found: [Instant] = []
    for offset in Set(nearby.flatMap { [$0.before, $0.after] } + [offset(at: wanted)]) {
      let instant = local.instant(offsetSeconds: offset)
      if self.offset(at: instant) == offset { found.append(instant) }
    }
    if let first = found.min(), let last = found.max() {
      return preference == .earlier ? first : last
    }
    let skip = nearby.first { change in
      change.at + Int64(change.before) <= wanted.seconds
        && wanted.seconds < change.at + Int64(change.after)
    }
    return skip.map { Instant(seconds: $0.at) }
      ?? local.instant(offsetSeconds: offset(at: wanted))
  }

  /// The first instant of a day.
  public func startOfDay(_ date: CivilDate) -> Instant {
    instant(of: LocalDateTime(date: date), preferring: .earlier)
  }

  /// The last year whose changes the zone's rule does not say; in later years they repeat themselves
  /// with the days of the week.
  var lastIrregularYear: Int {
    transitions.last.map { LocalDateTime(Instant(seconds: $0), offsetSeconds: 0).date.year } ?? 1
  }

  /// Every change of offset within two days, which is more than any offset.
  private func changes(around second: Int64) -> [(at: Int64, before: Int, after: Int)] {
    let range = (second - 2 * 86_400)...(second + 2 * 86_400)
    let first = countOfTransitions(upTo: range.lowerBound - 1)
    var instants = Array(transitions[first..<countOfTransitions(upTo: range.upperBound)])
    if let rule, range.upperBound > transitions.last ?? .min {
      instants += rule.changes(around: second).map(\.at).filter {
        range.contains($0) && $0 > transitions.last ?? .min
      }
    }
    return instants.map { ($0, offset(atSecond: $0 - 1), offset(atSecond: $0)) }
  }
}

extension Zone: Hashable {
  public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
