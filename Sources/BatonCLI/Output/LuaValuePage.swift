import Baton
import BatonLua

/// One value that left a Lua state, as a prompt shows it: `{ 1, name = "x" }`, `<above 5>`.
///
/// A table or record may stand in others many times, so that writing all of it out would double at
/// every step: nesting is shown to a depth, and the whole to a size, `…` where something is left
/// out. Cost: the size, whatever the value.
struct LuaValuePage {
  private static let depth = 4
  /// In bytes; the text in hand is cut as well.
  private static let size = 10_000

  private var text = ""

  static func text(_ value: LuaValue) -> String {
    var page = LuaValuePage()
    page.add(value, depth: depth)
    return TerminalText.plain(page.text)
  }

  private var isFull: Bool { text.utf8.count >= Self.size }

  private mutating func add(_ value: LuaValue, depth: Int) {
    switch value {
    case .text(let text): add(quoted: text)
    case .table(let table) where depth > 0: add(table, depth: depth - 1)
    case .record(let record) where depth > 0:
      text += "<\(LuaFile.words[record.word].name)"
      for argument in record.arguments {
        if skips() { break }
        text += " "
        add(argument, depth: depth - 1)
      }
      text += ">"
    default: add(String(decoding: LuaValueText.bytes(value), as: UTF8.self))
    }
  }

  private mutating func add(_ table: LuaTable, depth: Int) {
    if table.entries.isEmpty {
      text += "{}"
      return
    }
    text += "{ "
    for (index, entry) in table.entries.enumerated() {
      if index > 0 { text += ", " }
      if skips() { break }
      if index >= table.listCount {
        add(entry.key)
        text += " = "
      }
      add(entry.value, depth: depth)
    }
    text += " }"
  }

  private mutating func add(_ key: LuaKey) {
    switch key {
    case .text(let name):
      if !name.isEmpty, name.utf8.allSatisfy({ $0 == 0x5F || (0x61...0x7A).contains($0 | 0x20) }) {
        add(name)
      } else {
        add(bracketed: name)
      }
    case .integer(let number): text += "[\(number)]"
    case .bytes(let bytes): add(bracketed: String(decoding: bytes, as: UTF8.self))
    case .yesNo(let yes): text += "[\(yes)]"
    case .other(let type): text += "[<\(type)>]"
    }
  }

  private mutating func add(bracketed name: String) {
    text += "["
    add(quoted: name)
    text += "]"
  }

  private mutating func add(quoted part: String) {
    text += "\""
    add(part)
    text += "\""
  }

  private mutating func add(_ part: String) {
    text += TerminalText.cut(part, to: Self.size)
  }

  /// Whether there is no room for more, which is then told.
  private mutating func skips() -> Bool {
    if isFull { text += "…" }
    return isFull
  }
}
