import Baton
import BatonModel

/// The language as LuaCATS annotations, which language servers of Lua read.
///
/// A declaration is a function of its name that gives a function of its table; so `route "x" { … }`
/// completes the keys of a route. A key's type is what its words in the table say, where they say one
/// simple type, else any.
enum Annotations {
  static func text(_ language: LanguageTable) -> String {
    var lines = [
      "---@meta",
      "-- What editors know of the language of rules. \(EditorFiles.mark)",
      "", "---@class baton.Declaration", "---@class baton.Value",
    ]
    lines += records(language)
    for word in language.words { lines += [""] + self.word(word) }
    for name in language.functions {
      lines += ["", "---Asks a calendar.", "---@return any", "function \(name)(...) end"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Records, as functions see them

  private static func records(_ language: LanguageTable) -> [String] {
    var lines: [String] = []
    for kind in RecordKind.allCases {
      guard let fields = language.fields[kind], !fields.isEmpty else { continue }
      lines += ["", "---@class \(className(kind))"]
      for field in fields {
        let words = field.summary.isEmpty ? field.type.phrase : field.summary
        lines.append("---@field \(field.name)? \(type(field.type)) \(words)")
      }
    }
    return lines
  }

  private static func className(_ kind: RecordKind) -> String {
    "baton." + pascal(kind.rawValue)
  }

  private static func type(_ type: FieldType) -> String {
    switch type {
    case .text, .instant: "string"
    case .number, .share: "number"
    case .wholeNumber, .priority: "integer"
    case .yesNo: "boolean"
    case .list: "string[]"
    case .oneOf(let names): names.map { "\"\($0)\"" }.joined(separator: "|")
    // A record can be asked for its own fields.
    case .reference(let kind): className(kind)
    }
  }

  // MARK: Words

  private static func word(_ word: LanguageTable.Word) -> [String] {
    var lines: [String] = []
    switch word.role {
    case .declaration(let isNamed):
      lines += body(word)
      lines += documentation(word)
      let body = "baton.\(pascal(word.name))Body"
      if isNamed {
        lines += [
          "---@param name string", "---@return fun(body: \(body)): baton.Declaration",
          "function \(word.name)(name) end",
        ]
      } else {
        lines += [
          "---@param body \(body)", "---@return baton.Declaration",
          "function \(word.name)(body) end",
        ]
      }
    case .include:
      lines += documentation(word)
      lines += ["---@param file string", "---@return any", "function \(word.name)(file) end"]
    case .constant:
      lines += documentation(word) + ["---@type baton.Value", "\(word.name) = nil"]
    case .function, .table:
      lines += documentation(word)
      lines += ["---@return baton.Value", "function \(word.name)(...) end"]
    }
    return lines
  }

  private static func body(_ word: LanguageTable.Word) -> [String] {
    ["---@class baton.\(pascal(word.name))Body"]
      + word.keys.map { "---@field \($0.name)? \(type(ofWords: $0.takes)) \($0.takes)" }
      + ["---@field [integer] any", ""]
  }

  private static func documentation(_ word: LanguageTable.Word) -> [String] {
    var lines = ["---\(word.summary)"]
    if let parent = word.parent { lines.append("---Stands inside `\(parent)`.") }
    return lines + ["---", "---```lua", "---\(word.example)", "---```"]
  }

  /// The simple types that a key's words may say.
  private static let simple = [
    "a text": "string", "a number": "number", "a whole number": "integer",
    "true or false": "boolean",
    "a list of texts": "string[]",
  ]

  static func type(ofWords words: String) -> String {
    if let type = simple[words] { return type }
    let options = quoted(words)
    return options.isEmpty ? "any" : options.map { "\"\($0)\"" }.joined(separator: "|")
  }

  /// The texts of a sentence that has nothing but texts in quotes: `"a", "b" or "c"`.
  private static func quoted(_ words: String) -> [String] {
    var options: [String] = []
    var rest = words[...]
    while rest.first == "\"" {
      guard let end = rest.dropFirst().firstIndex(of: "\"") else { return [] }
      options.append(String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...]
      if rest.isEmpty { return options.count > 1 ? options : [] }
      guard let separator = [", ", " or "].first(where: { rest.hasPrefix($0) }) else { return [] }
      rest = rest.dropFirst(separator.count)
    }
    return []
  }

  private static func pascal(_ name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
