/// How records are written in a source.
package enum RecordFormat: Sendable, Equatable {
  /// One object on each line.
  case ndjson
  /// Documents that are an object or a list of objects, laid out in any way.
  case json
  /// Rows of cells; the first row names the columns. The separator is one of `,` `;` and tab.
  case csv
}

extension RecordFormat {
  /// Recognises the format from the first bytes, without consuming them.
  ///
  /// `[` starts a list. `{` starts NDJSON if the object ends on its line, or if it does not but the
  /// next line starts an object where none can stand inside the first: then it is the first line
  /// that is broken. Anything else is CSV, unless the second line starts an object.
  static func detect(
    in input: inout InputBuffer, hasPath: Bool, limit: Int
  ) throws(ReadFailure.Cause) -> RecordFormat {
    guard let start = try input.firstSignificant(from: 0) else { return .csv }
    switch input.bytes[start] {
    case UInt8(ascii: "["): return .json
    case UInt8(ascii: "{"): break
    default: return try isObjectOnSecondLine(&input, from: start) ? .ndjson : .csv
    }
    if hasPath { return .json }
    var scanner = JSONValueScanner()
    while !scanner.scan(input.bytes + start, count: input.count - start) {
      if let lineEnd = input.firstIndex(of: 0x0a, from: start) {
        return try afterOpenLine(&input, lineEnd: lineEnd)
      }
      guard input.count <= limit, try input.fill() else { return .ndjson }
    }
    let valueEnd = start + scanner.position
    if let lineEnd = input.firstIndex(of: 0x0a, from: start), lineEnd < valueEnd {
      return try afterOpenLine(&input, lineEnd: lineEnd)
    }
    // Several documents on one line are not NDJSON, but a stream of documents is read all the same.
    let isFollowedByObject = input.count > valueEnd && input.bytes[valueEnd] == UInt8(ascii: "{")
    return isFollowedByObject ? .json : .ndjson
  }

  private static func afterOpenLine(
    _ input: inout InputBuffer, lineEnd: Int
  ) throws(ReadFailure.Cause) -> RecordFormat {
    var last = lineEnd
    while last > 0, input.bytes[last] <= 0x20 { last -= 1 }
    let mayHoldObject = [UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: ",")].contains(
      input.bytes[last])
    guard !mayHoldObject, let next = try input.firstSignificant(from: lineEnd) else { return .json }
    return input.bytes[next] == UInt8(ascii: "{") ? .ndjson : .json
  }

  private static func isObjectOnSecondLine(
    _ input: inout InputBuffer, from start: Int
  ) throws(ReadFailure.Cause) -> Bool {
    while input.firstIndex(of: 0x0a, from: start) == nil {
      guard input.count < 1 << 16, try input.fill() else { return false }
    }
    guard let lineEnd = input.firstIndex(of: 0x0a, from: start),
      let next = try input.firstSignificant(from: lineEnd)
    else { return false }
    return input.bytes[next] == UInt8(ascii: "{")
  }
}

extension InputBuffer {
  package mutating func skipByteOrderMark() throws(ReadFailure.Cause) {
    while count < 3, try fill() {}
    if count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { consume(3) }
  }

  /// The first byte that is no white space, at or behind a position; reads on as far as needed.
  package mutating func firstSignificant(from start: Int) throws(ReadFailure.Cause) -> Int? {
    var position = start
    while true {
      while position < count {
        switch bytes[position] {
        case 0x20, 0x09, 0x0a, 0x0d: position += 1
        default: return position
        }
      }
      guard try fill() else { return nil }
    }
  }
}
