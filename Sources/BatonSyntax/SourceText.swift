// A file as the user wrote it, and where its lines are.
//
// Lines end where Lua ends them: at "\n", "\r", "\r\n" or "\n\r", so that our numbers and those of
// the Lua runtime agree. The starts of all lines are found once; a lookup is a binary search.

/// A file as the user wrote it. Offsets are bytes; line and column start at 1, and the column
/// counts Unicode scalars.
package struct SourceText: Sendable, Hashable {
  /// As shown in messages: "routing.lua".
  package let name: String
  package let bytes: [UInt8]
  private let lineStarts: [UInt32]
  /// How many scalars begin before byte 0, `stride`, 2 `stride`, …: a file may be one long line.
  private let scalarsBefore: [UInt32]
  private static let stride = 1024
  /// One byte is one scalar.
  private let isASCII: Bool

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts: [UInt32] = [0]
    var scalars: [UInt32] = [0]
    scalars.reserveCapacity(bytes.count / Self.stride + 1)
    var count: UInt32 = 0
    // One short loop for each: the compiler counts many bytes at once.
    for start in Swift.stride(from: 0, to: bytes.count, by: Self.stride) {
      if start > 0 { scalars.append(count) }
      for at in start..<min(start + Self.stride, bytes.count) where bytes[at] & 0xC0 != 0x80 {
        count += 1
      }
    }
    var isSecond = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte <= Byte.carriageReturn, Byte.isNewline(byte) else { continue }
      // Of a pair of line ends, the first leaves the line's start to the second.
      let isFirst =
        at < bytes.count && bytes[at] != byte && Byte.isNewline(bytes[at]) && !isSecond
      isSecond = isFirst
      if !isFirst { starts.append(UInt32(at)) }
    }
    scalarsBefore = scalars
    isASCII = Int(count) == bytes.count
    self.lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  package static func == (left: SourceText, right: SourceText) -> Bool {
    left.name == right.name && left.bytes == right.bytes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bytes)
  }

  package var lineCount: Int { lineStarts.count }

  /// The line and column of a byte. O(log lines).
  package func position(of offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(of: offset)
    let column = scalars(before: offset) - scalars(before: Int(lineStarts[line - 1])) + 1
    return SourcePosition(line: line, column: column)
  }

  /// How many Unicode scalars begin in a range.
  package func scalarCount(_ range: SourceRange) -> Int {
    scalars(before: min(range.upper, bytes.count)) - scalars(before: min(range.lower, bytes.count))
  }

  private func scalars(before offset: Int) -> Int {
    if isASCII { return offset }
    let block = min(offset / Self.stride, scalarsBefore.count - 1)
    var count = Int(scalarsBefore[block])
    for byte in bytes[block * Self.stride..<offset] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The line of a byte. O(log lines).
  package func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The first byte of a line; of a line past the last, the end of the text.
  package func offset(line: Int) -> Int {
    guard line >= 1 else { return 0 }
    return line <= lineStarts.count ? Int(lineStarts[line - 1]) : bytes.count
  }

  /// A line without its line end; bytes that are not UTF-8 are replaced by U+FFFD.
  package func lineText(_ line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = offset(line: line)
    var end = offset(line: line + 1)
    while end > start, bytes[end - 1] == Byte.newline || bytes[end - 1] == Byte.carriageReturn {
      end -= 1
    }
    return text(SourceRange(lower: start, upper: end))
  }

  /// The text of a range; bytes that are not UTF-8 are replaced by U+FFFD.
  package func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
  }
}
