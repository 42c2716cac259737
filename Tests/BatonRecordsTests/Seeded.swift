import Foundation

/// Random numbers that can be had again: SplitMix64, seeded by `BATON_SEED` or by chance.
struct Seeded: RandomNumberGenerator {
  let seed: UInt64
  private var state: UInt64

  init() {
    let asked = ProcessInfo.processInfo.environment["BATON_SEED"].flatMap { UInt64($0) }
    seed = asked ?? UInt64.random(in: 0..<1 << 32)
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
