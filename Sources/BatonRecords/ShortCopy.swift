/// Copies bytes of which there are mostly few: words that overlap, so that no length needs a loop
/// and most need no call.
@usableFromInline
enum ShortCopy {
  /// - Precondition: both places have `count` bytes, and they do not overlap.
  @inlinable @inline(__always)
  static func copy(
    _ count: Int, from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer
  ) {
    if count > 64 {
      target.copyMemory(from: source, byteCount: count)
    } else if count > 32 {
      ends(SIMD4<UInt64>.self, count, from: source, to: target)
    } else if count >= 16 {
      ends(SIMD2<UInt64>.self, count, from: source, to: target)
    } else if count >= 8 {
      ends(UInt64.self, count, from: source, to: target)
    } else if count >= 4 {
      ends(UInt32.self, count, from: source, to: target)
    } else if count >= 2 {
      ends(UInt16.self, count, from: source, to: target)
    } else if count == 1 {
      target.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
    }
  }

  /// How many bytes ``copyLoosely(from:to:)`` copies.
  @inlinable static var loose: Int { MemoryLayout<SIMD4<UInt64>>.size }

  /// Copies as many bytes as fit into a few registers, whether they are wanted or not: where there is
  /// room for them that costs less than to ask how many are.
  /// - Precondition: both places have ``loose`` bytes.
  @inlinable @inline(__always)
  static func copyLoosely(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
    target.storeBytes(
      of: source.loadUnaligned(as: SIMD4<UInt64>.self), as: SIMD4<UInt64>.self)
  }

  /// Copies a word at the start and one at the end, which together are all.
  @inlinable @inline(__always)
  static func ends<Word: BitwiseCopyable>(
    _ type: Word.Type, _ count: Int, from source: UnsafeRawPointer,
    to target: UnsafeMutableRawPointer
  ) {
    let last = count &- MemoryLayout<Word>.size
    let head = source.loadUnaligned(as: Word.self)
    let tail = source.loadUnaligned(fromByteOffset: last, as: Word.self)
    target.storeBytes(of: head, as: Word.self)
    target.storeBytes(of: tail, toByteOffset: last, as: Word.self)
  }
}
