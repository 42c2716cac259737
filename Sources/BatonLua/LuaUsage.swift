// What one load or evaluation used. Fuel is the same for the same script; bytes may differ a little
// between runs, because Lua seeds its hashes differently in each state.

import CLuaShim

/// What one load or evaluation used.
package struct LuaUsage: Sendable {
  /// Units of work, counted by hundreds of instructions.
  package let fuel: Int64
  /// The most bytes that were alive at once, over what was alive before.
  package let liveBytes: Int
  /// Bytes of the largest block.
  package let largestBlock: Int
  /// Bytes asked for, freed or not, with 64 more for each block and 128 more for each text.
  package let churnedBytes: Int
  /// Seconds on the wall clock; zero for the fast path, which does not read it.
  package let seconds: Double

  init(_ usage: bl_usage) {
    fuel = usage.fuel
    liveBytes = Int(usage.live)
    largestBlock = Int(usage.largest)
    churnedBytes = Int(usage.churned)
    seconds = usage.seconds
  }
}
