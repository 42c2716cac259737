/// One pass over a text: its hash, and whether it is ASCII.
///
/// Eight bytes at a time, the last eight again where the length is no multiple of eight. Each word
/// is folded in by a 64 by 64 bit multiplication whose halves are put together (as wyhash does), so
/// that each bit of the text reaches each bit of the hash; tables may use any of them.
@usableFromInline
struct TextDigest {
  @usableFromInline var hash: UInt64
  /// All bytes of the text, one over the other.
  @usableFromInline var bits: UInt64 = 0

  @inlinable @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    let count = text.count
    hash = UInt64(truncatingIfNeeded: count) &+ 0xa076_1d64_78bd_642f
    guard count > 0, let base = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
    if count >= 8 {
      var place = 0
      let last = count &- 8
      while place < last {
        add(Self.word(base, place))
        place &+= 8
      }
      add(Self.word(base, last))
    } else {
      add(Self.shortWord(base, count))
    }
  }

  @inlinable @inline(__always)
  var isASCII: Bool { bits & 0x8080_8080_8080_8080 == 0 }

  @inlinable @inline(__always)
  mutating func add(_ word: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: 0xe703_7ed1_a0b4_28db)
    hash = product.high ^ product.low
    bits |= word
  }

  /// Whether two texts of one length, which is not 0, have the same bytes.
  @inlinable @inline(__always)
  static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    if count < 8 { return shortWord(left, count) == shortWord(right, count) }
    var place = 0
    let last = count &- 8
    while place < last {
      if word(left, place) != word(right, place) { return false }
      place &+= 8
    }
    return word(left, last) == word(right, last)
  }

  @inlinable @inline(__always)
  static func word(_ base: UnsafeRawPointer, _ place: Int) -> UInt64 {
    base.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// All of one to seven bytes, without reading others.
  @inlinable @inline(__always)
  static func shortWord(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 4 {
      let first = base.loadUnaligned(as: UInt32.self)
      let last = base.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) << 32
    }
    let first = base.load(as: UInt8.self)
    let middle = base.load(fromByteOffset: count >> 1, as: UInt8.self)
    let last = base.load(fromByteOffset: count &- 1, as: UInt8.self)
    return UInt64(first) | UInt64(middle) << 8 | UInt64(last) << 16
  }
}
