import BatonLua
package import BatonModel
import BatonSyntax

/// What a rule base declares, one declaration after the other, so that two versions of it can be laid
/// beside each other, and told to people.
///
/// What a declaration says stands here in one form, whatever the layout, the order of the keys and the
/// comments in the file: equal values mean the same. A function is the text that stands in the file,
/// with the values of the variables that it captured.
package struct RuleOutline: Sendable {
  /// Something that was declared.
  package indirect enum Value: Sendable, Hashable {
    case text(String)
    case number(String)
    case yesNo(Bool)
    /// A table: its list, then its fields in alphabetical order.
    case table([Value], [Field])
    /// A word with what it was given: `above(5)`.
    case call(String, [Value])
    /// Lua as it stands in the file.
    case lua(String)
  }

  package struct Field: Sendable, Hashable {
    package let name: String
    package let value: Value
  }

  package struct Entry: Sendable {
    /// `route`, `provider`, `levels`, …
    package let word: String
    /// Empty for words that take no name.
    package let name: String
    package let place: Place
    /// What it says by its keys; of its list the keys are "1", "2", ….
    package let parts: [String: Value]
    /// The statement of the file that it stands in, as it is written there; nil if nobody asked.
    package let text: String?

    /// The same without what it says by other keys.
    package func keeping(_ keys: Set<String>) -> Entry {
      Entry(
        word: word, name: name, place: place, parts: parts.filter { keys.contains($0.key) },
        text: text)
    }
  }

  /// In the order in which they were declared.
  package let entries: [Entry]
  /// Of each file, by its name: the hash of its bytes; empty if nobody asked for texts.
  package let hashes: [String: String]

  /// - Parameter isQuoted: whether declarations are to be had as they are written.
  init(_ declarations: [Declaration], sources: SourceSet, isQuoted: Bool = false) {
    let reader = OutlineReader(sources: sources)
    var quotes = isQuoted ? SourceQuotes(sources) : nil
    entries = declarations.map { declaration in
      Entry(
        word: declaration.word.name, name: declaration.name,
        place: sources.place(declaration.site), parts: reader.parts(of: declaration.body),
        text: quotes?.text(at: declaration.site))
    }
    hashes =
      isQuoted
      ? Dictionary(
        sources.files.map { ($0.name, ContentHash.of($0.text.bytes)) }
      ) { first, _ in first }
      : [:]
  }
}

/// The statements of files as they are written. A file is read as a tree once, when it is asked for.
private struct SourceQuotes {
  private let sources: SourceSet
  private var statements: [Int: [SourceRange]] = [:]

  init(_ sources: SourceSet) { self.sources = sources }

  /// The whole statement that a place is in: of a declaration in a loop the loop. O(log statements).
  mutating func text(at site: Site) -> String {
    let source = sources.files[site.file].text
    let ranges =
      statements[site.file]
      ?? SyntaxTree.parse(SourceText(name: source.name, bytes: source.bytes)).block.statements
      .map(\.range)
    statements[site.file] = ranges
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upper <= site.range.lower { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count, ranges[low].lower <= site.range.lower else {
      return sources.text(at: site)
    }
    return source.text(ranges[low])
  }
}

extension RuleOutline.Value: CustomStringConvertible {
  /// As the language writes it, in one line.
  package var description: String {
    switch self {
    case .text(let text):
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    case .number(let text), .lua(let text): text
    case .yesNo(let yes): String(yes)
    case .table(let items, let fields):
      "{ "
        + (items.map(\.description) + fields.map { "\($0.name) = \($0.value)" })
        .joined(separator: ", ") + " }"
    case .call(let word, let arguments):
      arguments.isEmpty
        ? word : word + "(" + arguments.map(\.description).joined(separator: ", ") + ")"
    }
  }
}

/// Reads what was declared.
private struct OutlineReader {
  let sources: SourceSet

  func parts(of body: Written) -> [String: RuleOutline.Value] {
    var parts: [String: RuleOutline.Value] = [:]
    for (index, item) in body.items(in: sources).enumerated() {
      parts[String(index + 1)] = value(item)
    }
    for entry in body.fields(in: sources) { parts[key(entry.key)] = value(entry.value) }
    return parts
  }

  private func value(_ written: Written) -> RuleOutline.Value {
    switch written.value {
    case .none: .lua("nil")
    case .yesNo(let yes): .yesNo(yes)
    case .integer(let number): .number(String(number))
    // 5 and 5.0 are equal in Lua.
    case .number(let number): .number(Int64(exactly: number).map(String.init) ?? String(number))
    case .text(let text): .text(text)
    case .table:
      .table(
        written.items(in: sources).map(value),
        written.fields(in: sources).map {
          RuleOutline.Field(name: key($0.key), value: value($0.value))
        }.sorted { $0.name < $1.name })
    case .record(let record):
      .call(Vocabulary.words[record.word].name, written.arguments(in: sources).map(value))
    case .function(let function):
      .lua(closure(function.node, function.captures) ?? source(written.site))
    case .bytes, .host, .cycle, .tooDeep, .opaque: .lua(source(written.site))
    }
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
    case .text(let text): "\(RuleOutline.Value.text(text))"
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
}

extension Written.Value {
  fileprivate var isNothing: Bool { if case .none = self { true } else { false } }
}
