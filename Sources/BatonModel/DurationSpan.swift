/// A length of time as a rule says it. Units are distinct: business time needs a calendar.
public struct DurationSpan: Sendable, Hashable {
  public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
    case seconds, minutes, hours, days
    case businessHours = "business_hours"
    case businessDays = "business_days"

    public var needsCalendar: Bool { self == .businessHours || self == .businessDays }
  }

  public var count: Double
  public var unit: Unit

  public init(_ count: Double, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// Elapsed seconds, nil for business time.
  public var elapsedSeconds: Double? {
    switch unit {
    case .seconds: count
    case .minutes: count * 60
    case .hours: count * 3600
    case .days: count * 86_400
    case .businessHours, .businessDays: nil
    }
  }

  /// Elapsed milliseconds to the nearest, at least one if there is any time; nil for business time.
  package var elapsedMilliseconds: Int64? {
    elapsedSeconds.map { $0 > 0 ? max(1, Int64(($0 * 1000).rounded())) : 0 }
  }

  /// As rules write it: `hours(4)`.
  package var words: String {
    let number = Int(exactly: count).map { String($0) } ?? String(count)
    return "\(unit.rawValue)(\(number))"
  }
}
