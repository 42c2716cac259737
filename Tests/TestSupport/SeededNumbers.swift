import Foundation

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers for the same seed, everywhere.
public struct SeededNumbers: RandomNumberGenerator, Sendable {
  public let seed: UInt64
  private var state: UInt64

  public init(seed: UInt64 = Self.anySeed()) {
    self.seed = seed
    state = seed
  }

  /// What `BATON_SEED` says, else a number by chance: to be printed by the test that uses it.
  public static func anySeed() -> UInt64 {
    let asked = ProcessInfo.processInfo.environment["BATON_SEED"].flatMap { UInt64($0) }
    return asked ?? UInt64.random(in: 0..<1 << 32)
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  public mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
  public mutating func isOne(in count: Int) -> Bool { below(count) == 0 }
  public mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[below(choices.count)]
  }
}
