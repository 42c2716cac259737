import BatonModel

extension Value {
  /// The number, for ordering and weighing.
  var asDouble: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
