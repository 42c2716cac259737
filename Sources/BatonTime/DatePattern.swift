/// How a source writes dates and times: "d/m/Y H:M".
///
/// The letters are `Y` (four digits), `m`, `d`, `H`, `M` and `S` (one or two digits each); all other
/// characters stand for themselves. A letter occurs once; `Y`, `m` and `d` are needed, `M` needs `H`
/// and `S` needs `M`.
public struct DatePattern: Sendable, Hashable {
  /// What is wrong with a pattern. The wording is in `TimeMessages.swift`.
  public enum Mistake: Error, Sendable, Hashable {
    case unknownLetter(Character)
    case repeatedLetter(Character)
    case missingLetter(Character)
  }

  private enum Element: Sendable, Hashable {
    case field(Character)
    case literal(Unicode.Scalar)
  }

  /// As it was written.
  public let text: String
  private let elements: [Element]
  private static let letters: [Character] = ["Y", "m", "d", "H", "M", "S"]

  /// Compiles a pattern.
  public init(_ pattern: String) throws(Mistake) {
    text = pattern
    var elements: [Element] = []
    var seen: Set<Character> = []
    for character in pattern {
      if Self.letters.contains(character) {
        if !seen.insert(character).inserted { throw .repeatedLetter(character) }
        elements.append(.field(character))
      } else if character.isLetter || character.isNumber, character != "T" {
        throw .unknownLetter(character)
      } else {
        for scalar in character.unicodeScalars {
          guard scalar.isASCII else { throw .unknownLetter(character) }
          elements.append(.literal(scalar))
        }
      }
    }
    for needed in ["Y", "m", "d"] as [Character] where !seen.contains(needed) {
      throw .missingLetter(needed)
    }
    if seen.contains("M"), !seen.contains("H") { throw .missingLetter("H") }
    if seen.contains("S"), !seen.contains("M") { throw .missingLetter("M") }
    self.elements = elements
  }

  /// The local time of a text, or nil if it is not written so or there is no such time. What the
  /// pattern lacks of the time is 0.
  public func parse(_ text: String) -> LocalDateTime? {
    var reader = DigitReader(text)
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    for element in elements {
      switch element {
      case .literal(let scalar):
        guard reader.take(scalar) else { return nil }
      case .field("Y"):
        guard let number = reader.number(digits: 4) else { return nil }
        year = number
      case .field(let letter):
        guard let number = reader.number(digits: 1, to: 2) else { return nil }
        switch letter {
        case "m": month = number
        case "d": day = number
        case "H": hour = number
        case "M": minute = number
        default: second = number
        }
      }
    }
    guard reader.isAtEnd, let date = CivilDate(year: year, month: month, day: day) else {
      return nil
    }
    return LocalDateTime(date: date, hour: hour, minute: minute, second: second)
  }
}
