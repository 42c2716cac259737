import BatonModel

/// Texts as small numbers, so that whoever compares texts often compares integers.
///
/// Open addressing with linear probing over three flat arrays that nothing changes any more: the
/// texts' bytes one after the other, where each ends, and the slots. A slot has the upper half of a
/// hash and the text's length, so that bytes are compared only where both agree already, and says
/// where the bytes are: a look-up waits for memory twice, for the slot and for the bytes. At most
/// half of the slots are taken.
///
/// Equality is that of `String`, canonical equivalence: the bytes kept are NFC. A text whose bytes
/// show that it is NFC, as all of ASCII, is looked up as it is; only another one that is not found
/// is looked up once more, in a dictionary of strings.
///
/// Cost: a lookup reads the text once (eight bytes at a time, one multiplication each) and compares
/// it once; nothing is allocated. Memory: the texts twice, and about 100 bytes for each; 4 GiB of
/// texts at most. The hash is no secret: whoever chooses the texts of a table can make it slow,
/// whoever only looks up in it cannot.
///
/// Public, as other types on the hot path are, because the compiler inlines nothing that is only
/// `package` into another module; embedders do not see this module.
public struct SymbolTable: Sendable {
  @usableFromInline var slots: [Slot]
  /// The texts, one after the other.
  @usableFromInline var bytes: [UInt8]
  /// Text `i` lies between `ends[i]` and `ends[i + 1]`.
  @usableFromInline var ends: [UInt32]

  @frozen @usableFromInline
  struct Slot: BitwiseCopyable, Sendable {
    /// The upper half of the text's hash.
    @usableFromInline var tag: UInt32 = 0
    /// The symbol and 1; 0 is empty.
    @usableFromInline var next: UInt32 = 0
    @usableFromInline var start: UInt32 = 0
    @usableFromInline var count: UInt32 = 0
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
    while capacity < 2 * texts.count { capacity *= 2 }
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
  public func find(utf8 text: UnsafeBufferPointer<UInt8>) -> Symbol? {
    let digest = TextDigest(text)
    if let symbol = find(text, hash: digest.hash) { return symbol }
    return digest.isASCII ? nil : findEquivalent(text)
  }

  /// The symbol of a text, if it has one.
  /// - Precondition: the bytes are valid UTF-8.
  @inlinable
  public func find(_ text: Span<UInt8>) -> Symbol? {
    text.withUnsafeBufferPointer { find(utf8: $0) }
  }

  /// The symbol of a text, if it has one, and whether all of it is ASCII, so that no other text is
  /// equal to it.
  @inlinable
  public func look(_ text: Span<UInt8>) -> (symbol: Symbol?, isASCII: Bool) {
    text.withUnsafeBufferPointer { text in
      let digest = TextDigest(text)
      let isASCII = digest.isASCII
      if let symbol = find(text, hash: digest.hash) { return (symbol, isASCII) }
      return (isASCII ? nil : findEquivalent(text), isASCII)
    }
  }

  @inlinable @inline(__always)
  func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Symbol? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      let tag = UInt32(truncatingIfNeeded: hash >> 32)
      var place = Int(truncatingIfNeeded: hash) & mask
      while true {
        let slot = slots[place]
        if slot.next == 0 { return nil }
        if slot.tag == tag, Int(slot.count) == text.count, has(text, at: Int(slot.start)) {
          return Symbol(number: slot.next &- 1)
        }
        place = (place &+ 1) & mask
      }
    }
  }

  @inlinable @inline(__always)
  func has(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard let base = text.baseAddress, !text.isEmpty else { return true }
    return bytes.withUnsafeBytes { TextDigest.equal($0.baseAddress! + start, base, text.count) }
  }

  @usableFromInline
  func findEquivalent(_ text: UnsafeBufferPointer<UInt8>) -> Symbol? {
    if Self.isSurelyNormal(text) { return nil }
    return symbols[String(decoding: text, as: UTF8.self)]
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    let hash = TextDigest(text).hash
    var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[place].next != 0 { place = (place + 1) & (slots.count - 1) }
    let start = UInt32(bytes.count)
    bytes.append(contentsOf: text)
    ends.append(UInt32(bytes.count))
    slots[place] = Slot(
      tag: UInt32(truncatingIfNeeded: hash >> 32), next: UInt32(count), start: start,
      count: UInt32(text.count))
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
