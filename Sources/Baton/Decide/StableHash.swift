/// A hash that is the same on every machine and in every year, for choices that must not change.
///
/// FNV-1a over the text's UTF-8 bytes (offset 14695981039346656037, prime 1099511628211), whose
/// high bits are poor on short texts, stirred by the finaliser of SplitMix64. Sources: Fowler, Noll
/// and Vo, "The FNV Non-Cryptographic Hash Algorithm"; Steele, Lea and Flood, "Fast Splittable
/// Pseudorandom Number Generators" (OOPSLA 2014).
enum StableHash {
  static func of(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return stir(hash)
  }

  /// A number from 0 up to but not including 1: the hash's 53 high bits.
  static func fraction(of text: String) -> Double {
    Double(of(text) >> 11) * 0x1p-53
  }

  private static func stir(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
