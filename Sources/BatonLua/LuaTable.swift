// A table that left a state: its entries in the order integers, texts by byte, booleans, others.

/// A table that left a state; the same table is the same object.
package final class LuaTable: Sendable {
  /// The number that `__n` gave it.
  package let node: Int?
  /// Integers ascending, then texts by byte, then booleans, then keys of other kinds.
  package let entries: [(key: LuaKey, value: LuaValue)]
  /// How many entries at the start of `entries` have the keys 1, 2, 3 and so on.
  package let listCount: Int

  package init(node: Int?, entries: [(key: LuaKey, value: LuaValue)]) {
    self.node = node
    self.entries = entries
    var start = 0
    // Integer keys below 1 come before the list; such a table has none.
    while start < entries.count, entries[start].key == .integer(Int64(start + 1)) { start += 1 }
    listCount = start
  }

  /// The values at 1, 2, 3 and so on.
  package var list: [LuaValue] { entries[..<listCount].map(\.value) }

  /// The entries that are not part of the list.
  package var rest: ArraySlice<(key: LuaKey, value: LuaValue)> { entries[listCount...] }

  /// The value of a text key. Linear: rule tables are small.
  package subscript(text key: String) -> LuaValue? {
    entries[listCount...].first { $0.key == .text(key) }?.value
  }
}
