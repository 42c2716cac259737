/// A name used as a value or assigned to, and what it means there.
package struct NameNode: Sendable {
  package enum Resolution: Sendable {
    /// A local variable of the same function.
    case local(LocalDeclaration)
    /// A local variable of a function around this one, or of the file.
    case upvalue(LocalDeclaration)
    case global
  }

  package let name: String
  package let range: SourceRange
  package let resolution: Resolution

  package var isGlobal: Bool {
    if case .global = resolution { true } else { false }
  }
}

/// Where a local variable, a parameter or a loop's variable is declared.
package final class LocalDeclaration: Sendable {
  package enum Attribute: Sendable {
    case none, constant, toBeClosed
  }

  package let name: String
  package let range: SourceRange
  package let attribute: Attribute

  init(name: String, range: SourceRange, attribute: Attribute) {
    self.name = name
    self.range = range
    self.attribute = attribute
  }
}
