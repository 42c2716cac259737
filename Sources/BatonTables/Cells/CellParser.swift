/// Reads cells of decision tables: S-FEEL unary tests and values (DMN 1.3, 7.3.2 and 9.1).
///
///     -                    anything
///     > 5, <= 10           a comparison
///     [1..3], ]1..3[       an interval; a bracket that is turned outwards leaves the end out
///     "UK", "IE"           any of these
///     not("UK"), null      anything else; missing
///     date("2026-01-01")   a day
///
/// A cell that is a computation, a name or a function is none, and says so.
struct CellParser {
  private let text: [Character]
  private var position = 0
  /// Whether a word without quotes is a value, as in sheets.
  private let takesWords: Bool

  private init(_ text: String, takesWords: Bool) {
    self.text = Array(text.trimmingBlanks)
    self.takesWords = takesWords
  }

  // MARK: Whole cells

  /// A test as DMN writes it.
  static func test(_ text: String) throws(CellFault) -> CellTest {
    var parser = CellParser(text, takesWords: false)
    return try parser.wholeTest()
  }

  /// A test as a sheet writes it: what does not begin like one is the value itself, commas included.
  static func sheetTest(_ text: String) throws(CellFault) -> CellTest {
    let trimmed = text.trimmingBlanks
    if !startsLikeTest(trimmed) { return .equals(.word(trimmed)) }
    var parser = CellParser(trimmed, takesWords: true)
    return try parser.wholeTest()
  }

  /// Values of a sheet with commas between them: `1, 5`.
  static func sheetList(_ text: String) throws(CellFault) -> CellTest {
    let comma = text.firstIndex(of: ",") ?? text.startIndex
    if let before = text[..<comma].last, let after = text[comma...].dropFirst().first,
      before.isNumber, after.isNumber
    {
      throw CellFault(
        "\"\(text)\" may be one number or several: write 1.5 for one, 1, 5 for two")
    }
    var parser = CellParser(text, takesWords: true)
    return try parser.wholeTest()
  }

  /// A value as DMN writes it; nil for an empty cell and `-`.
  static func value(_ text: String) throws(CellFault) -> TableLiteral? {
    let trimmed = text.trimmingBlanks
    if trimmed.isEmpty || trimmed == "-" { return nil }
    var parser = CellParser(trimmed, takesWords: false)
    let value = try parser.literal()
    try parser.end(of: "value")
    return value == .null ? nil : value
  }

  /// A value as a sheet writes it; nil for an empty cell.
  static func sheetValue(_ text: String) throws(CellFault) -> TableLiteral? {
    let trimmed = text.trimmingBlanks
    if trimmed.isEmpty { return nil }
    if trimmed.first != "\"" { return .word(trimmed) }
    var parser = CellParser(trimmed, takesWords: true)
    let value = try parser.literal()
    try parser.end(of: "value")
    return value
  }

  /// Values with commas between them, as allowed values are written; nil if they are no list of
  /// values, but ranges for example.
  static func values(_ text: String) -> [TableLiteral]? {
    var parser = CellParser(text, takesWords: false)
    guard let test = try? parser.wholeTest() else { return nil }
    switch test {
    case .equals(let literal): return [literal]
    case .any(let tests):
      let literals = tests.compactMap { test -> TableLiteral? in
        if case .equals(let literal) = test { literal } else { nil }
      }
      return literals.count == tests.count ? literals : nil
    default: return nil
    }
  }

  /// Whether a sheet's cell is a test and no plain value. The same rule as in CSV files of rules.
  static func startsLikeTest(_ text: String) -> Bool {
    guard let first = text.first else { return true }
    if text == "-" || first == "<" || first == ">" || first == "\"" { return true }
    if text.hasPrefix("not("), text.hasSuffix(")") { return true }
    // As FEEL makes values of texts, and as it writes that there is none.
    if text == "null" || text.hasPrefix("null,") { return true }
    if ["date(\"", "date and time(\"", "time(\"", "duration(\""].contains(where: text.hasPrefix) {
      return true
    }
    let isBracketed = "[(]".contains(first) && "])[".contains(text.last ?? " ")
    return isBracketed && text.contains("..")
  }

  // MARK: Tests

  private mutating func wholeTest() throws(CellFault) -> CellTest {
    if text.isEmpty || text == ["-"] { return .anything }
    let start = position
    if take("not") {
      skipBlanks()
      if take("(") {
        let inner = try tests()
        skipBlanks()
        guard take(")") else { throw CellFault("the bracket of not( is never closed") }
        try end(of: "test")
        return .not(inner)
      }
      position = start
    }
    let found = try tests()
    try end(of: "test")
    return found
  }

  private mutating func tests() throws(CellFault) -> CellTest {
    var found = [try test()]
    skipBlanks()
    while take(",") {
      found.append(try test())
      skipBlanks()
    }
    return found.count == 1 ? found[0] : .any(found)
  }

  private mutating func test() throws(CellFault) -> CellTest {
    skipBlanks()
    for comparison in [CellTest.Comparison.atMost, .atLeast, .below, .above]
    where take(comparison.rawValue) {
      return .compare(comparison, try literal())
    }
    if let current, "[(]".contains(current) { return try interval() }
    return .equals(try literal())
  }

  private mutating func interval() throws(CellFault) -> CellTest {
    let includesLower = text[position] == "["
    position += 1
    let lower = try literal()
    skipBlanks()
    guard take("..") else { throw CellFault("an interval needs \"..\", as in [1..3]") }
    let upper = try literal()
    skipBlanks()
    guard let current, "])[".contains(current) else {
      throw CellFault("the interval is never closed")
    }
    position += 1
    return .interval(
      lower, includesLower: includesLower, upper, includesUpper: current == "]")
  }

  // MARK: Values

  private mutating func literal() throws(CellFault) -> TableLiteral {
    skipBlanks()
    if current == "\"" { return .text(try quoted()) }
    if current == "@" {
      position += 1
      guard current == "\"" else { throw beyond() }
      return try instant(quoted())
    }
    let start = position
    let word = word()
    if word.isEmpty {
      throw isAtEnd ? CellFault("a value is missing") : beyond()
    }
    if let number = TableLiteral.numeral(word) { return number }
    switch word {
    case "true", "false": return .yesNo(word == "true")
    case "null": return .null
    case "date", "date and time", "time", "duration":
      skipBlanks()
      guard take("(") else { break }
      skipBlanks()
      if word == "time" || word == "duration" {
        throw CellFault("no field holds a \(word == "time" ? "time of day" : "duration")")
      }
      guard current == "\"" else { throw beyond() }
      let value = try instant(quoted())
      skipBlanks()
      guard take(")") else { throw CellFault("the bracket of \(word)( is never closed") }
      return value
    default: break
    }
    if takesWords { return .word(word) }
    position = start
    throw beyond()
  }

  private func instant(_ text: String) throws(CellFault) -> TableLiteral {
    if let instant = TableLiteral.dayOrTime(text) { return instant }
    if text.first == "P" || text.hasPrefix("-P") { throw CellFault("no field holds a duration") }
    throw CellFault("\"\(text)\" is no day and no time that fields hold")
  }

  private mutating func word() -> String {
    for name in ["date and time"] where take(name) { return name }
    var word = ""
    while let next = current, !next.isWhitespace, !",()[]\"".contains(next) {
      if next == ".", position + 1 < text.count, text[position + 1] == "." { break }
      word.append(next)
      position += 1
    }
    return word
  }

  private mutating func quoted() throws(CellFault) -> String {
    position += 1
    var found = String.UnicodeScalarView()
    while let next = current, next != "\"" {
      position += 1
      guard next == "\\", let escaped = current else {
        found.append(contentsOf: next.unicodeScalars)
        continue
      }
      position += 1
      switch escaped {
      case "n": found.append("\n")
      case "t": found.append("\t")
      case "r": found.append("\r")
      case "u", "U":
        let count = escaped == "u" ? 4 : 6
        let digits = String(text[position..<min(position + count, text.count)])
        guard digits.count == count, let code = UInt32(digits, radix: 16),
          let scalar = Unicode.Scalar(code)
        else { throw CellFault("\"\\\(escaped)\(digits)\" is no character") }
        position += count
        found.append(scalar)
      default: found.append(contentsOf: escaped.unicodeScalars)
      }
    }
    guard take("\"") else { throw CellFault("a text has no closing quote") }
    return String(found)
  }

  // MARK: Characters

  private var isAtEnd: Bool { position >= text.count }
  private var current: Character? { isAtEnd ? nil : text[position] }

  private mutating func skipBlanks() {
    while let current, current.isWhitespace { position += 1 }
  }

  private mutating func take(_ wanted: String) -> Bool {
    let wanted = Array(wanted)
    guard position + wanted.count <= text.count,
      Array(text[position..<position + wanted.count]) == wanted
    else { return false }
    position += wanted.count
    return true
  }

  private mutating func end(of what: String) throws(CellFault) {
    skipBlanks()
    if !isAtEnd {
      throw CellFault(
        "\"\(String(text[position...]))\" is left over: the cell is no S-FEEL \(what)")
    }
  }

  private func beyond() -> CellFault {
    CellFault("\"\(String(text))\" is more than an S-FEEL cell: only values can stand in it")
  }
}
