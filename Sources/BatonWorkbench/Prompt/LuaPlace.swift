/// Where the end of an unfinished piece of Lua is: in quotes, in a declaration's table, after a dot.
///
/// One pass over the text, by its brackets, quotes and names; what is wrong in it is not asked here.
struct LuaPlace {
  /// What of a text in quotes is typed already.
  private(set) var quoted: String?
  /// What of a name is typed already.
  private(set) var name = ""
  /// The names before the dot that stands before it: `its`, `customer` of `its.customer.re`.
  private(set) var owner: [String]?
  /// The word whose table is open: `route` in `route "x" { `.
  private(set) var word: String?
  /// The key whose table is open: `when` in `when = { `.
  private(set) var table: String?
  /// The key whose value this is: `service` in `service = "`.
  private(set) var key: String?

  private struct Open {
    let word: String?
    let key: String?
  }

  init(_ text: String) {
    var open: [Open] = []
    var path: [String] = []
    var isAfterDot = false
    var last: String?
    var key: String?
    var text = text[...]
    while let character = text.first {
      if character.isLetter || character == "_" {
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        text = text.dropFirst(name.count)
        path = isAfterDot ? path + [String(name)] : [String(name)]
        isAfterDot = false
        last = String(name)
        if text.isEmpty {
          self.name = String(name)
          let owner = path.dropLast()
          self.owner = owner.isEmpty ? nil : Array(owner)
        }
        continue
      }
      text = text.dropFirst()
      switch character {
      case "\"", "'":
        let rest = text
        guard Self.skipText(&text, quote: character) else {
          quoted = String(rest)
          text = ""
          break
        }
      case ".":
        isAfterDot = true
        if text.isEmpty { owner = path }
        continue
      case "{":
        open.append(Open(word: key == nil ? last : nil, key: key))
        last = nil
        key = nil
      case "(":
        open.append(Open(word: nil, key: nil))
        last = nil
      case "}", ")": if !open.isEmpty { open.removeLast() }
      case "=":
        key = last
        last = nil
      case ",", ";":
        key = nil
        last = nil
      default: break
      }
      path = []
      isAfterDot = false
    }
    self.key = key ?? open.last?.key
    word = open.last?.word
    table = open.last?.key
  }

  /// Takes a text up to its closing quote; false, and the rest taken, if there is none.
  private static func skipText(_ text: inout Substring, quote: Character) -> Bool {
    while let character = text.popFirst() {
      if character == quote { return true }
      if character == "\\" { _ = text.popFirst() }
    }
    return false
  }
}
