import BatonLua
package import BatonModel
import BatonSyntax

/// What a rule base declares, one declaration after the other, so that two versions of it can be laid
/// beside each other.
///
/// What a declaration says stands here in one form, whatever the layout, the order of the keys and the
/// comments in the file: equal texts mean the same. A function is the text that stands in the file,
/// with the values of the variables that it captured.
package struct RuleOutline: Sendable {
  package struct Entry: Sendable {
    /// `route`, `provider`, `levels`, …
    package let word: String
    /// Empty for words that take no name.
    package let name: String
    package let place: Place
    /// What it says by its keys; of its list the keys are "1", "2", ….
    package let parts: [String: String]

    /// As messages name it: `route "Payroll incidents"`.
    package var title: String { name.isEmpty ? word : "\(word) \"\(name)\"" }
  }

  /// In the order in which they were declared.
  package let entries: [Entry]

  init(_ declarations: [Declaration], sources: SourceSet) {
    let printer = OutlinePrinter(sources: sources)
    entries = declarations.map { declaration in
      Entry(
        word: declaration.word.name, name: declaration.name,
        place: sources.place(declaration.site), parts: printer.parts(of: declaration.body))
    }
  }
}

/// Writes what was declared in one form.
private struct OutlinePrinter {
  let sources: SourceSet

  func parts(of body: Written) -> [String: String] {
    var parts: [String: String] = [:]
    for (index, item) in body.items(in: sources).enumerated() {
      parts[String(index + 1)] = text(item)
    }
    for entry in body.fields(in: sources) { parts[key(entry.key)] = text(entry.value) }
    return parts
  }

  private func text(_ written: Written) -> String {
    switch written.value {
    case .none: "nil"
    case .yesNo(let yes): String(yes)
    case .integer(let number): String(number)
    // 5 and 5.0 are equal in Lua.
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    case .text(let text): Self.quoted(text)
    case .table: table(written)
    case .record(let record): call(written, Vocabulary.words[record.word].name)
    case .function(let function): self.function(function, at: written.site)
    case .bytes, .host, .cycle, .tooDeep, .opaque: source(written.site)
    }
  }

  private func table(_ written: Written) -> String {
    let items = written.items(in: sources).map(text)
    let fields = written.fields(in: sources).map { "\(key($0.key)) = \(text($0.value))" }
    return "{ " + (items + fields.sorted()).joined(separator: ", ") + " }"
  }

  private func call(_ written: Written, _ word: String) -> String {
    word + "(" + written.arguments(in: sources).map(text).joined(separator: ", ") + ")"
  }

  private func key(_ key: LuaKey) -> String {
    switch key {
    case .text(let name): name
    case .integer(let number): String(number)
    case .yesNo(let yes): String(yes)
    case .bytes, .other: "…"
    }
  }

  // MARK: Functions

  private func function(_ function: LuaFunction, at site: Site) -> String {
    closure(function.node, function.captures) ?? source(site)
  }

  private func closure(_ node: Int?, _ captures: [String: LuaCaptured]) -> String? {
    guard let (file, function) = sources.function(node) else { return nil }
    let own = source(file: file, function.range)
    if captures.isEmpty { return own }
    let values = captures.sorted { $0.key < $1.key }.map { "\($0.key) = \(captured($0.value))" }
    return own + " where " + values.joined(separator: ", ")
  }

  private func captured(_ value: LuaCaptured) -> String {
    switch value {
    case .value(let value): scalar(value)
    case .table(let table):
      "{ "
        + table.entries.map { "\(key($0.key)) = \(captured($0.value))" }.sorted()
        .joined(separator: ", ") + " }"
    case .closure(let closure): self.closure(closure.node, closure.captures) ?? "a function"
    }
  }

  private func scalar(_ value: LuaValue) -> String {
    switch value {
    case .yesNo(let yes): String(yes)
    case .integer(let number): String(number)
    case .number(let number): Int64(exactly: number).map(String.init) ?? String(number)
    case .text(let text): Self.quoted(text)
    default: Written.Value(value).isNothing ? "nil" : "a value"
    }
  }

  // MARK: Text of the files

  private func source(_ site: Site) -> String { source(file: site.file, site.range) }

  /// The text of a stretch without its comments' and lines' layout.
  private func source(file: Int, _ range: SourceRange) -> String {
    let bytes = sources.files[file].text.bytes[range.lower..<range.upper]
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension Written.Value {
  fileprivate var isNothing: Bool { if case .none = self { true } else { false } }
}
