// A word that scripts may call while loading. What words mean is the caller's affair: here they
// only make records.

import CLuaShim

/// A word of the language that a state offers to scripts.
package struct LuaWord: Sendable {
  /// How a word is called, and when what it makes is complete.
  package enum Shape: Int32, Sendable {
    /// `word "name" { … }`: a text makes a pending record, one more call completes it.
    case declaration = 0
    /// `word { … }`: one value, complete at once, and declared.
    case single = 1
    /// `above(5)`: any values, complete at once, a part of something else.
    case value = 2
    /// `include "file"`: asks the host for a source, runs it once, gives what it returned.
    case include = 3
    /// `absent`: a record by itself, without arguments.
    case constant = 4
    /// `hours(4)`: like a value, and functions that run later may make it too.
    case amount = 5
  }

  package let name: String
  package let shape: Shape
  /// Whether the host hears of each declaration as soon as it is complete.
  package let isHeard: Bool

  package init(_ name: String, _ shape: Shape, isHeard: Bool = false) {
    self.name = name
    self.shape = shape
    self.isHeard = isHeard
  }

  var shimShape: Int32 { shape.rawValue | (isHeard ? Int32(BL_HEARD) : 0) }
}
