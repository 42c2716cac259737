/// What a document is by its first bytes, whatever its name says.
package enum DocumentForm: Sendable {
  case xml
  case zip
  case text
  /// The compound files of old office programs.
  case oldWorkbook
  case other

  package static func of(_ bytes: [UInt8]) -> DocumentForm {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    {
      return .zip
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldWorkbook }
    // XML may be in UTF-16, which the parser reads by its first bytes.
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .xml }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = bytes.starts(with: mark) ? mark.count : 0
    let first = bytes[start...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == UInt8(ascii: "<") { return .xml }
    return bytes.contains(0) ? .other : .text
  }
}
