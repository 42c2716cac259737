/// Numbers by chance that are the same for the same seed, everywhere: SplitMix64 (Steele, Lea and Flood,
/// "Fast Splittable Pseudorandom Number Generators", 2014).
struct ForecastDraws {
  private var state: UInt64

  /// - Parameter run: runs of one seed draw other numbers.
  init(seed: UInt64, run: Int) {
    state = seed &+ UInt64(truncatingIfNeeded: run) &* 0xD1B5_4A32_D192_ED03
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// From 0 up to but not including a limit above 0; off by less than a part in 2^50.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }
}
