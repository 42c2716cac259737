/// Where something was written: a file of the rule base, and a position in it.
///
/// `line` and `column` count from 1, columns in Unicode scalars. A place made by a program rather
/// than written by a person (a rule that a loop declared) is the place of the call.
public struct Place: Sendable, Hashable, Codable {
  /// The file's path relative to the rule base's folder, with `/` between folders.
  public var file: String
  public var line: Int
  /// Nil where only the line is known.
  public var column: Int?
  /// How many scalars of the line the problem covers, for a caret; nil where unknown.
  public var length: Int?

  public init(file: String, line: Int, column: Int? = nil, length: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }
}

extension Place: CustomStringConvertible {
  /// `file:line`, the form that decisions carry and editors open.
  public var description: String { file + ":" + String(line) }
}
