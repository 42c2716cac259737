import BatonModel

/// Texts as small numbers, so that whoever compares texts often compares integers.
///
/// Open addressing with linear probing over three flat arrays that nothing changes any more: the
/// texts' bytes one after the other, where each ends, and the slots. A slot has the text's length
/// and its first and last eight bytes: of most texts that is all there is to compare, so a look-up
/// waits for memory once. At most a third of the slots is taken.
///
/// Equality is that of `String`, canonical equivalence: the bytes kept are NFC. A text whose bytes
/// show that it is NFC, as all of ASCII, is looked up as it is; only another one that is not found
/// is looked up once more, in a dictionary of strings.
///
/// Cost: a lookup reads the text once (eight bytes at a time, one multiplication each) and compares
/// it once; nothing is allocated, but for a text that may not be NFC and is not found. Memory: the texts twice, and about 170 bytes for each; 4 GiB of
/// texts at most. The hash is no secret: whoever chooses the texts of a table can make it slow,
/// whoever only looks up in it cannot.
///
/// Public, as other types on the hot path are, because the compiler inlines nothing that is only
/// `package` into another module; embedders do not see this module.
public struct SymbolTable: ~Copyable, Sendable {
  @usableFromInline var slots: [Slot]
  /// The texts, one after the other.
  @usableFromInline var bytes: [UInt8]
  /// Text `i` lies between `ends[i]` and `ends[i + 1]`.
  @usableFromInline var ends: [UInt32]

  @frozen @usableFromInline
  struct Slot: BitwiseCopyable, Sendable {
    /// The text's ends: see ``TextDigest``.
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var last: UInt64 = 0
    @usableFromInline var count: UInt32 = 0
    /// The symbol and 1; 0 is empty.
    @usableFromInline var next: UInt32 = 0
  }

  /// The slow truth: the symbol of each text.
  private let symbols: [String: Symbol]

  /// - Parameters:
  ///   - texts: no two of them equal.
  ///   - symbols: the position of each among them.
  init(_ texts: [String], symbols: [String: Symbol]) {
    self.symbols = symbols
    bytes = []
    ends = [0]
    ends.reserveCapacity(texts.count + 1)
    var capacity = 16
    while capacity < 3 * texts.count { capacity *= 2 }
    slots = [Slot](repeating: Slot(), count: capacity)
    for text in texts {
      var text = Self.normal(text)
      text.withUTF8 { append($0) }
    }
  }

  /// How many texts there are.
  package var count: Int { ends.count - 1 }

  /// The text of a symbol, in NFC.
  package func text(of symbol: Symbol) -> String {
    let index = Int(symbol.number)
    return String(decoding: bytes[Int(ends[index])..<Int(ends[index + 1])], as: UTF8.self)
  }

  /// Lends the UTF-8 of a symbol's text, in NFC.
  @inlinable @inline(__always)
  public func withBytes<Result>(of symbol: Symbol, _ body: (Span<UInt8>) -> Result) -> Result {
    let index = Int(symbol.number)
    return body(bytes.span.extracting(Int(ends[index])..<Int(ends[index &+ 1])))
  }

  /// The symbol of a text, if it has one.
  @inlinable
  public func find(_ text: String) -> Symbol? {
    if let found = text.utf8.withContiguousStorageIfAvailable({ find(utf8: $0) }) { return found }
    // Only a string of another runtime, whose bytes do not lie in one piece.
    return Array(text.utf8).withUnsafeBufferPointer { find(utf8: $0) }
  }

  /// The symbol of a text, if it has one.
  /// - Precondition: the bytes are valid UTF-8.
  @inlinable
  public func find(utf8 text: UnsafeBufferPointer<UInt8>) -> Symbol? { look(text).symbol }

  /// The symbol of a text, if it has one.
  /// - Precondition: the bytes are valid UTF-8.
  @inlinable
  public func find(_ text: Span<UInt8>) -> Symbol? {
    text.withUnsafeBufferPointer { find(utf8: $0) }
  }

  /// The symbol of a text, if it has one, and whether the text is written as the symbol's, byte by
  /// byte.
  /// - Precondition: the bytes are valid UTF-8.
  @inlinable @inline(__always)
  public func look(_ text: Span<UInt8>) -> (symbol: Symbol?, isSame: Bool) {
    text.withUnsafeBufferPointer { look($0) }
  }

  @inlinable @inline(__always)
  func look(_ text: UnsafeBufferPointer<UInt8>) -> (symbol: Symbol?, isSame: Bool) {
    let digest = TextDigest(text)
    if let symbol = find(text, digest) { return (symbol, true) }
    return (digest.isASCII ? nil : findEquivalent(text), false)
  }

  @inlinable @inline(__always)
  func find(_ text: UnsafeBufferPointer<UInt8>, _ digest: TextDigest) -> Symbol? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      var place = Int(truncatingIfNeeded: digest.hash) & mask
      while true {
        let slot = slots[place]
        if slot.next == 0 { return nil }
        if slot.first == digest.first, slot.last == digest.last, Int(slot.count) == text.count {
          let symbol = Symbol(number: slot.next &- 1)
          if text.count <= TextDigest.short || has(text, symbol) { return symbol }
        }
        place = (place &+ 1) & mask
      }
    }
  }

  /// Whether a symbol's text has the same bytes as a text of its length.
  @usableFromInline
  func has(_ text: UnsafeBufferPointer<UInt8>, _ symbol: Symbol) -> Bool {
    withBytes(of: symbol) { own in
      own.withUnsafeBytes { own in
        guard let own = own.baseAddress, let base = text.baseAddress else { return true }
        return TextDigest.equal(own, base, text.count)
      }
    }
  }

  @usableFromInline
  func findEquivalent(_ text: UnsafeBufferPointer<UInt8>) -> Symbol? {
    if Self.isSurelyNormal(text) { return nil }
    return symbols[String(decoding: text, as: UTF8.self)]
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let digest = TextDigest(text)
    var place = Int(truncatingIfNeeded: digest.hash) & (slots.count - 1)
    while slots[place].next != 0 { place = (place + 1) & (slots.count - 1) }
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    slots[place] = Slot(
      first: digest.first, last: digest.last, count: UInt32(text.count), next: UInt32(count))
  }

  /// Whether each byte is one that only characters with these two properties have: NFC leaves them
  /// as they are, and nothing combines with what is before it. That holds for all below U+0300
  /// (Latin), U+0400 to U+047F (Cyrillic), U+4000 to U+9FFF (CJK) and U+B000 to U+CFFF (Hangul).
  static func isSurelyNormal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.allSatisfy { byte in
      switch byte {
      case 0..<0xcc, 0xd0, 0xd1, 0xe4...0xe9, 0xeb, 0xec: true
      default: false
      }
    }
  }

  /// A text in NFC.
  static func normal(_ text: String) -> String {
    var text = text
    if text.withUTF8({ isSurelyNormal($0) }) { return text }
    return text.composed
  }
}
