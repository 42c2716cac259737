import BatonModel

/// Texts as small numbers, given out as they come: the sibling of ``SymbolTable`` for who reads
/// texts that nobody knows beforehand.
///
/// Open addressing with linear probing, at most half of the slots taken; a slot has the text's
/// length, its ends and its symbol, as there. Several spellings of one text (canonical equivalence,
/// as of `String`) have several slots and one symbol, whose text is their NFC form.
///
/// Cost: a text that was seen is read once and compared once, and nothing is allocated. Memory: each
/// spelling once, and 64 to 128 bytes for it; 4 GiB of texts at most. The hash is no secret: whoever
/// chooses the texts can make the table slow.
public struct GrowingSymbolTable: ~Copyable, Sendable {
  @usableFromInline var slots = [Slot](repeating: Slot(), count: 64)
  @usableFromInline var bytes: [UInt8] = []
  private var spellings = 0
  /// Where each symbol's text is.
  private var texts: [Range<Int>] = []

  @frozen @usableFromInline
  struct Slot: BitwiseCopyable, Sendable {
    @usableFromInline var first: UInt64 = 0
    @usableFromInline var last: UInt64 = 0
    @usableFromInline var hash: UInt64 = 0
    @usableFromInline var start: UInt32 = 0
    @usableFromInline var count: UInt32 = 0
    /// The symbol and 1; 0 is empty.
    @usableFromInline var next: UInt32 = 0
  }

  public init() {}

  /// How many symbols there are.
  public var count: Int { texts.count }

  /// How many bytes all texts have.
  public var size: Int { bytes.count }

  /// The text of a symbol, in NFC.
  public func text(of symbol: Symbol) -> String {
    String(decoding: bytes[texts[Int(symbol.number)]], as: UTF8.self)
  }

  /// The symbol of a text, the next free one if it has none yet.
  @discardableResult
  public mutating func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern(utf8: $0) }
  }

  /// The symbol of a text, the next free one if it has none yet.
  /// - Precondition: the bytes are valid UTF-8.
  @inlinable @inline(__always)
  public mutating func intern(_ text: Span<UInt8>) -> Symbol {
    text.withUnsafeBufferPointer { intern(utf8: $0) }
  }

  /// The symbol that a text has already.
  public func find(_ text: String) -> Symbol? {
    var text = SymbolTable.normal(text)
    return text.withUTF8 { find($0, TextDigest($0)) }
  }

  /// A hash of a text, the same for the same bytes.
  @inlinable
  public static func hash(of text: Span<UInt8>) -> UInt64 {
    text.withUnsafeBufferPointer { TextDigest($0).hash }
  }

  @inlinable @inline(__always)
  mutating func intern(utf8 text: UnsafeBufferPointer<UInt8>) -> Symbol {
    let digest = TextDigest(text)
    return find(text, digest) ?? add(text, digest)
  }

  @inlinable @inline(__always)
  func find(_ text: UnsafeBufferPointer<UInt8>, _ digest: TextDigest) -> Symbol? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      var place = Int(truncatingIfNeeded: digest.hash) & mask
      while true {
        let slot = slots[place]
        if slot.next == 0 { return nil }
        if slot.first == digest.first, slot.last == digest.last, Int(slot.count) == text.count,
          text.count <= TextDigest.short || has(text, slot)
        {
          return Symbol(number: slot.next &- 1)
        }
        place = (place &+ 1) & mask
      }
    }
  }

  @usableFromInline
  func has(_ text: UnsafeBufferPointer<UInt8>, _ slot: Slot) -> Bool {
    bytes.withUnsafeBytes { own in
      guard let own = own.baseAddress, let base = text.baseAddress else { return true }
      return TextDigest.equal(own + Int(slot.start), base, text.count)
    }
  }

  /// Adds a spelling.
  @usableFromInline
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ digest: TextDigest) -> Symbol {
    if !SymbolTable.isSurelyNormal(text) {
      let written = String(decoding: text, as: UTF8.self)
      var normal = written.composed
      if !normal.utf8.elementsEqual(text) {
        let symbol = normal.withUTF8 { intern(utf8: $0) }
        insert(text, digest, symbol)
        return symbol
      }
    }
    let symbol = Symbol(number: UInt32(texts.count))
    texts.append(bytes.count..<bytes.count + text.count)
    insert(text, digest, symbol)
    return symbol
  }

  private mutating func insert(
    _ text: UnsafeBufferPointer<UInt8>, _ digest: TextDigest, _ symbol: Symbol
  ) {
    if 2 * (spellings + 1) > slots.count { grow() }
    spellings += 1
    put(
      Slot(
        first: digest.first, last: digest.last, hash: digest.hash, start: UInt32(bytes.count),
        count: UInt32(text.count), next: symbol.number + 1))
    bytes.append(contentsOf: text)
  }

  private mutating func put(_ slot: Slot) {
    var place = Int(truncatingIfNeeded: slot.hash) & (slots.count - 1)
    while slots[place].next != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.next != 0 { put(slot) }
  }
}
