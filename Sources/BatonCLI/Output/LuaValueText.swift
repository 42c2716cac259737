import Baton
import BatonLua

/// Values that left a Lua state, as text.
enum LuaValueText {
  /// As `tostring` gives it: a text as it is, what is no scalar by its kind, `<table>`.
  static func bytes(_ value: LuaValue) -> [UInt8] {
    switch value {
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): bytes
    case .none: Array("nil".utf8)
    case .yesNo(let yes): Array((yes ? "true" : "false").utf8)
    case .integer(let number): Array(String(number).utf8)
    case .number(let number): Array(Self.number(number).utf8)
    case .record(let record): Array("<\(LuaFile.words[record.word].name)>".utf8)
    case .function: Array("<function>".utf8)
    case .table, .cycle, .tooDeep: Array("<table>".utf8)
    case .host: Array("<record>".utf8)
    case .opaque(let type): Array("<\(type)>".utf8)
    }
  }

  /// As a prompt shows it: texts in quotes, tables and records with what is in them; see
  /// ``LuaValuePage``.
  static func shown(_ value: LuaValue) -> String { LuaValuePage.text(value) }

  /// Lua's own form: fourteen digits, and `.0` behind what would look like an integer.
  static func number(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let text = FourteenDigits.text(number)
    return text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) } ? text + ".0" : text
  }
}
