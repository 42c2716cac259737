import BatonModel

/// How often each name and text stands in the files of a rule base, and where it is declared.
///
/// A quick reading, without a tree: names, and texts whole and between their slashes and points; tables
/// in CSV files cell by cell. What a function puts together from parts is not seen.
struct SourceWords {
  /// Declarations by the word before a text: `calendar "office"`.
  private(set) var declared: [String: [(name: String, place: Place)]] = [:]
  private var counts: [String: Int] = [:]
  private var files: Set<String> = []

  /// - Parameter main: the file with which the rule base begins; what it includes is read too.
  init(_ folder: RuleFolder, main: String) {
    var folder = folder
    var open = [main]
    while let file = open.popLast() {
      guard files.insert(file).inserted, let bytes = try? folder.text(file) else { continue }
      if file.hasSuffix(".csv") {
        addCells(bytes)
      } else {
        open += add(bytes, file)
      }
    }
  }

  func count(_ word: String) -> Int { counts[word] ?? 0 }

  private mutating func addCells(_ bytes: [UInt8]) {
    let signs = Set(",;\t\n\r\"".utf8)
    for cell in bytes.split(whereSeparator: { signs.contains($0) }) {
      note(String(decoding: cell, as: UTF8.self))
    }
  }

  private mutating func note(_ text: String) {
    // A column of a table names what it sets behind an arrow, and what it tests by its path.
    let text = TableSource.output(text) ?? text
    counts[text, default: 0] += 1
    for sign in ["/", "."] as [Character] where text.contains(sign) {
      for part in text.split(separator: sign) { counts[String(part), default: 0] += 1 }
    }
  }

  /// - Returns: the files that it names.
  private mutating func add(_ bytes: [UInt8], _ file: String) -> [String] {
    var named: [String] = []
    var reader = WordReader(bytes)
    var before = ""
    while let word = reader.next() {
      // `calendar "office"` declares one, `calendar = "office"` names it.
      if word.isBehindSign { before = "" }
      if word.isText {
        note(word.text)
        if before == "include" { named.append(RuleFolder.canonical(word.text)) }
        if word.text.hasSuffix(".csv") { named.append(word.text) }
        if !before.isEmpty {
          declared[before, default: []].append(
            (
              word.text,
              Place(
                file: file, line: word.line, column: word.column,
                length: word.text.unicodeScalars.count + 2)
            ))
        }
        before = ""
      } else {
        counts[word.text, default: 0] += 1
        before = word.text
      }
    }
    return named
  }
}

/// Goes from word to word of a Lua file: names and texts, comments passed over.
private struct WordReader {
  struct Word {
    let text: String
    let isText: Bool
    /// Whether a sign stands before it, other than an opening parenthesis.
    let isBehindSign: Bool
    let line: Int
    let column: Int
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var sawSign = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Word? {
    sawSign = false
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\n"):
        at += 1
        line += 1
        lineStart = at
      case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): skipComment()
      case UInt8(ascii: "\""), UInt8(ascii: "'"): return text(until: byte)
      case _ where Self.isLetter(byte):
        let start = at
        while at < bytes.count, Self.isLetter(bytes[at]) || (48...57).contains(bytes[at]) {
          at += 1
        }
        return word(start, start..<at, isText: false)
      default:
        if byte > 0x20, byte != UInt8(ascii: "(") { sawSign = true }
        at += 1
      }
    }
    return nil
  }

  private func peek(_ offset: Int) -> UInt8? {
    at + offset < bytes.count ? bytes[at + offset] : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }

  private func word(_ start: Int, _ range: Range<Int>, isText: Bool) -> Word {
    let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).unicodeScalars.count
    return Word(
      text: String(decoding: bytes[range], as: UTF8.self), isText: isText,
      isBehindSign: sawSign, line: line, column: column + 1)
  }

  private mutating func text(until quote: UInt8) -> Word {
    let start = at
    at += 1
    while at < bytes.count, bytes[at] != quote, bytes[at] != UInt8(ascii: "\n") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    let end = min(at, bytes.count)
    at = min(end + 1, bytes.count)
    return word(start, start + 1..<max(end, start + 1), isText: true)
  }

  private mutating func skipComment() {
    at += 2
    if peek(0) == UInt8(ascii: "["), peek(1) == UInt8(ascii: "[") {
      while at < bytes.count, !(bytes[at] == UInt8(ascii: "]") && peek(1) == UInt8(ascii: "]")) {
        if bytes[at] == UInt8(ascii: "\n") {
          line += 1
          lineStart = at + 1
        }
        at += 1
      }
      return
    }
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
  }
}
