import BatonLua
import BatonSyntax

/// A value as the rule base wrote it: what Lua made of it, and where it stands.
///
/// Going into a table or a word's arguments goes down the value and the syntax tree together, so
/// that every part knows its own place. A table that a helper or a loop made knows its own
/// constructor; what has no node of its own has the place of what contains it.
struct Written {
  let value: LuaValue
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

  var table: LuaTable? {
    if case .table(let table) = value { table } else { nil }
  }

  var record: LuaRecord? {
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
    case .table(let table): table.entries.isEmpty ? "an empty list" : "a table"
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
    guard let table else { return [] }
    let fields = TableFields(table, sources)
    return table.entries.compactMap { key, value in
      if case .integer = key { return nil }
      let sites = fields.sites(of: key, default: site)
      return Entry(key: key, keySite: sites.key, value: Written(value: value, site: sites.value))
    }
  }

  /// The entry of a name, if the table has it.
  func entry(_ name: String, in sources: SourceSet) -> Entry? {
    entries(in: sources).first { $0.name == name }
  }

  /// List entries 1, 2, … in order, and whatever other whole-number keys there are after a hole.
  func items(in sources: SourceSet) -> [Written] {
    guard let table else { return [] }
    let fields = TableFields(table, sources)
    return table.entries.compactMap { key, value in
      guard case .integer = key else { return nil }
      return Written(value: value, site: fields.sites(of: key, default: site).value)
    }
  }

  /// Whether list entries are numbered 1 to n without a hole.
  var isDense: Bool {
    guard let table else { return true }
    var next: Int64 = 1
    for (key, _) in table.entries {
      guard case .integer(let number) = key else { continue }
      guard number == next else { return false }
      next += 1
    }
    return true
  }

  var hasNames: Bool {
    table?.entries.contains { if case .integer = $0.key { false } else { true } } ?? false
  }

  var hasItems: Bool {
    table?.entries.contains { if case .integer = $0.key { true } else { false } } ?? false
  }

  var isEmptyTable: Bool { table?.entries.isEmpty ?? false }

  /// The arguments of a word such as `above(5)`, each with its place.
  func arguments() -> [Written] {
    guard let record else { return [] }
    var written: [Expression] = []
    if case .call(let call)? = site.expression,
      call.calleeName == Vocabulary.words[record.word].name
    {
      written = call.arguments
    }
    return record.arguments.enumerated().map { index, value in
      guard index < written.count else { return Written(value: value, site: site) }
      return Written(value: value, site: Site(file: site.file, expression: written[index]))
    }
  }

  /// Names whose value turned out to be nil: written in the constructor, absent from the table.
  func vanishedNames(in sources: SourceSet) -> [(name: String, site: Site)] {
    guard let table, let (file, node) = sources.node(table.node),
      case .table(let constructor) = node
    else { return [] }
    let present = Set(
      table.entries.compactMap { key, _ in
        if case .text(let name) = key { name } else { nil as String? }
      })
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

/// The places of a table's fields, from the constructor that made it.
private struct TableFields {
  private var file = 0
  private var byName: [String: (key: SourceRange, value: Expression)] = [:]
  private var byPosition: [Expression] = []

  init(_ table: LuaTable, _ sources: SourceSet) {
    guard let (file, node) = sources.node(table.node), case .table(let constructor) = node else {
      return
    }
    self.file = file
    for field in constructor.fields {
      switch field {
      case .named(let name, let range, let value): byName[name] = (range, value)
      case .keyed(.text(let key), let value, _): byName[key.value] = (key.range, value)
      case .keyed: break
      case .positional(let value): byPosition.append(value)
      }
    }
  }

  func sites(of key: LuaKey, default site: Site) -> (key: Site, value: Site) {
    switch key {
    case .text(let name):
      guard let (range, value) = byName[name] else { return (site, site) }
      return (Site(file: file, range: range), Site(file: file, expression: value))
    case .integer(let number):
      guard number >= 1, number <= byPosition.count else { return (site, site) }
      let place = Site(file: file, expression: byPosition[Int(number) - 1])
      return (place, place)
    default:
      return (site, site)
    }
  }
}

extension Site {
  fileprivate init(file: Int, expression: Expression) {
    self.init(file: file, range: expression.range, expression: expression)
  }
}
