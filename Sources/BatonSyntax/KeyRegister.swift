/// A table key that is known while reading.
enum ConstantKey: Hashable {
  case text(Symbol)
  case integer(Int64)
  case float(Double)
  case boolean(Bool)

  /// Lua takes a float with the value of an integer for that integer.
  init(_ number: NumberLiteral.Value) {
    switch number {
    case .integer(let value): self = .integer(value)
    case .float(let value):
      if let whole = Int64(exactly: value) { self = .integer(whole) } else { self = .float(value) }
    }
  }
}

/// The keys of one table so far. A handful are compared one by one, many by hash.
struct KeyRegister {
  private static let fewLimit = 12
  private var few: [(key: ConstantKey, range: SourceRange)] = []
  private var many: [ConstantKey: SourceRange] = [:]

  /// Adds a key; returns where it was before, if it was.
  mutating func insert(_ key: ConstantKey, _ range: SourceRange) -> SourceRange? {
    guard many.isEmpty else {
      if let earlier = many[key] { return earlier }
      many[key] = range
      return nil
    }
    for entry in few where entry.key == key { return entry.range }
    few.append((key, range))
    if few.count > Self.fewLimit {
      for entry in few { many[entry.key] = entry.range }
    }
    return nil
  }

  /// Where an explicit `[n] =` was written, if it was.
  func range(of position: Int) -> SourceRange? {
    let key = ConstantKey.integer(Int64(position))
    guard many.isEmpty else { return many[key] }
    return few.first { $0.key == key }?.range
  }

  var isEmpty: Bool { few.isEmpty }
}
