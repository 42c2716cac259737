import BatonModel
import BatonTime

/// A value in a cell of a decision table.
enum TableLiteral: Sendable, Hashable {
  /// A numeral that Lua, FEEL and spreadsheets read alike: `12`, `-0.5`, `1e6`.
  case number(String)
  case text(String)
  case yesNo(Bool)
  /// A day or a time in ISO 8601.
  case instant(String)
  case null
  /// A word without quotes, which means what the column's type makes of it. Only in sheets.
  case word(String)

  /// The numeral in one form, so that equal ones look alike; nil if it is none.
  static func numeral(_ text: some StringProtocol) -> TableLiteral? {
    var rest = text[...]
    var sign = ""
    if rest.first == "-" {
      sign = "-"
      rest.removeFirst()
    }
    func digits() -> String {
      let found = rest.prefix { $0.isASCII && $0.isNumber }
      rest.removeFirst(found.count)
      return String(found)
    }
    var whole = digits()
    var fraction = ""
    if rest.first == "." {
      rest.removeFirst()
      fraction = digits()
      if fraction.isEmpty { return nil }
    }
    if whole.isEmpty {
      if fraction.isEmpty { return nil }
      whole = "0"
    }
    var exponent = ""
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      exponent = "e"
      if rest.first == "-" || rest.first == "+" {
        if rest.removeFirst() == "-" { exponent += "-" }
      }
      let power = digits()
      if power.isEmpty { return nil }
      exponent += power
    }
    guard rest.isEmpty else { return nil }
    whole = String(whole.drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    while fraction.last == "0" { fraction.removeLast() }
    let numeral = sign + whole + (fraction.isEmpty ? "" : "." + fraction) + exponent
    return .number(numeral == "-0" ? "0" : numeral)
  }

  /// A day or a time; nil if there is none such.
  static func dayOrTime(_ text: String) -> TableLiteral? {
    ISO8601.parseTime(text) == nil ? nil : .instant(text)
  }

  /// The type that only this value can have; nil if it fits several or none.
  var type: FieldType? {
    switch self {
    case .number: .number
    case .text: .text
    case .yesNo: .yesNo
    case .instant: .instant
    case .null, .word: nil
    }
  }

  /// In words, as messages say it.
  var phrase: String {
    switch self {
    case .number(let numeral): numeral
    case .text(let text), .word(let text), .instant(let text): "\"\(text)\""
    case .yesNo(let yes): yes ? "true" : "false"
    case .null: "null"
    }
  }

  /// As the type has it; nil if it does not fit.
  func read(as type: FieldType) -> TableLiteral? {
    switch (type, self) {
    case (_, .null): self
    case (.number, .number), (.wholeNumber, .number), (.priority, .number): self
    case (.number, .word(let word)), (.wholeNumber, .word(let word)), (.priority, .word(let word)):
      Self.numeral(word)
    case (.yesNo, .yesNo): self
    case (.yesNo, .word(let word)):
      ["true": .yesNo(true), "yes": .yesNo(true), "false": .yesNo(false), "no": .yesNo(false)][
        word.lowercased()]
    case (.instant, .instant): self
    case (.instant, .word(let word)), (.instant, .text(let word)): Self.dayOrTime(word)
    case (.oneOf(let names), .text(let text)), (.oneOf(let names), .word(let text)):
      names.contains(text) ? .text(text) : nil
    case (.text, .text), (.reference, .text), (.list, .text), (.share, .text): self
    case (.text, .word(let word)), (.share, .word(let word)), (.reference, .word(let word)),
      (.list, .word(let word)):
      .text(word)
    default: nil
    }
  }

  /// Where it stands among others of its type; nil where there is no order.
  var order: Double? {
    switch self {
    case .number(let numeral): Double(numeral)
    case .instant(let text): ISO8601.parse(text).map { Double($0.instant.milliseconds) }
    case .text, .yesNo, .null, .word: nil
    }
  }
}
