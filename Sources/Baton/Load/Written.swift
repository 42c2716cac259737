import BatonLua
import BatonModel
import BatonSyntax

/// A value as the rule base wrote it: what it is, and where it stands.
///
/// It comes from one of two hands. What is data has a node in its file's ``DeclaredData``, and a
/// part's place is its own. What Lua made is a ``LuaValue``: going into a table or a word's
/// arguments goes down the value and the syntax tree together. There a table that a helper or a
/// loop made knows its own constructor; what has no node of its own has the place of what contains
/// it.
struct Written {
  enum Value {
    case none
    case yesNo(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case bytes
    case table(WrittenTable)
    case function(LuaFunction)
    case record(WrittenRecord)
    case host
    case cycle
    case tooDeep
    case opaque(String)
  }

  let value: Value
  let site: Site

  struct Entry {
    let key: LuaKey
    let keySite: Site
    let value: Written

    /// The key as written, when it is a name.
    var name: String? {
      if case .text(let name) = key { name } else { nil }
    }
  }

  var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  var table: WrittenTable? {
    if case .table(let table) = value { table } else { nil }
  }

  var record: WrittenRecord? {
    if case .record(let record) = value { record } else { nil }
  }

  var function: LuaFunction? {
    if case .function(let function) = value { function } else { nil }
  }

  /// What it is, for "found …" in messages: quotes texts and numbers.
  var phrase: String {
    switch value {
    case .none: "nothing"
    case .yesNo(let yes): yes ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .text(let text): text.count > 60 ? "a long text" : "\"\(text)\""
    case .bytes: "a text that is not UTF-8"
    case .table(let table): table.isEmpty ? "an empty list" : "a table"
    case .function: "a function"
    case .record(let record): "`\(Vocabulary.words[record.word].name)`"
    case .host: "a record of the catalogue"
    case .cycle: "a table that contains itself"
    case .tooDeep: "a table nested too deeply"
    case .opaque(let type): type
    }
  }

  /// Named and keyed entries, in the order of their keys; list entries are in ``items(in:)``.
  func entries(in sources: SourceSet) -> [Entry] {
    guard case .table(.data) = value else { return fields(in: sources) }
    return fields(in: sources).sorted { left, right in
      (left.name ?? "").utf8.lexicographicallyPrecedes((right.name ?? "").utf8)
    }
  }

  /// Named and keyed entries, in the order in which they are written.
  func fieldsAsWritten(in sources: SourceSet) -> [Entry] {
    if case .table(.data) = value { return fields(in: sources) }
    return fields(in: sources).sorted { $0.keySite.range.lower < $1.keySite.range.lower }
  }

  /// Named and keyed entries, in no order that means anything.
  func fields(in sources: SourceSet) -> [Entry] {
    table?.fields(at: site, in: sources) ?? []
  }

  /// The entry of a name, if the table has it.
  func entry(_ name: String, in sources: SourceSet) -> Entry? {
    table?.field(name, at: site, in: sources)
  }

  /// The value of a name, if the table has it.
  func field(_ name: String, in sources: SourceSet) -> Written? {
    if case .table(.data(let table)) = value { return table.field(name, in: site.file) }
    return entry(name, in: sources)?.value
  }

  /// List entries 1, 2, … in order, and whatever other whole-number keys there are after a hole.
  func items(in sources: SourceSet) -> [Written] {
    table?.items(at: site, in: sources) ?? []
  }

  /// Whether list entries are numbered 1 to n without a hole.
  var isDense: Bool { table?.isDense ?? true }
  var hasNames: Bool { table?.hasNames ?? false }
  var hasItems: Bool { table?.hasItems ?? false }
  var isEmptyTable: Bool { table?.isEmpty ?? false }

  /// The arguments of a word such as `above(5)`, each with its place.
  func arguments(in sources: SourceSet) -> [Written] {
    guard let record else { return [] }
    switch record {
    case .data(let call):
      return call.parts().map { $0.written(in: site.file) }
    case .lua(let made):
      var written: [Expression] = []
      if let call = sources.call(at: site),
        call.calleeName == Vocabulary.words[record.word].name
      {
        written = call.arguments
      }
      return made.arguments.enumerated().map { index, value in
        guard index < written.count else { return Written(value: Value(value), site: site) }
        return Written(
          value: Value(value), site: Site(file: site.file, expression: written[index]))
      }
    }
  }

  /// Names whose value turned out to be nil: written in the constructor, absent from the table.
  func vanishedNames(in sources: SourceSet) -> [(name: String, site: Site)] {
    guard case .table(.lua(let table)) = value, let (file, node) = sources.node(table.node),
      case .table(let constructor) = node
    else { return [] }
    let present = KeySet(table)
    return constructor.fields.compactMap { field in
      guard case .named(let name, let range, let value) = field, !present.contains(name) else {
        return nil
      }
      // A nil that was written as such is reported by the syntax tree.
      if case .nil = value { return nil }
      return (name, Site(file: file, range: range))
    }
  }
}

/// The names that a table has: a few are compared one by one, many are found by hash.
private struct KeySet {
  private static let few = 12
  private let table: LuaTable
  private var many: Set<String> = []

  init(_ table: LuaTable) {
    self.table = table
    guard table.entries.count > Self.few else { return }
    for case (.text(let name), _) in table.entries { many.insert(name) }
  }

  func contains(_ name: String) -> Bool {
    table.entries.count > Self.few ? many.contains(name) : table[text: name] != nil
  }
}

extension Written.Value {
  /// A value that Lua made.
  init(_ value: LuaValue) {
    switch value {
    case .none: self = .none
    case .yesNo(let yes): self = .yesNo(yes)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .text(let text): self = .text(text)
    case .bytes: self = .bytes
    case .table(let table): self = .table(.lua(table))
    case .function(let function): self = .function(function)
    case .record(let record): self = .record(.lua(record))
    case .host: self = .host
    case .cycle: self = .cycle
    case .tooDeep: self = .tooDeep
    case .opaque(let type): self = .opaque(type)
    }
  }
}

/// What a word made: `above(5)`, or a declaration.
enum WrittenRecord {
  case data(DataTable)
  case lua(LuaRecord)

  /// Index into the vocabulary.
  var word: Int {
    switch self {
    case .data(let call): Int(call.node.word)
    case .lua(let record): record.word
    }
  }

  var isDeclaration: Bool { Vocabulary.words[word].declares }
}
