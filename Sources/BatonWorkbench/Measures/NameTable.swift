/// Names as small numbers, so that columns of many cases are flat.
package struct NameTable: Sendable {
  /// No name.
  package static let none = UInt32.max

  package private(set) var texts: [String] = []
  private var numbers: [String: UInt32] = [:]

  package init() {}

  /// The number of a name, which gets one if it has none.
  package mutating func number(of text: String) -> UInt32 {
    if let known = numbers[text] { return known }
    let number = UInt32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  package mutating func number(of text: String?) -> UInt32 {
    text.map { number(of: $0) } ?? Self.none
  }

  /// The number of a name that has one.
  package func known(_ text: String) -> UInt32? { numbers[text] }

  /// Nil for ``none``.
  package subscript(number: UInt32) -> String? {
    number == Self.none ? nil : texts[Int(number)]
  }
}
