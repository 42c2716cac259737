/// An element of a small XML document, with what is in it and where it stands.
struct XMLElement: Sendable {
  let space: String
  let name: String
  /// Names of other namespaces have theirs before them, in braces.
  let attributes: [String: String]
  /// Both from 1.
  let line: Int
  let column: Int
  var children: [XMLElement] = []
  /// The text that stands directly in it, without that of its children.
  var text = ""

  /// The first child of the same namespace with a name.
  func child(_ name: String) -> XMLElement? {
    children.first { $0.name == name && $0.space == space }
  }

  func children(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name && $0.space == space }
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  var trimmedText: String { text.trimmingBlanks }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
