// How many registers a function needs at once: Lua has 255 and rejects what needs more.
//
// To know that exactly takes a code generator. Counted here is what is surely in a register: the
// variables, a called function and its arguments so far, a table under construction and up to 50 of
// its entries, the values of a list but the last. So nothing is refused that Lua accepts. Not
// counted, and so accepted although Lua may refuse it: operands of operators, keys and objects of an
// index, the bounds of a loop, targets of an assignment.

extension Parser {
  /// The registers that values can be in (lcode.c, luaK_checkstack: fewer than MAXREGS).
  static let registerLimit = 254
  /// How many entries Lua collects before it stores them (lopcodes.h, LFIELDS_PER_FLUSH).
  static let entriesPerFlush = 50

  mutating func hold(_ count: Int = 1) {
    temporaries += count
    guard scopes.registers + temporaries > Self.registerLimit else { return }
    if case .tooManyValues? = findings.last?.cause { return }
    find(.tooManyValues(limit: Self.registerLimit), at: token.range)
  }
}
