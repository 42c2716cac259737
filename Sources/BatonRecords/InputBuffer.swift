import CSimdJSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A window on a source: the bytes that were read and not yet consumed, in one piece.
///
/// A record is parsed where it lies. The window grows only while a record is incomplete, so its
/// size is bounded by the largest record that the reader accepts plus one read. After the last byte
/// there are always `csj_padding` readable ones. Positions count from the first unconsumed byte, so
/// they stay true when the window moves.
package struct InputBuffer: ~Copyable {
  private var source: ByteSource
  private var storage: UnsafeMutablePointer<UInt8>
  /// How many bytes the window can hold now.
  package private(set) var capacity: Int
  private var start = 0
  private var end = 0
  package private(set) var atEnd = false
  /// The line of the first unconsumed byte, from 1.
  package private(set) var line = 1
  /// How many bytes were consumed.
  package private(set) var consumed = 0

  private static let chunk = 32 << 10

  package init(_ source: consuming ByteSource) {
    self.source = source
    capacity = 4 * Self.chunk
    storage = Self.allocate(capacity)
  }

  deinit { storage.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let padded = capacity + Int(csj_padding)
    let storage = UnsafeMutablePointer<UInt8>.allocate(capacity: padded)
    storage.initialize(repeating: 0, count: padded)
    return storage
  }

  /// How many bytes are there.
  package var count: Int { end - start }

  /// The bytes that are there; valid until the next `fill` or `consume`.
  package var bytes: UnsafePointer<UInt8> { UnsafePointer(storage + start) }

  /// Reads more bytes behind those that are there; false at the end of the source.
  package mutating func fill() throws(ReadFailure.Cause) -> Bool {
    if atEnd { return false }
    if capacity - end < Self.chunk { makeRoom() }
    let room = UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end)
    let count = try source.read(into: room)
    atEnd = count == 0
    end += count
    return !atEnd
  }

  private mutating func makeRoom() {
    let held = count
    if capacity - held >= 2 * Self.chunk {
      memmove(storage, storage + start, held)
    } else {
      capacity *= 2
      let larger = Self.allocate(capacity)
      memcpy(larger, storage + start, held)
      storage.deallocate()
      storage = larger
    }
    start = 0
    end = held
  }

  /// Lends the bytes that are there, which some that mean nothing follow.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: bytes, count: count).span)
  }

  /// Drops the first bytes and counts their lines.
  package mutating func consume(_ count: Int) {
    consume(count, lines: Self.newlines(in: bytes, count: count))
  }

  /// Drops the first bytes, whose lines the caller counted.
  package mutating func consume(_ count: Int, lines: Int) {
    line += lines
    start += count
    consumed += count
    if start == end {
      start = 0
      end = 0
    }
  }

  /// Where the first byte of this value is, at or behind a position; nil if it is not there.
  func firstIndex(of byte: UInt8, from position: Int = 0) -> Int? {
    guard position < count, let found = memchr(bytes + position, Int32(byte), count - position)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  static func newlines(in bytes: UnsafePointer<UInt8>, count: Int) -> Int {
    var newlines = 0
    var position = 0
    while position < count, let found = memchr(bytes + position, 0x0a, count - position) {
      newlines += 1
      position = UnsafeRawPointer(found) - UnsafeRawPointer(bytes) + 1
    }
    return newlines
  }

  /// The line and column of a byte that is there.
  func place(of position: Int) -> (line: Int, column: Int) {
    let text = UnsafeBufferPointer(start: bytes, count: count)
    return Self.place(of: position, in: text, startingAt: line)
  }

  /// The line and column of a byte; the column counts Unicode scalars from 1, and a byte that is
  /// not UTF-8 as one.
  /// - Parameter line: that of the first byte.
  static func place(
    of position: Int, in bytes: UnsafeBufferPointer<UInt8>, startingAt line: Int
  ) -> (line: Int, column: Int) {
    var lineStart = 0
    var line = line
    for index in 0..<min(position, bytes.count) where bytes[index] == 0x0a {
      line += 1
      lineStart = index + 1
    }
    let before = bytes[min(lineStart, position)..<position]
    return (line, String(decoding: before, as: UTF8.self).unicodeScalars.count + 1)
  }
}
