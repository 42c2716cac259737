import BatonModel

extension DurationSpan.Unit {
  /// A hundred years: what is longer is a slip of the hand.
  var longest: Double {
    let days = 36_525.0
    return switch self {
    case .seconds: days * 86_400
    case .minutes: days * 1440
    case .hours, .businessHours: days * 24
    case .days, .businessDays: days
    }
  }
}
