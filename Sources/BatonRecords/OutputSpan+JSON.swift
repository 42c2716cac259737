/// What output of known parts is written with, into capacity that is there: no check for room but
/// the span's own, no growing.
extension OutputSpan where Element == UInt8 {
  @inlinable @inline(__always)
  package mutating func append(_ piece: Piece, of arena: borrowing PieceArena) {
    arena.append(piece, to: &self)
  }

  /// A number in decimal digits: at most 20 bytes.
  @inlinable
  package mutating func append(digits number: Int) {
    if number >= 0, number < 10 { return append(UInt8(ascii: "0") &+ UInt8(number)) }
    for byte in String(number).utf8 { append(byte) }
  }

  /// Bytes as they are.
  package mutating func append(bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append(buffer: $0) }
  }

  /// All bytes of an arena.
  @inlinable
  package mutating func append(_ arena: borrowing ByteArena) {
    let count = arena.count
    arena.bytes.withUnsafeBufferPointer { append(0, count, of: $0) }
  }

  /// Some of the bytes that lie together: those behind them, which nobody counts, may be copied too.
  @inlinable @inline(__always)
  mutating func append(_ start: Int, _ count: Int, of bytes: UnsafeBufferPointer<UInt8>) {
    precondition(start + count <= bytes.count, "bytes that are there")
    withUnsafeMutableBufferPointer { buffer, used in
      precondition(count <= buffer.count - used, "room for the bytes")
      guard let from = bytes.baseAddress, let into = buffer.baseAddress else { return }
      if count <= ShortCopy.loose, start + ShortCopy.loose <= bytes.count,
        ShortCopy.loose <= buffer.count - used
      {
        ShortCopy.copyLoosely(from: from + start, to: into + used)
      } else {
        ShortCopy.copy(count, from: from + start, to: into + used)
      }
      used += count
    }
  }

  /// A text as a JSON string, with its quotes: at most ``JSONWriter/room(for:)`` bytes.
  package mutating func append(quoting text: String) {
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      if utf8.contains(where: JSONWriter.needsEscape) { return false }
      append(UInt8(ascii: "\""))
      append(buffer: utf8)
      append(UInt8(ascii: "\""))
      return true
    }
    if isPlain { return }
    var json = JSONWriter()
    json.text(text)
    append(bytes: json.bytes)
  }

  @inlinable @inline(__always)
  mutating func append(buffer bytes: UnsafeBufferPointer<UInt8>) {
    withUnsafeMutableBufferPointer { buffer, used in
      precondition(bytes.count <= buffer.count - used, "room for the bytes")
      guard let from = bytes.baseAddress, let into = buffer.baseAddress else { return }
      ShortCopy.copy(bytes.count, from: from, to: into + used)
      used += bytes.count
    }
  }
}
