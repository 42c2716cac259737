/// Writes CSV (RFC 4180) onto the end of an array of bytes, a cell at a time.
///
/// A cell is quoted if it has a separator, a quote or a line end in it, or a space at an end.
package struct CSVWriter: Sendable {
  package var bytes: [UInt8]
  private let separator: UInt8
  private var isFirst = true

  /// - Parameter separator: one ASCII character.
  package init(appendingTo bytes: [UInt8] = [], separator: UInt8 = UInt8(ascii: ",")) {
    self.bytes = bytes
    self.separator = separator
  }

  package mutating func cell(_ text: String) {
    if !isFirst { bytes.append(separator) }
    isFirst = false
    var text = text
    text.withUTF8 { utf8 in
      let space: UInt8 = 0x20
      let isQuoted =
        utf8.first == space || utf8.last == space
        || utf8.contains { $0 == separator || $0 == Self.quote || $0 == 0x0a || $0 == 0x0d }
      guard isQuoted else { return bytes.append(contentsOf: utf8) }
      bytes.append(Self.quote)
      for byte in utf8 {
        if byte == Self.quote { bytes.append(Self.quote) }
        bytes.append(byte)
      }
      bytes.append(Self.quote)
    }
  }

  package mutating func endRow() {
    bytes.append(0x0a)
    isFirst = true
  }

  private static let quote = UInt8(ascii: "\"")
}
