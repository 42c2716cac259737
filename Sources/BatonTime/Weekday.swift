/// A day of the week, by the name that declarations use.
public enum Weekday: String, Sendable, Hashable, CaseIterable {
  case mon
  case tue
  case wed
  case thu
  case fri
  case sat
  case sun

  /// The days that a name in a declaration means: a day, `monday_to_friday` or `every_day`; nil for
  /// any other name.
  public static func days(named name: String) -> [Weekday]? {
    switch name {
    case "monday_to_friday": Array(allCases.prefix(5))
    case "every_day": allCases
    default: Weekday(rawValue: name).map { [$0] }
    }
  }

  /// All names that ``days(named:)`` knows.
  public static let names = allCases.map(\.rawValue) + ["monday_to_friday", "every_day"]
}
