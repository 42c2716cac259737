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

  /// What a numeral says; nil for another text. A whole number of 64 bits is exact.
  init?(numeral text: String) {
    if let number = Int(text) {
      self = .integer(number)
    } else if let number = Double(text), number.isFinite {
      self.init(number)
    } else {
      return nil
    }
  }

  /// A number in digits.
  var numeral: String {
    switch self {
    case .integer(let number): String(number)
    case .number(let number): String(number)
    default: ""
    }
  }
}
