/// Where a text stops being JSON, and why: a plain recursive-descent reading.
///
/// Only runs on a text that the fast parser refused, which says only that it is wrong. Also the slow
/// truth beside the fast parser: both must accept the same texts. Recursion is bounded by depth.
struct JSONDiagnosis {
  enum Problem: Equatable {
    case mistake(JSONMistake)
    case tooDeep
    case invalidUTF8
    /// The text ends before the value does.
    case ends
    /// It ends in a text that starts at the offset.
    case endsInText
  }

  private struct Stop: Error {
    let offset: Int
    let problem: Problem
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private var position = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// The first mistake of a text and its offset; nil if the text is one JSON value.
  static func find(
    in bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int
  ) -> (offset: Int, problem: Problem)? {
    var reading = JSONDiagnosis(bytes, maximumDepth: maximumDepth)
    do {
      try reading.value(depth: 0)
      reading.skipSpace()
      if reading.position < bytes.count { try reading.stop(.textAfterEnd) }
      return nil
    } catch {
      return (error.offset, error.problem)
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func stop(_ mistake: JSONMistake) throws(Stop) -> Never {
    let problem = position < bytes.count ? Problem.mistake(mistake) : .ends
    throw Stop(offset: position, problem: problem)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(Stop) {
    skipSpace()
    guard let first = current else { try stop(.expectedValue) }
    switch first {
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try list(depth: depth + 1)
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): try word()
    default: try stop(.expectedValue)
    }
  }

  private func check(depth: Int) throws(Stop) {
    if depth > maximumDepth { throw Stop(offset: position, problem: .tooDeep) }
  }

  private mutating func object(depth: Int) throws(Stop) {
    position += 1
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return
    }
    try check(depth: depth)
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { try stop(.expectedName) }
      try text()
      skipSpace()
      guard current == UInt8(ascii: ":") else { try stop(.expectedColon) }
      position += 1
      try value(depth: depth)
      skipSpace()
      if current == UInt8(ascii: "}") { break }
      guard current == UInt8(ascii: ",") else { try stop(.expectedCommaOrBrace) }
      try comma(before: UInt8(ascii: "}"))
    }
    position += 1
  }

  private mutating func list(depth: Int) throws(Stop) {
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    try check(depth: depth)
    while true {
      try value(depth: depth)
      skipSpace()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { try stop(.expectedCommaOrBracket) }
      try comma(before: UInt8(ascii: "]"))
    }
    position += 1
  }

  private mutating func comma(before close: UInt8) throws(Stop) {
    let place = position
    position += 1
    skipSpace()
    if current == close { throw Stop(offset: place, problem: .mistake(.commaBeforeEnd)) }
  }

  private mutating func text() throws(Stop) {
    let opening = position
    position += 1
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case 0x0a: throw Stop(offset: opening, problem: .mistake(.unclosedText))
      case 0..<0x20: try stop(.controlCharacter)
      case 0x80...: try scalar()
      default: position += 1
      }
    }
    throw Stop(offset: opening, problem: .endsInText)
  }

  /// One scalar of several bytes, in the well-formed sequences of Unicode's table 3-7.
  private mutating func scalar() throws(Stop) {
    let first = bytes[position]
    let second: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: throw Stop(offset: position, problem: .invalidUTF8)
    }
    guard position + length <= bytes.count, second.contains(bytes[position + 1]),
      bytes[position..<position + length].dropFirst(2).allSatisfy({ $0 & 0xc0 == 0x80 })
    else { throw Stop(offset: position, problem: .invalidUTF8) }
    position += length
  }

  private mutating func escape() throws(Stop) {
    let start = position
    guard position + 1 < bytes.count else {
      position = bytes.count
      try stop(.wrongEscape)
    }
    switch bytes[position + 1] {
    case UInt8(ascii: "u"):
      let unit = try unit()
      if (0xdc00...0xdfff).contains(unit) { try stop(.loneSurrogate, at: start) }
      if (0xd800...0xdbff).contains(unit) {
        guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
          bytes[position + 1] == UInt8(ascii: "u")
        else { try stop(.loneSurrogate, at: start) }
        if !(0xdc00...0xdfff).contains(try self.unit()) { try stop(.loneSurrogate, at: start) }
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    default: try stop(.wrongEscape)
    }
  }

  private func stop(_ mistake: JSONMistake, at offset: Int) throws(Stop) -> Never {
    throw Stop(offset: offset, problem: .mistake(mistake))
  }

  /// `\u` and four hexadecimal digits.
  private mutating func unit() throws(Stop) -> UInt32 {
    let start = position
    position += 2
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current else { try stop(.wrongEscape) }
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
        try stop(.wrongEscape, at: start)
      }
      unit = unit << 4 | UInt32(digit)
      position += 1
    }
    return unit
  }

  private mutating func number() throws(Stop) {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "I") { try stop(.notANumber, at: start) }
    let leading = current
    try digits(start)
    if leading == UInt8(ascii: "0"), position - start > (bytes[start] == leading ? 1 : 2) {
      try stop(.wrongNumber, at: start)
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits(start)
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits(start)
    }
    if let byte = current, byte == UInt8(ascii: ".") || Self.isWordByte(byte) {
      try stop(.wrongNumber, at: start)
    }
    let literal = String(decoding: bytes[start..<position], as: UTF8.self)
    if let double = Double(literal), double.isInfinite { try stop(.numberTooLarge, at: start) }
  }

  private mutating func digits(_ start: Int) throws(Stop) {
    let first = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    if position == first {
      if position == bytes.count { try stop(.wrongNumber) }
      try stop(.wrongNumber, at: start)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func word() throws(Stop) {
    let start = position
    while let byte = current, Self.isWordByte(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true", "false", "null": return
    case "NaN", "nan", "Infinity", "inf", "Inf": try stop(.notANumber, at: start)
    default:
      let isCut =
        position == bytes.count && ["true", "false", "null"].contains { $0.hasPrefix(word) }
      throw Stop(offset: start, problem: isCut ? .ends : .mistake(.wrongWord))
    }
  }
}
