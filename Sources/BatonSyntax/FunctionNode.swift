/// A function, however it is written.
package final class FunctionNode: Sendable {
  package enum Form: Sendable {
    /// `function (…) … end` as a value
    case expression
    /// `local function name(…) … end`
    case local(name: String)
    /// `function a.b.c(…) … end` or `function a.b:c(…) … end`: the path as an expression reads it
    case statement(path: String)
  }

  /// The index in `SyntaxTree.numbered`.
  package let number: Int
  package let form: Form
  /// As written; a method's `self` is not among them.
  package let parameters: [LocalDeclaration]
  package let isVariadic: Bool
  package let body: Block
  /// From `function` (of a local function, from `local`) to the end of `end`.
  package let range: SourceRange
  package let firstLine: Int
  package let lastLine: Int
  /// Assignments inside it, or inside functions in it, to local variables declared outside it.
  package let assignedCaptures: [Capture]

  init(
    number: Int, form: Form, parameters: [LocalDeclaration], isVariadic: Bool, body: Block,
    range: SourceRange, lines: (first: Int, last: Int), assignedCaptures: [Capture]
  ) {
    self.number = number
    self.form = form
    self.parameters = parameters
    self.isVariadic = isVariadic
    self.body = body
    self.range = range
    self.firstLine = lines.first
    self.lastLine = lines.last
    self.assignedCaptures = assignedCaptures
  }
}

/// An assignment to a variable that the function did not declare.
package struct Capture: Sendable {
  package let name: String
  /// Of the name where it is assigned.
  package let range: SourceRange
  package let declaration: LocalDeclaration
}
