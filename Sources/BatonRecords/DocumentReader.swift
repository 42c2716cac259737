import BatonModel

/// JSON documents, one after the other: a list's elements are records, an object is a record or
/// holds the records at a path.
///
/// A list is never held as a whole: a scanner finds where each element ends, the parser gets one at
/// a time. After a faulty element reading goes on at the next thing that can start one.
struct DocumentReader: ~Copyable {
  private let path: [String]
  private let maximumRecordSize: Int
  private var parser = JSONParser()
  private var state = State.betweenDocuments
  private var afterFault = false

  private enum State {
    case betweenDocuments
    /// Inside objects, looking for the path's member of that depth.
    case searching(level: Int, isFirst: Bool)
    /// In a list of records that lies so many objects deep.
    case elements(level: Int, isFirst: Bool)
    /// Behind the records, with so many objects still open.
    case rest(level: Int)
  }

  init(path: [String], maximumRecordSize: Int) {
    self.path = path
    self.maximumRecordSize = maximumRecordSize
  }

  mutating func next(from input: inout InputBuffer) throws(ReadFailure.Cause) -> RecordParse? {
    while true {
      let start = try input.firstSignificant(from: 0)
      input.consume(start ?? input.count)
      guard start != nil else { return atEnd(input.line) }
      let outcome: RecordParse? =
        switch state {
        case .betweenDocuments: try startDocument(&input)
        case .searching(let level, let isFirst):
          try search(&input, level: level, isFirst: isFirst)
        case .elements(let level, let isFirst): try element(&input, level: level, isFirst: isFirst)
        case .rest(let level): try skipRest(&input, level: level)
        }
      if let outcome { return outcome }
    }
  }

  private mutating func atEnd(_ line: Int) -> RecordParse? {
    if case .betweenDocuments = state { return nil }
    state = .betweenDocuments
    return .fault(.endsInRecord, line: line, column: nil)
  }

  private mutating func startDocument(
    _ input: inout InputBuffer
  ) throws(ReadFailure.Cause) -> RecordParse? {
    switch input.bytes[0] {
    case UInt8(ascii: "["):
      input.consume(1)
      state = .elements(level: 0, isFirst: true)
      return nil
    case UInt8(ascii: "{"):
      if path.isEmpty { return try record(&input) }
      input.consume(1)
      state = .searching(level: 0, isFirst: true)
      return nil
    default:
      let place = input.place(of: 0)
      if afterFault {
        try input.skipLine()
        return nil
      }
      // A bare value gets its type said; other text is a mistake and costs its line.
      afterFault = true
      switch input.bytes[0] {
      case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ":"):
        try input.skipLine()
        return .fault(.notJSON(.expectedValue), line: place.line, column: place.column)
      default: return try record(&input)
      }
    }
  }

  /// The next value as a record. Leaves the input behind the value.
  private mutating func record(
    _ input: inout InputBuffer
  ) throws(ReadFailure.Cause) -> RecordParse? {
    let line = input.line
    var scanner = JSONValueScanner()
    var isTooLarge = false
    while !scanner.scan(input.bytes, count: input.count) {
      if scanner.position > maximumRecordSize { isTooLarge = true }
      if isTooLarge {
        scanner.dropped(input.count)
        input.consume(input.count)
      }
      guard try input.fill() else { break }
    }
    let isCut = input.atEnd && scanner.position == input.count
    let length = scanner.position
    defer { input.consume(length) }
    if isTooLarge || length > maximumRecordSize {
      afterFault = true
      return .fault(.tooLarge(limit: maximumRecordSize), line: line, column: nil)
    }
    var end = length
    while end > 1, input.bytes[end - 1] <= 0x20 { end -= 1 }
    let parsed = parser.record(
      input.bytes, count: end, line: input.line, isComplete: !isCut)
    switch parsed {
    case .record: afterFault = false
    case .fault(.endsInRecord, _, _):
      afterFault = true
      state = .betweenDocuments
    case .fault: afterFault = true
    }
    return parsed
  }

  private mutating func element(
    _ input: inout InputBuffer, level: Int, isFirst: Bool
  ) throws(ReadFailure.Cause) -> RecordParse? {
    let byte = input.bytes[0]
    if byte == UInt8(ascii: "]") {
      input.consume(1)
      state = level == 0 ? .betweenDocuments : .rest(level: level)
      return nil
    }
    if !isFirst, byte == UInt8(ascii: ",") {
      input.consume(1)
      guard let start = try input.firstSignificant(from: 0) else { return nil }
      input.consume(start)
    } else if !isFirst, !(afterFault && byte == UInt8(ascii: "{")) {
      return skipOne(&input, .expectedCommaOrBracket)
    }
    switch input.bytes[0] {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"):
      return skipOne(&input, .expectedValue)
    case UInt8(ascii: "]"):
      return skipOne(&input, .commaBeforeEnd, consuming: 0)
    default: break
    }
    state = .elements(level: level, isFirst: false)
    return try record(&input)
  }

  /// Reports the byte that cannot stand here, unless it follows from a fault just reported.
  private mutating func skipOne(
    _ input: inout InputBuffer, _ mistake: JSONMistake, consuming count: Int = 1
  ) -> RecordParse? {
    let place = input.place(of: 0)
    input.consume(count)
    if afterFault { return nil }
    afterFault = true
    return .fault(.notJSON(mistake), line: place.line, column: place.column)
  }

  private mutating func search(
    _ input: inout InputBuffer, level: Int, isFirst: Bool
  ) throws(ReadFailure.Cause) -> RecordParse? {
    if input.bytes[0] == UInt8(ascii: "}") {
      let line = input.line
      input.consume(1)
      state = level == 0 ? .betweenDocuments : .rest(level: level)
      return .fault(.noRecords(path: path), line: line, column: nil)
    }
    if !isFirst {
      guard input.bytes[0] == UInt8(ascii: ",") else {
        return try abandon(&input, .expectedCommaOrBrace)
      }
      input.consume(1)
      input.consume(try input.firstSignificant(from: 0) ?? input.count)
    }
    guard input.count > 0, input.bytes[0] == UInt8(ascii: "\"") else {
      return try abandon(&input, .expectedName)
    }
    let length = try measure(&input)
    let name = text(input, length)
    input.consume(length)
    input.consume(try input.firstSignificant(from: 0) ?? input.count)
    if input.count > 0, input.bytes[0] != UInt8(ascii: ":") {
      return try abandon(&input, .expectedColon)
    }
    input.consume(min(1, input.count))
    guard let start = try input.firstSignificant(from: 0) else { return atEnd(input.line) }
    input.consume(start)
    guard name == path[level] else {
      try skipValue(&input)
      state = .searching(level: level, isFirst: false)
      return nil
    }
    if level + 1 < path.count, input.bytes[0] == UInt8(ascii: "{") {
      input.consume(1)
      state = .searching(level: level + 1, isFirst: true)
    } else if level + 1 == path.count, input.bytes[0] == UInt8(ascii: "[") {
      input.consume(1)
      state = .elements(level: level + 1, isFirst: true)
    } else if level + 1 == path.count {
      state = .rest(level: level + 1)
      return try record(&input)
    } else {
      try skipValue(&input)
      state = .rest(level: level + 1)
      return .fault(.noRecords(path: path), line: input.line, column: nil)
    }
    return nil
  }

  /// A document that is no JSON before the records are found is given up with its line.
  private mutating func abandon(
    _ input: inout InputBuffer, _ mistake: JSONMistake
  ) throws(ReadFailure.Cause) -> RecordParse? {
    if input.count == 0 { return atEnd(input.line) }
    let place = input.place(of: 0)
    try input.skipLine()
    state = .betweenDocuments
    afterFault = true
    return .fault(.notJSON(mistake), line: place.line, column: place.column)
  }

  private mutating func skipRest(
    _ input: inout InputBuffer, level: Int
  ) throws(ReadFailure.Cause) -> RecordParse? {
    var scanner = JSONValueScanner(insideObjects: level)
    let isComplete = try skip(&input, &scanner)
    state = .betweenDocuments
    return isComplete ? nil : .fault(.endsInRecord, line: input.line, column: nil)
  }

  private func skipValue(_ input: inout InputBuffer) throws(ReadFailure.Cause) {
    var scanner = JSONValueScanner()
    _ = try skip(&input, &scanner)
  }

  /// Drops a value without holding it; false if the input ends first.
  private func skip(
    _ input: inout InputBuffer, _ scanner: inout JSONValueScanner
  ) throws(ReadFailure.Cause) -> Bool {
    while !scanner.scan(input.bytes, count: input.count) {
      scanner.dropped(input.count)
      input.consume(input.count)
      guard try input.fill() else { return false }
    }
    input.consume(scanner.position)
    return true
  }

  /// The length of the text that the input starts with.
  private func measure(_ input: inout InputBuffer) throws(ReadFailure.Cause) -> Int {
    var scanner = JSONValueScanner()
    while !scanner.scan(input.bytes, count: input.count) {
      guard input.count <= maximumRecordSize, try input.fill() else { break }
    }
    return scanner.position
  }

  private mutating func text(_ input: borrowing InputBuffer, _ length: Int) -> String? {
    let bytes = Array(UnsafeBufferPointer(start: input.bytes, count: length))
    guard case .text(let text) = parser.value(of: bytes) else { return nil }
    return text
  }
}
