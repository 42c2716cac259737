/// One pass over a text: its ends, its hash, and whether it is ASCII.
///
/// The ends are the first eight bytes and the last eight; of a shorter text the first is all of it.
/// So texts of up to 16 bytes, which most are, are equal if their lengths and their ends are. The
/// ends, and of a longer text each word between, are folded in by a 64 by 64 bit multiplication
/// whose halves are put together (as wyhash does), so that each bit of the text reaches each bit of
/// the hash; tables may use any of them.
@usableFromInline
struct TextDigest {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var last: UInt64 = 0
  @usableFromInline var hash: UInt64
  /// All bytes of the text, one over the other.
  @usableFromInline var bits: UInt64

  /// The most bytes that the ends say everything of.
  @inlinable static var short: Int { 16 }

  @inlinable @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    let count = text.count
    if let base = UnsafeRawPointer(text.baseAddress), count > 0 {
      if count >= 8 {
        first = Self.word(base, 0)
        last = Self.word(base, count &- 8)
      } else {
        first = Self.shortWord(base, count)
      }
    }
    bits = first | last
    hash = Self.fold(
      first ^ 0xe703_7ed1_a0b4_28db,
      last ^ 0xa076_1d64_78bd_642f ^ UInt64(truncatingIfNeeded: count))
    if count > Self.short, let base = UnsafeRawPointer(text.baseAddress) {
      var place = 8
      while place < count &- 8 {
        let word = Self.word(base, place)
        hash = Self.fold(hash ^ word, 0xe703_7ed1_a0b4_28db)
        bits |= word
        place &+= 8
      }
    }
  }

  @inlinable @inline(__always)
  var isASCII: Bool { bits & 0x8080_8080_8080_8080 == 0 }

  @inlinable @inline(__always)
  static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// Whether two texts of one length, of at least eight bytes, are the same.
  static func equal(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
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
