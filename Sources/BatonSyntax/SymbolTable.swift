// Names and texts of one source, each kept once.
//
// A symbol is a small number; equal bytes have equal symbols, so that the parser compares names and
// finds duplicate keys by comparing numbers. Open addressing over a power of two of slots, at most
// half full. The hash starts from Swift's own per-process seed: a hostile file cannot be written to
// collide. O(length) a lookup.

/// The number of a name or a text within one source; 0 is none.
typealias Symbol = UInt32

struct SymbolTable: Sendable {
  private struct Entry {
    var lower: UInt32
    var count: UInt32
    var hash: UInt32
  }

  private var slots: [Symbol]
  private var entries: [Entry] = [Entry(lower: 0, count: 0, hash: 0)]
  private(set) var strings: [String] = [""]
  private var storage: [UInt8] = []
  private let seed: UInt64

  /// The symbol of the first of the words that a table was made with; the others follow.
  static let firstWord = Symbol(TokenKind.reservedWords.count + 1)

  init(words: [String] = []) {
    var hasher = Hasher()
    hasher.combine(0)
    seed = UInt64(truncatingIfNeeded: hasher.finalize())
    slots = Array(repeating: 0, count: 1024)
    for word in TokenKind.reservedWords + words {
      let bytes = Array(word.utf8)
      _ = insert(bytes, from: 0, to: bytes.count)
    }
  }

  subscript(symbol: Symbol) -> String { strings[Int(symbol)] }

  var count: Int { entries.count }

  /// How many bytes a symbol stands for.
  func length(_ symbol: Symbol) -> UInt32 { entries[Int(symbol)].count }

  /// Whether the bytes of a symbol are those of its string.
  func isUTF8(_ symbol: Symbol) -> Bool {
    let entry = entries[Int(symbol)]
    let start = Int(entry.lower)
    return String(validating: storage[start..<start + Int(entry.count)], as: UTF8.self) != nil
  }

  func isReserved(_ symbol: Symbol) -> Bool { symbol <= Symbol(TokenKind.while.rawValue) }

  mutating func insert(_ text: String) -> Symbol {
    let bytes = Array(text.utf8)
    return insert(bytes, from: 0, to: bytes.count)
  }

  mutating func insert(_ bytes: [UInt8], from lower: Int, to upper: Int) -> Symbol {
    var hash = seed
    for index in lower..<upper {
      hash = (hash ^ UInt64(bytes[index])) &* 0x9E37_79B9_7F4A_7C15
    }
    hash ^= hash >> 32
    let short = UInt32(truncatingIfNeeded: hash)
    var slot = Int(short) & (slots.count - 1)
    while slots[slot] != 0 {
      let symbol = slots[slot]
      let entry = entries[Int(symbol)]
      if entry.hash == short, Int(entry.count) == upper - lower,
        equals(entry, bytes, from: lower)
      {
        return symbol
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let symbol = Symbol(entries.count)
    entries.append(
      Entry(lower: UInt32(storage.count), count: UInt32(upper - lower), hash: short))
    storage.append(contentsOf: bytes[lower..<upper])
    strings.append(String(decoding: bytes[lower..<upper], as: UTF8.self))
    slots[slot] = symbol
    if entries.count * 2 > slots.count { grow() }
    return symbol
  }

  private func equals(_ entry: Entry, _ bytes: [UInt8], from lower: Int) -> Bool {
    let start = Int(entry.lower)
    for index in 0..<Int(entry.count) where storage[start + index] != bytes[lower + index] {
      return false
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for symbol in 1..<entries.count {
      var slot = Int(entries[symbol].hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Symbol(symbol)
    }
  }
}
