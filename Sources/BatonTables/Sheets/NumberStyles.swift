import BatonTime

/// Which styles of a workbook show a number as a day or a time, and which day that is.
struct NumberStyles {
  /// By the position of the cell's style.
  private var dates: [Bool] = []
  private var uses1904 = false

  init() {}

  init(_ styles: XMLElement?, uses1904: Bool) {
    self.uses1904 = uses1904
    let own = Dictionary(
      (styles?.child("numFmts")?.children("numFmt") ?? []).compactMap { format in
        format["numFmtId"].flatMap { Int($0) }.map { ($0, format["formatCode"] ?? "") }
      }, uniquingKeysWith: { first, _ in first })
    dates = (styles?.child("cellXfs")?.children("xf") ?? []).map { style in
      guard let id = style["numFmtId"].flatMap({ Int($0) }) else { return false }
      return own[id].map(Self.showsDate) ?? Self.builtIn.contains { $0.contains(id) }
    }
  }

  /// The formats that need not be declared (ECMA-376, 18.8.30), with those of East Asian editions.
  private static let builtIn = [14...22, 27...36, 45...47, 50...58]

  func isDate(_ style: Int) -> Bool { dates.indices.contains(style) && dates[style] }

  /// Whether a format has letters of days and times outside quotes and brackets.
  static func showsDate(_ code: String) -> Bool {
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\\", "_", "*": isEscaped = !isQuoted
      case "\"": isQuoted.toggle()
      case "[" where !isQuoted: isBracketed = true
      case "]" where !isQuoted: isBracketed = false
      case "y", "Y", "d", "D", "m", "M", "h", "H", "s", "S":
        if !isQuoted, !isBracketed { return true }
      default: break
      }
    }
    return false
  }

  /// A day, with a time of day where it has one; nil for a number that is none.
  func date(_ number: Double) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    var days = Int(number)
    var seconds = Int(((number - Double(days)) * 86_400).rounded())
    if seconds == 86_400 {
      days += 1
      seconds = 0
    }
    // Sheets that count from 1900 have a 29 February in it, so day 60 is none.
    if !uses1904 {
      if days == 0 || days == 60 { return nil }
      if days < 60 { days += 1 }
    }
    let epoch =
      uses1904 ? CivilDate(year: 1904, month: 1, day: 1) : CivilDate(year: 1899, month: 12, day: 30)
    guard let day = epoch?.adding(days: days) else { return nil }
    let date =
      Self.digits(day.year, 4) + "-" + Self.digits(day.month, 2) + "-" + Self.digits(day.day, 2)
    if seconds == 0 { return date }
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.digits($0, 2) }
    return date + "T" + time.joined(separator: ":")
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(count - text.count, 0)) + text
  }

  /// The shortest numeral of a number.
  static func numeral(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? String(number)
  }
}
