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
}
