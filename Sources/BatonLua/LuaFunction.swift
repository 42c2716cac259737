// A function that a state keeps: how to call it, and what it captured.

/// A function that a state keeps.
package struct LuaFunction: Sendable {
  /// Something that a kept function must not capture.
  package enum CaptureProblem: Sendable, Equatable {
    /// An iterator of `pairs` or `gmatch`, which moves on at every call.
    case iterator
  }

  /// The number to call it by; the same in every state of the same program.
  package let ordinal: Int
  /// The number that `__n` gave it.
  package let node: Int?
  package let chunk: String
  package let line: Int
  /// The numbers of all functions that it captures, directly or through functions, tables and
  /// records, its own among them.
  package let reaches: [Int]
  package let problem: CaptureProblem?
  /// What it captured but for the environment, by the names of the variables, as it was when the
  /// files had run.
  package let captures: [String: LuaCaptured]
}
