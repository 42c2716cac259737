/// Values by name, for the names of one language: a handful of keys, the fields of a request.
///
/// A name lies in one of 64 drawers, told by its length and its first byte. That is no hash against
/// an enemy, but costs a few instructions where a dictionary's costs hundreds, and a drawer holds
/// hardly ever more than one name. With n names a lookup is O(n / 64) at worst.
struct NameDrawers<Value> {
  private var drawers = [[(name: String, value: Value)]](repeating: [], count: NameMask.size)

  subscript(name: String) -> Value? {
    for entry in drawers[NameMask.position(of: name)] where entry.name == name {
      return entry.value
    }
    return nil
  }

  /// - Precondition: the name is not there.
  mutating func insert(_ name: String, _ value: Value) {
    drawers[NameMask.position(of: name)].append((name, value))
  }
}

extension NameDrawers: Sendable where Value: Sendable {}

/// Which drawers some names lie in: of a name that lies in none of them it is certain, at the cost of
/// one bit, that it is not among them. Of all the keys that a rule may have most rules have two.
struct NameMask {
  static let size = 64
  private var bits: UInt64 = 0

  /// Spread so that no two keys of one word meet, but for those that begin alike and are equally long.
  static func position(of name: String) -> Int {
    (name.utf8.count &* 13 &+ Int(name.utf8.first ?? 0)) & (size - 1)
  }

  mutating func insert(_ name: String) { bits |= 1 << UInt64(Self.position(of: name)) }

  func mayContain(_ name: String) -> Bool { bits & 1 << UInt64(Self.position(of: name)) != 0 }
}
