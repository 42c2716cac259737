// How much one load or one evaluation may use. Memory limits are growth over what was alive before.
//
// The floors were chosen so that each meter stops a script in a small part of a second, far before
// the clock: 12 million units of fuel are less than a quarter of a second of plain instructions.

import CLuaShim

/// Limits of one load or one evaluation.
package struct LuaLimits: Sendable {
  /// Units of work: one is about one instruction.
  package var fuel: Int64
  /// Bytes that may come alive.
  package var liveBytes: Int
  /// Bytes of the largest single value; a text is also limited to `LuaLimits.textBytes`.
  package var blockBytes: Int
  /// Bytes that may be asked for.
  package var churnedBytes: Int
  /// Seconds on the wall clock, a backstop.
  package var seconds: Double
  /// Bytes that `print` keeps; what is beyond is dropped.
  package var printedBytes: Int

  /// The largest text that a script may make, in bytes, whatever the largest block is.
  package static let textBytes = 1 << 20
  /// The largest source that is read, in bytes.
  package static let sourceBytes = 32 << 20

  package init(
    fuel: Int64, liveBytes: Int, blockBytes: Int, churnedBytes: Int, seconds: Double,
    printedBytes: Int
  ) {
    self.fuel = fuel
    self.liveBytes = liveBytes
    self.blockBytes = blockBytes
    self.churnedBytes = churnedBytes
    self.seconds = seconds
    self.printedBytes = printedBytes
  }

  /// Limits for loading sources of `sourceBytes` in all: a floor, and more for more to read.
  package static func loading(sourceBytes: Int) -> LuaLimits {
    let size = max(0, min(sourceBytes, 1 << 32))
    return LuaLimits(
      fuel: 12_000_000 + 100 * Int64(size),
      liveBytes: 32 << 20 + 32 * size,
      blockBytes: 16 << 20,
      churnedBytes: 192 << 20 + 128 * size,
      seconds: 5 + 4 * Double(size) / 1e6,
      printedBytes: 1 << 20)
  }

  /// Limits for one call of a kept function.
  package static let evaluating = LuaLimits(
    fuel: 2_000_000, liveBytes: 4 << 20, blockBytes: 256 << 10, churnedBytes: 16 << 20,
    seconds: 2, printedBytes: 16 << 10)

  var shim: bl_limits {
    bl_limits(
      fuel: fuel, live: Int64(liveBytes), block: Int64(blockBytes),
      text: Int64(min(blockBytes, LuaLimits.textBytes)), churned: Int64(churnedBytes),
      printed: Int64(printedBytes), seconds: seconds)
  }
}
