import BatonLua
import BatonSyntax

/// A table as the rule base wrote it. What is asked of it needs the site of the whole table, which
/// is the place of everything that has none of its own.
enum WrittenTable {
  case data(DataTable)
  case lua(LuaTable)

  var isEmpty: Bool {
    switch self {
    case .data(let table): table.isEmpty
    case .lua(let table): table.entries.isEmpty
    }
  }

  var isDense: Bool {
    switch self {
    case .data: true
    case .lua(let table): !table.rest.contains { $0.key.isInteger }
    }
  }

  var hasNames: Bool {
    switch self {
    case .data(let table): table.parts().contains { $0.node.isNamed }
    case .lua(let table): table.entries.last.map { !$0.key.isInteger } ?? false
    }
  }

  var hasItems: Bool {
    switch self {
    case .data(let table): table.parts().contains { !$0.node.isNamed }
    case .lua(let table): table.entries.first?.key.isInteger ?? false
    }
  }

  func fields(at site: Site, in sources: SourceSet) -> [Written.Entry] {
    switch self {
    case .data(let table):
      return table.parts().compactMap { part in
        part.node.isNamed ? Self.entry(part, at: site) : nil
      }
    case .lua(let table):
      let places = FieldPlaces(table, sources)
      return table.entries.compactMap { key, value in
        key.isInteger ? nil : places.entry(key, value, default: site)
      }
    }
  }

  func field(_ name: String, at site: Site, in sources: SourceSet) -> Written.Entry? {
    switch self {
    case .data(let table):
      return table.parts().first { $0.node.isNamed && $0.key == name }
        .map { Self.entry($0, at: site) }
    case .lua(let table):
      return table[text: name].map { value in
        FieldPlaces(table, sources).entry(.text(name), value, default: site)
      }
    }
  }

  func items(at site: Site, in sources: SourceSet) -> [Written] {
    switch self {
    case .data(let table):
      return table.parts().compactMap { part in
        part.node.isNamed ? nil : part.written(in: site.file)
      }
    case .lua(let table):
      let places = FieldPlaces(table, sources)
      return table.entries.prefix { $0.key.isInteger }.map { key, value in
        places.entry(key, value, default: site).value
      }
    }
  }

  private static func entry(_ part: DataTable, at site: Site) -> Written.Entry {
    Written.Entry(
      key: .text(part.key), keySite: Site(file: site.file, range: part.node.keyRange),
      value: part.written(in: site.file))
  }
}

extension LuaKey {
  fileprivate var isInteger: Bool {
    if case .integer = self { true } else { false }
  }
}

/// The places of a table's fields, from the constructor that made it. A few are compared one by
/// one, many are found by hash.
private struct FieldPlaces {
  private static let few = 8

  private var file = 0
  private var named: [(name: String, key: SourceRange, value: Expression)] = []
  private var positions: [String: Int] = [:]
  private var listed: [Expression] = []

  init(_ table: LuaTable, _ sources: SourceSet) {
    guard let (file, node) = sources.node(table.node), case .table(let constructor) = node else {
      return
    }
    self.file = file
    for field in constructor.fields {
      switch field {
      case .named(let name, let range, let value): named.append((name, range, value))
      case .keyed(.text(let key), let value, _): named.append((key.value, key.range, value))
      case .keyed: break
      case .positional(let value): listed.append(value)
      }
    }
    guard named.count > Self.few else { return }
    for (position, field) in named.enumerated() { positions[field.name] = position }
  }

  func entry(_ key: LuaKey, _ value: LuaValue, default site: Site) -> Written.Entry {
    let (keySite, valueSite) = sites(of: key, default: site)
    return Written.Entry(
      key: key, keySite: keySite, value: Written(value: Written.Value(value), site: valueSite))
  }

  private func sites(of key: LuaKey, default site: Site) -> (key: Site, value: Site) {
    switch key {
    case .text(let name):
      let position =
        positions.isEmpty ? named.lastIndex { $0.name == name } : positions[name]
      guard let position else { return (site, site) }
      return (
        Site(file: file, range: named[position].key),
        Site(file: file, expression: named[position].value)
      )
    case .integer(let number):
      guard number >= 1, number <= listed.count else { return (site, site) }
      let place = Site(file: file, expression: listed[Int(number) - 1])
      return (place, place)
    default:
      return (site, site)
    }
  }
}

extension Site {
  /// The site of an expression; of a call it knows the arguments too.
  init(file: Int, expression: Expression) {
    if case .call(let call) = expression {
      self.init(file: file, range: expression.range, call: call.number)
    } else {
      self.init(file: file, range: expression.range)
    }
  }
}

extension SourceSet {
  /// The call that stands at a site.
  func call(at site: Site) -> CallNode? {
    guard let number = site.call, case .call(let call) = files[site.file].numbered[number] else {
      return nil
    }
    return call
  }
}
