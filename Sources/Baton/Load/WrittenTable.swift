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
    case .data(let table): table.namedCount > 0
    case .lua(let table): table.entries.last.map { !$0.key.isInteger } ?? false
    }
  }

  var hasItems: Bool {
    switch self {
    case .data(let table): table.hasItems
    case .lua(let table): table.entries.first?.key.isInteger ?? false
    }
  }

  /// The names among its keys.
  var names: NameMask {
    var names = NameMask()
    switch self {
    case .data(let table):
      for part in table.parts() where part.node.isNamed { names.insert(part.key) }
    case .lua(let table):
      for case (.text(let name), _) in table.entries { names.insert(name) }
    }
    return names
  }

  /// Whether all keys, but for those of a list, are names that a test accepts.
  func hasOnly(_ isAccepted: (String) -> Bool) -> Bool {
    switch self {
    case .data(let table):
      return table.data.hasOnly(table.index, isAccepted)
    case .lua(let table):
      return table.entries.allSatisfy { key, _ in
        switch key {
        case .integer: true
        case .text(let name): isAccepted(name)
        default: false
        }
      }
    }
  }

  func fields(at site: Site, in sources: SourceSet) -> [Written.Entry] {
    switch self {
    case .data(let table):
      var entries: [Written.Entry] = []
      entries.reserveCapacity(table.namedCount)
      for index in table.node.parts where table.data.node(index).isNamed {
        entries.append(Self.entry(DataTable(table.data, index), at: site))
      }
      return entries
    case .lua(let table):
      let places = FieldPlaces(table, sources, all: true)
      return table.entries.compactMap { key, value in
        key.isInteger ? nil : places.entry(key, value, default: site)
      }
    }
  }

  func field(_ name: String, at site: Site, in sources: SourceSet) -> Written.Entry? {
    switch self {
    case .data(let table):
      return table.data.part(name, of: table.index).map {
        Self.entry(DataTable(table.data, $0), at: site)
      }
    case .lua(let table):
      return table[text: name].map { value in
        FieldPlaces(table, sources, all: false).entry(.text(name), value, default: site)
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
      let places = FieldPlaces(table, sources, all: true)
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

/// The places of a table's fields, from the constructor that made it.
private struct FieldPlaces {
  /// From this many names on they are found by hash, if all are asked for.
  private static let many = 9

  private var file = 0
  private let constructor: TableConstructor?
  private var positions: [String: Int] = [:]
  private var listed: [Int] = []

  /// - Parameter all: whether more than one field will be asked for.
  init(_ table: LuaTable, _ sources: SourceSet, all: Bool) {
    guard let (file, node) = sources.node(table.node), case .table(let constructor) = node else {
      constructor = nil
      return
    }
    self.constructor = constructor
    self.file = file
    guard all else { return }
    let isLarge = constructor.fields.count >= Self.many
    for (position, field) in constructor.fields.enumerated() {
      if case .positional = field {
        listed.append(position)
      } else if isLarge, let name = field.name {
        positions[name] = position
      }
    }
  }

  func entry(_ key: LuaKey, _ value: LuaValue, default site: Site) -> Written.Entry {
    let (keySite, valueSite) = sites(of: key, default: site)
    return Written.Entry(
      key: key, keySite: keySite, value: Written(value: Written.Value(value), site: valueSite))
  }

  private func sites(of key: LuaKey, default site: Site) -> (key: Site, value: Site) {
    guard let constructor else { return (site, site) }
    switch key {
    case .text(let name):
      // Of a name that stands twice the last counts.
      let position =
        positions.isEmpty
        ? constructor.fields.lastIndex { $0.name == name } : positions[name]
      guard let position else { return (site, site) }
      let field = constructor.fields[position]
      return (
        Site(file: file, range: field.keyRange), Site(file: file, expression: field.value)
      )
    case .integer(let number):
      guard number >= 1, number <= listed.count else { return (site, site) }
      let value = constructor.fields[listed[Int(number) - 1]].value
      let place = Site(file: file, expression: value)
      return (place, place)
    default:
      return (site, site)
    }
  }
}

extension TableField {
  /// The key, when it is written as a name or a text.
  fileprivate var name: String? {
    switch self {
    case .named(let name, _, _): name
    case .keyed(.text(let key), _, _): key.value
    case .keyed, .positional: nil
    }
  }

  fileprivate var keyRange: SourceRange {
    switch self {
    case .named(_, let range, _): range
    case .keyed(let key, _, _): key.range
    case .positional(let value): value.range
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
