import BatonModel

/// The values that cases have of one field, as flat as the field allows.
package enum FieldColumn: Sendable {
  /// NaN where there is none.
  case numbers([Double])
  /// Numbers of names.
  case names([UInt32])

  init(of type: FieldType?) {
    switch type {
    case .number?, .share?, .wholeNumber?, .priority?: self = .numbers([])
    default: self = .names([])
    }
  }

  mutating func append(_ value: Value?, _ table: inout NameTable) {
    switch self {
    case .numbers(var numbers):
      self = .names([])
      switch value {
      case .integer(let number)?: numbers.append(Double(number))
      case .number(let number)?: numbers.append(number)
      default: numbers.append(.nan)
      }
      self = .numbers(numbers)
    case .names(var names):
      self = .numbers([])
      names.append(value.map { table.number(of: CellText.of($0)) } ?? NameTable.none)
      self = .names(names)
    }
  }

  /// The number of a case; nil without one.
  func number(_ index: Int) -> Double? {
    guard case .numbers(let numbers) = self, !numbers[index].isNaN else { return nil }
    return numbers[index]
  }

  /// What a case has, as people read it; nil without a value.
  func text(_ index: Int, _ table: NameTable) -> String? {
    switch self {
    case .names(let names): table[names[index]]
    case .numbers(let numbers): numbers[index].isNaN ? nil : CellText.plain(numbers[index])
    }
  }
}

extension CellText {
  /// A number without a fraction where it has none.
  static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}
