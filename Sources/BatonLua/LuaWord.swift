// A word that scripts may call while loading. What words mean is the caller's affair: here they
// only make records.

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
  }

  package let name: String
  package let shape: Shape

  package init(_ name: String, _ shape: Shape) {
    self.name = name
    self.shape = shape
  }
}
