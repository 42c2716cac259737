import BatonModel

/// A cell of a decision table as DMN and spreadsheets write it: an S-FEEL unary test (DMN 1.3, 9.2).
///
///     -                     anything
///     > 5, <= 10            a comparison
///     [1..3], ]1..3[        an interval, brackets turned outwards exclude the end
///     not("UK")             anything else
///     "UK","IE"             one of these
///     < date("2026-01-01")  before that day begins
///     null                  no value
///
/// Anything that does not begin like a test is the plain value itself, commas included.
struct UnaryTest {
  enum Endpoint: Equatable, Sendable {
    /// Exactly as it is written, where 64 bits hold it.
    case number(Value)
    case text(String)
    case yesNo(Bool)
    /// A word that is no number and not quoted.
    case name(String)
    /// `null`
    case nothing
    /// `date("2026-01-01")`, and what else is made of a text.
    case made(Maker, String)
  }

  /// The words of S-FEEL that make a value of a text.
  enum Maker: String, Sendable, CaseIterable {
    case date
    case dateAndTime = "date and time"
    case time
    case duration
  }

  indirect enum Test: Equatable, Sendable {
    case anything
    case equals(Endpoint)
    case compare(Comparison, Endpoint)
    case interval(Endpoint, includesLower: Bool, Endpoint, includesUpper: Bool)
    case any([Test])
    case not(Test)
  }

  enum Comparison: String, Sendable {
    case below = "<"
    case atMost = "<="
    case above = ">"
    case atLeast = ">="
  }

  struct Fault: Error, Equatable {
    let reason: String
  }

  /// Whether a cell's text is a test rather than a plain value.
  static func isTest(_ text: String) -> Bool {
    let trimmed = text.trimmingSpaces
    guard let first = trimmed.first else { return true }
    if trimmed == "-" || first == "<" || first == ">" || first == "\"" { return true }
    if trimmed == "null" || trimmed.hasPrefix("null,") { return true }
    if Maker.allCases.contains(where: { trimmed.hasPrefix($0.rawValue + "(\"") }) { return true }
    if trimmed.hasPrefix("not("), trimmed.hasSuffix(")") { return true }
    let isBracketed = "[(]".contains(first) && "])[".contains(trimmed.last ?? " ")
    return isBracketed && trimmed.contains("..")
  }

  static func parse(_ text: String) throws(Fault) -> Test {
    var scanner = Scanner(text)
    let test = try scanner.tests()
    scanner.skipSpaces()
    if !scanner.isAtEnd { throw Fault(reason: "\"\(scanner.rest)\" is left over") }
    return test
  }

  private struct Scanner {
    private let characters: [Character]
    private var position = 0

    init(_ text: String) {
      characters = Array(text.trimmingSpaces)
    }

    var isAtEnd: Bool { position >= characters.count }
    var rest: String { String(characters[position...]) }
    private var current: Character? { isAtEnd ? nil : characters[position] }

    mutating func skipSpaces() {
      while let current, current.isWhitespace { position += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
      let wanted = Array(text)
      guard position + wanted.count <= characters.count,
        Array(characters[position..<position + wanted.count]) == wanted
      else { return false }
      position += wanted.count
      return true
    }

    mutating func tests() throws(Fault) -> Test {
      if isAtEnd || rest == "-" {
        position = characters.count
        return .anything
      }
      if take("not(") {
        let inner = try list()
        skipSpaces()
        guard take(")") else { throw Fault(reason: "the bracket of not( is never closed") }
        return .not(inner)
      }
      return try list()
    }

    private mutating func list() throws(Fault) -> Test {
      var tests = [try test()]
      skipSpaces()
      while take(",") {
        tests.append(try test())
        skipSpaces()
      }
      return tests.count == 1 ? tests[0] : .any(tests)
    }

    private mutating func test() throws(Fault) -> Test {
      skipSpaces()
      for comparison in [Comparison.atMost, .atLeast, .below, .above]
      where take(comparison.rawValue) {
        return .compare(comparison, try endpoint())
      }
      if let current, "[(]".contains(current) { return try interval() }
      return .equals(try endpoint())
    }

    private mutating func interval() throws(Fault) -> Test {
      let includesLower = characters[position] == "["
      position += 1
      let lower = try endpoint()
      skipSpaces()
      guard take("..") else { throw Fault(reason: "an interval needs \"..\", as in [1..3]") }
      let upper = try endpoint()
      skipSpaces()
      guard let current, "])[".contains(current) else {
        throw Fault(reason: "the interval is never closed")
      }
      position += 1
      return .interval(
        lower, includesLower: includesLower, upper, includesUpper: current == "]")
    }

    private mutating func endpoint() throws(Fault) -> Endpoint {
      skipSpaces()
      if take("\"") { return .text(try restOfText()) }
      for maker in Maker.allCases where take(maker.rawValue + "(") {
        skipSpaces()
        guard take("\"") else {
          throw Fault(reason: "\(maker.rawValue) takes a text, as in \(maker.example)")
        }
        let text = try restOfText()
        skipSpaces()
        guard take(")") else {
          throw Fault(reason: "the bracket of \(maker.rawValue)( is never closed")
        }
        return .made(maker, text)
      }
      var word = ""
      while let next = current, !next.isWhitespace, !",)]([".contains(next) {
        if next == ".", position + 1 < characters.count, characters[position + 1] == "." { break }
        word.append(next)
        position += 1
      }
      if word.isEmpty { throw Fault(reason: "a value is missing") }
      if word.first?.isLetter == false, let number = Value(numeral: word) {
        return .number(number)
      }
      if word == "true" || word == "false" { return .yesNo(word == "true") }
      return word == "null" ? .nothing : .name(word)
    }

    /// The text behind an opening quote, as far as the closing one.
    private mutating func restOfText() throws(Fault) -> String {
      var text = ""
      while let next = current, next != "\"" {
        position += 1
        guard next == "\\", let escaped = current else {
          text.append(next)
          continue
        }
        position += 1
        switch escaped {
        case "\"", "'", "\\": text.append(escaped)
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "u": text.append(try scalar(digits: 4))
        case "U": text.append(try scalar(digits: 6))
        // In front of anything else it is itself.
        default: text += ["\\", escaped]
        }
      }
      guard take("\"") else { throw Fault(reason: "a text has no closing quote") }
      return text
    }

    /// A character by the digits of its number.
    private mutating func scalar(digits: Int) throws(Fault) -> Character {
      let end = min(position + digits, characters.count)
      let number = String(characters[position..<end])
      guard number.count == digits, let code = UInt32(number, radix: 16),
        let scalar = Unicode.Scalar(code)
      else {
        throw Fault(reason: "\\u takes four digits of a character and \\U six, found \"\(number)\"")
      }
      position = end
      return Character(scalar)
    }
  }
}

extension UnaryTest.Maker {
  /// As it is written.
  var example: String {
    switch self {
    case .date: "date(\"2026-01-31\")"
    case .dateAndTime: "date and time(\"2026-01-31T09:00:00Z\")"
    case .time: "time(\"09:00:00\")"
    case .duration: "duration(\"P1D\")"
    }
  }
}

extension String {
  var trimmingSpaces: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
