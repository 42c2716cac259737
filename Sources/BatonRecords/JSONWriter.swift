package import BatonModel
package import BatonTime

/// Writes compact JSON onto the end of an array of bytes.
///
/// Commas and colons come by themselves. Whoever calls it balances `begin` and `end` and writes a
/// name before each value of an object; there is no check of that.
///
///     var json = JSONWriter()
///     json.beginObject()
///     json.name("request")
///     json.text("R-1")
///     json.endObject()            // {"request":"R-1"}
package struct JSONWriter: Sendable {
  package var bytes: [UInt8]
  private var needsComma = false

  package init(appendingTo bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  package mutating func beginList() { begin(UInt8(ascii: "[")) }
  package mutating func endList() { end(UInt8(ascii: "]")) }

  /// The name of the member whose value comes next.
  package mutating func name(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// The same for a name that is known when this is built, and needs no escapes.
  package mutating func name(plain name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(name)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func text(_ text: String) {
    separate()
    quote(text)
  }

  /// A text that is known when this is built, and needs no escapes.
  package mutating func text(plain text: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// An instant as ISO 8601 text.
  package mutating func instant(_ instant: Instant, offsetSeconds: Int) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    ISO8601.append(instant, offsetSeconds: offsetSeconds, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func integer(_ integer: Int) {
    separate()
    append(digits: integer)
  }

  /// The shortest form that reads back as the same number; an integral one has no fraction. What
  /// JSON cannot say (NaN, infinity) becomes null.
  package mutating func number(_ number: Double) {
    guard number.isFinite else { return null() }
    if case .integer(let integer) = Value(number) { return self.integer(integer) }
    separate()
    let text = number.description
    bytes.append(contentsOf: text.utf8.dropLast(text.hasSuffix(".0") ? 2 : 0))
  }

  package mutating func yesNo(_ yesNo: Bool) {
    separate()
    append(yesNo ? "true" : "false")
  }

  package mutating func null() {
    separate()
    append("null")
  }

  /// Any value; an instant as ISO 8601 text in UTC, a missing one as null.
  package mutating func value(_ value: Value?) {
    switch value {
    case .text(let text): self.text(text)
    case .integer(let integer): self.integer(integer)
    case .number(let number): self.number(number)
    case .yesNo(let yesNo): self.yesNo(yesNo)
    case .instant(let instant): self.instant(instant, offsetSeconds: 0)
    case .list(let values):
      beginList()
      for value in values { self.value(value) }
      endList()
    case .object(let members):
      beginObject()
      for (name, value) in members {
        self.name(name)
        self.value(value)
      }
      endObject()
    case nil: null()
    }
  }

  /// A prepared value, or one or several prepared members with their names.
  package mutating func prepared(_ piece: Piece, of arena: PieceArena) {
    separate()
    arena.append(piece, to: &bytes)
  }

  /// A value that is JSON already.
  package mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// A text that is JSON already, with its quotes.
  package mutating func quoted(_ text: borrowing ByteArena) {
    separate()
    bytes.append(contentsOf: text.all)
  }

  /// Ends a line of NDJSON; the next value starts afresh.
  package mutating func endLine() {
    bytes.append(0x0a)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func append(digits integer: Int) {
    if (0..<10).contains(integer) {
      bytes.append(UInt8(ascii: "0") + UInt8(integer))
    } else {
      let start = bytes.count
      var rest = integer.magnitude
      repeat {
        let (above, digit) = rest.quotientAndRemainder(dividingBy: 10)
        bytes.append(UInt8(ascii: "0") + UInt8(digit))
        rest = above
      } while rest > 0
      if integer < 0 { bytes.append(UInt8(ascii: "-")) }
      bytes[start...].reverse()
    }
  }

  private mutating func quote(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      if Self.needsEscapes(utf8.span) {
        escape(utf8)
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The most bytes that a text takes as a JSON string.
  package static func room(for text: String) -> Int { 6 * text.utf8.count + 2 }

  /// Whether a text must be written in another way than it is.
  package static func needsEscapes(_ text: Span<UInt8>) -> Bool {
    text.withUnsafeBytes { text in
      var index = 0
      while index &+ 8 <= text.count {
        let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if mayNeedEscape(word) { break }
        index &+= 8
      }
      return text[index...].contains(where: needsEscape)
    }
  }

  /// Whether a byte of a word may need to be escaped: false is certain. A byte below `n` borrows
  /// when `n` is taken from it, and one that equals another becomes zero, which is below 1.
  private static func mayNeedEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
    let slashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
    let borrows =
      (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
    return borrows & (ones &* 0x80) != 0
  }

  static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// A text in which something must be escaped: stretch by stretch, for most of it must not.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    var rest = text[...]
    while let next = rest.firstIndex(where: Self.needsEscape) {
      bytes.append(contentsOf: rest[..<next])
      escape(text[next])
      rest = rest[(next + 1)...]
    }
    bytes.append(contentsOf: rest)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0a: bytes.append(UInt8(ascii: "n"))
    case 0x0c: bytes.append(UInt8(ascii: "f"))
    case 0x0d: bytes.append(UInt8(ascii: "r"))
    case 0..<0x20:
      let hexadecimal = Array("0123456789abcdef".utf8)
      append("u00")
      bytes.append(hexadecimal[Int(byte >> 4)])
      bytes.append(hexadecimal[Int(byte & 15)])
    default: bytes.append(byte)
    }
  }
}
