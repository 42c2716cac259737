/// Where the end of an unfinished JSON text is: before a key, in a key, before or in a value.
///
/// One pass over the text; what is wrong in it is not asked here.
struct JSONPlace {
  enum Expected: Equatable {
    case key
    case value(of: String)
    case nothing
  }

  private(set) var expects = Expected.nothing
  /// What of a text in quotes is typed already; nil outside quotes.
  private(set) var typed: String?
  /// What of a value without quotes is typed already.
  private(set) var bare = ""
  /// The key whose object this is; nil in the outermost one.
  private(set) var parent: String?

  init(_ text: String) {
    var keys: [String?] = []
    var key: String?
    var isAfterColon = false
    var text = text[...]
    while let character = text.popFirst() {
      switch character {
      case "\"":
        guard let content = Self.content(&text) else {
          parent = keys.last ?? nil
          expects = isAfterColon ? key.map { .value(of: $0) } ?? .nothing : .key
          typed = Self.unfinished(text)
          return
        }
        if isAfterColon { bare = "\"" } else { key = content }
      case "{":
        keys.append(keys.isEmpty ? nil : key)
        key = nil
        isAfterColon = false
      case "[": keys.append(key)
      case "}", "]":
        if !keys.isEmpty { keys.removeLast() }
        isAfterColon = true
        bare = "}"
      case ":":
        isAfterColon = true
        bare = ""
      case ",":
        isAfterColon = false
        key = nil
        bare = ""
      case " ", "\t": break
      default: bare.append(character)
      }
    }
    parent = keys.last ?? nil
    if keys.isEmpty { return }
    if !isAfterColon {
      expects = key == nil ? .key : .nothing
    } else if let key, bare.allSatisfy(\.isLetter) {
      expects = .value(of: key)
    }
  }

  /// Takes a text up to its closing quote; nil, and the rest untouched, if there is none.
  private static func content(_ text: inout Substring) -> String? {
    var rest = text
    var content = ""
    while let character = rest.popFirst() {
      if character == "\"" {
        text = rest
        return content
      }
      content.append(character)
      if character == "\\", let next = rest.popFirst() { content.append(next) }
    }
    return nil
  }

  private static func unfinished(_ text: Substring) -> String { String(text) }
}
