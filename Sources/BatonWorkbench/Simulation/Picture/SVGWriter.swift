/// Writes SVG: elements one in another, attributes in the order in which they are given, everything
/// that others wrote escaped.
struct SVGWriter {
  typealias Attributes = [(name: String, value: String)]

  private(set) var text = ""
  private var open: [String] = []

  /// Begins an element that others stand in.
  mutating func begin(_ name: String, _ attributes: Attributes = []) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    text += indent + "</\(name)>\n"
  }

  /// Writes an element that is empty, but for a title that shows when a pointer rests on it.
  mutating func element(_ name: String, _ attributes: Attributes, title: String? = nil) {
    start(name, attributes)
    guard let title else {
      text += "/>\n"
      return
    }
    text += "><title>\(Self.escape(title))</title></\(name)>\n"
  }

  /// Writes an element with text in it.
  mutating func element(_ name: String, _ attributes: Attributes = [], text content: String) {
    start(name, attributes)
    text += ">\(Self.escape(content))</\(name)>\n"
  }

  /// Writes what is SVG already, or a style sheet that has no mark-up in it.
  mutating func raw(_ content: String) { text += content + "\n" }

  private var indent: String { String(repeating: "  ", count: open.count) }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += indent + "<" + name
    for (name, value) in attributes { text += " \(name)=\"\(Self.escape(value))\"" }
  }

  static func escape(_ text: String) -> String { XMLText.escaped(text, isOneLine: true) }

  /// A length in the picture, to a tenth.
  static func number(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let whole = "\(sign)\(abs(tenths) / 10)"
    return tenths % 10 == 0 ? whole : "\(whole).\(abs(tenths) % 10)"
  }
}
