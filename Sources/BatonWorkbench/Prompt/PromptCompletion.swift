// What may follow at a prompt, by what stands before the cursor: text in, candidates out.
//
// A command's argument is a request in JSON, a name, a word or a file; anything else is Lua. In both
// languages the place decides: inside quotes stands a name, after an open brace what that brace
// takes. Files are not looked at here; their candidates come from whoever can see the disk.

import Baton
import BatonModel

package struct PromptCompletion: Sendable, Equatable {
  /// What the cursor stands behind, which every candidate begins with.
  package let prefix: String
  /// Sorted, each once.
  package let candidates: [String]
  /// The argument is a file's name: candidates are on the disk.
  package let isFile: Bool

  package init(prefix: String, candidates: [String], isFile: Bool = false) {
    self.prefix = prefix
    self.candidates = Set(candidates.filter { $0.hasPrefix(prefix) && $0 != prefix }).sorted()
    self.isFile = isFile
  }

  /// What all candidates go on with: to be put in at the cursor.
  package var common: String {
    guard var common = candidates.first?[...] else { return "" }
    for candidate in candidates.dropFirst() {
      common = common.prefix(
        zip(common, candidate).prefix { $0 == $1 }.count)
    }
    return String(common.dropFirst(prefix.count))
  }

  /// - Parameters:
  ///   - line: up to the cursor.
  ///   - before: lines of the same statement that were entered already.
  package static func of(
    _ line: String, after before: [String] = [], among names: PromptNames
  ) -> PromptCompletion {
    let text = line.drop { $0 == " " }
    guard before.isEmpty, text.first == ":" else {
      return lua((before + [line]).joined(separator: "\n"), names)
    }
    let command = text.dropFirst()
    guard let space = command.firstIndex(of: " ") else {
      return PromptCompletion(
        prefix: String(command), candidates: names.commands.map(\.name))
    }
    let argument = String(command[command.index(after: space)...].drop { $0 == " " })
    switch names.commands.first(where: { $0.name == command[..<space] })?.takes {
    case nil, .nothing?: return PromptCompletion(prefix: "", candidates: [])
    case .request?:
      if argument.hasPrefix("{") { return json(argument, names) }
      return PromptCompletion(prefix: argument, candidates: argument.isEmpty ? ["{\""] : [])
    case .rules?:
      if argument.hasPrefix("{") { return json(argument, names) }
      return PromptCompletion(prefix: argument, candidates: names.wanted)
    case .word?:
      return PromptCompletion(prefix: argument, candidates: names.language.words.map(\.name))
    case .audience?: return PromptCompletion(prefix: argument, candidates: names.audiences)
    case .file?: return PromptCompletion(prefix: argument, candidates: [], isFile: true)
    }
  }

  // MARK: Requests

  /// Inside a request in JSON: its keys, and their values where those are known.
  private static func json(_ text: String, _ names: PromptNames) -> PromptCompletion {
    let place = JSONPlace(text)
    let kind = place.parent.flatMap { names.kind(of: $0) } ?? .request
    switch place.expects {
    case .key:
      let fields = names.fieldNames(of: kind).map { "\($0)\":" }
      guard let typed = place.typed else {
        return PromptCompletion(prefix: "", candidates: fields.map { "\"\($0)" })
      }
      return PromptCompletion(prefix: typed, candidates: fields)
    case .value(let key):
      let values = names.values(of: key, in: kind)
      let isBare = values == ["true", "false"]
      guard let typed = place.typed else {
        return PromptCompletion(
          prefix: place.bare, candidates: isBare ? values : values.map { "\"\($0)\"" })
      }
      return PromptCompletion(prefix: typed, candidates: isBare ? [] : values.map { "\($0)\"" })
    case .nothing: return PromptCompletion(prefix: "", candidates: [])
    }
  }

  // MARK: Lua

  private static func lua(_ text: String, _ names: PromptNames) -> PromptCompletion {
    let place = LuaPlace(text)
    if let quoted = place.quoted {
      let values = place.key.map { names.values(of: $0) } ?? []
      return PromptCompletion(prefix: quoted, candidates: values.isEmpty ? names.all : values)
    }
    if let owner = place.owner {
      return PromptCompletion(prefix: place.name, candidates: members(of: owner, names))
    }
    let language = names.language
    var candidates =
      language.words.map(\.name) + language.library + language.functions + language.objects
    if let word = place.word, let word = language.words.first(where: { $0.name == word }),
      !word.keys.isEmpty
    {
      let parts = language.words.filter { $0.parent == word.name }
      candidates = (word.keys.map(\.name) + parts.map(\.name)).filter(Self.isName)
    } else if let key = place.table {
      // A condition: fields of the request, or of what the key leads to.
      let kind = names.kind(of: key) ?? .request
      candidates = names.fieldNames(of: kind) + language.words.map(\.name)
    }
    return PromptCompletion(prefix: place.name, candidates: candidates)
  }

  private static func isName(_ key: String) -> Bool {
    key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  /// `request.…`, `its.customer.…`
  private static func members(of owner: [String], _ names: PromptNames) -> [String] {
    switch (owner.first, owner.count) {
    case ("request", 1): return names.fieldNames(of: .request)
    case ("request", 2), ("its", 2):
      return names.kind(of: owner[1]).map { names.fieldNames(of: $0) } ?? []
    case ("its", 1):
      return names.fieldNames(of: .request).filter { names.kind(of: $0) != nil }
    default: return []
    }
  }
}
