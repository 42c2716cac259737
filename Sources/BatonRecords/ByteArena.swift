/// Bytes that belong to one request and are forgotten with it.
///
/// The array behind it only grows: how much of it counts is a number, so that forgetting is one
/// store and adding a short text a comparison and two moves.
///
/// Public because the compiler inlines nothing that is only `package` into another module; embedders
/// do not see this module.
public struct ByteArena: Sendable {
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var used = 0

  /// One huge request must not hold its memory for ever.
  private static let mostKept = 1 << 20

  package init() {}

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    used = bytes.count
  }

  /// How many bytes there are.
  @inlinable public var count: Int { used }
  @inlinable public var isEmpty: Bool { used == 0 }

  /// Forgets all bytes.
  public mutating func reset() {
    if used > Self.mostKept { bytes = [] }
    used = 0
  }

  /// Adds bytes behind those that are there.
  @inlinable @inline(__always)
  public mutating func append(_ text: Span<UInt8>) {
    let start = used
    let end = start + text.count
    if end > bytes.count { grow(to: end) }
    text.withUnsafeBytes { text in
      bytes.withUnsafeMutableBytes { bytes in
        guard let source = text.baseAddress, let target = bytes.baseAddress else { return }
        ShortCopy.copy(text.count, from: source, to: target + start)
      }
    }
    used = end
  }

  /// Adds a text as a JSON string, with its quotes.
  /// - Returns: false, and nothing is added, if it must be escaped.
  public mutating func append(quoting text: Span<UInt8>) -> Bool {
    if JSONWriter.needsEscapes(text) { return false }
    let end = count + text.count + 2
    if end > bytes.count { grow(to: end) }
    bytes[count] = UInt8(ascii: "\"")
    bytes[end - 1] = UInt8(ascii: "\"")
    used += 1
    append(text)
    used = end
    return true
  }

  @usableFromInline
  mutating func grow(to least: Int) {
    let size = max(least, 2 * bytes.count, 256)
    bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
  }

  /// Lends bytes.
  /// - Precondition: they are there.
  @inlinable @inline(__always)
  public func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    precondition(range.upperBound <= count, "bytes that are there")
    return body(bytes.span.extracting(range))
  }

  /// Some of the bytes.
  /// - Precondition: they are there.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    precondition(range.upperBound <= count, "bytes that are there")
    return bytes[range]
  }

  /// All bytes.
  package var all: ArraySlice<UInt8> { bytes[..<count] }
}
