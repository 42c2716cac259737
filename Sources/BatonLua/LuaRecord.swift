// What a word made: the word, its arguments, and where it was called.

/// What calling a word made; the same record is the same object.
package final class LuaRecord: Sendable {
  /// Index of the word in the state's words.
  package let word: Int
  /// The values it was called with; of a declaration first the name, then the body.
  package let arguments: [LuaValue]
  /// False for a declaration that never got its body.
  package let completed: Bool
  /// Records of one state differ in it.
  package let identity: Int
  /// The number that `__n` gave to the word's first argument.
  package let node: Int?
  package let chunk: String
  package let line: Int

  package init(
    word: Int, arguments: [LuaValue], completed: Bool, identity: Int, node: Int?, chunk: String,
    line: Int
  ) {
    self.word = word
    self.arguments = arguments
    self.completed = completed
    self.identity = identity
    self.node = node
    self.chunk = chunk
    self.line = line
  }
}
