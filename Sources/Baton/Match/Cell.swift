import BatonRecords

/// A value as matching sees it: sixteen bytes without a reference, so that copying one costs nothing
/// and no count is touched.
///
/// A text that the rule base knows is its symbol; any other lies in the byte arena of the facts that
/// hold the cell. Two texts are equal exactly if their symbols are, because every text that a
/// condition compares with has one.
struct Cell: BitwiseCopyable, Sendable {
  enum Kind: UInt8, Sendable {
    case missing, text, integer, number, yesNo, instant, list
    /// An object in the place of a value: equals nothing.
    case object
  }

  let kind: Kind
  /// Of a text: its symbol's number, or ``noSymbol``. Of a list: who holds its members.
  let symbol: UInt32
  /// Integers and instants as they are, numbers as their bits, yes as 1; of a list and
  /// of a text whose bytes are kept the place: the start in the high half, the count in the low one.
  let bits: UInt64

  static let noSymbol = UInt32.max
  static let missing = Cell(kind: .missing, symbol: noSymbol, bits: 0)

  init(kind: Kind, symbol: UInt32 = Cell.noSymbol, bits: UInt64) {
    self.kind = kind
    self.symbol = symbol
    self.bits = bits
  }

  init(_ symbol: Symbol) {
    self.init(kind: .text, symbol: symbol.number, bits: 0)
  }

  init(integer: Int) {
    self.init(kind: .integer, bits: UInt64(bitPattern: Int64(integer)))
  }

  init(number: Double) {
    self.init(kind: .number, bits: number.bitPattern)
  }

  init(yesNo: Bool) {
    self.init(kind: .yesNo, bits: yesNo ? 1 : 0)
  }

  init(instant milliseconds: Int64) {
    self.init(kind: .instant, bits: UInt64(bitPattern: milliseconds))
  }

  /// A text in an arena.
  init(textAt start: Int, count: Int) {
    self.init(kind: .text, bits: UInt64(start) << 32 | UInt64(count))
  }

  var hasSymbol: Bool { symbol != Self.noSymbol }
  /// Of a text: whether it is written as its symbol's.
  var isSymbolAlone: Bool { hasSymbol && bits == 0 }
  /// Of a text: whether its spelling is the catalogue's.
  var isOfCatalogue: Bool { bits & Self.catalogueBit != 0 }
  var spelling: Int { Int(bits & ~Self.catalogueBit) }
  private static let catalogueBit: UInt64 = 1 << 63

  /// A text of the catalogue that may be spelled otherwise than its symbol's.
  init(_ symbol: Symbol, spelling: Int) {
    self.init(kind: .text, symbol: symbol.number, bits: Self.catalogueBit | UInt64(spelling))
  }
  var start: Int { Int(bits >> 32) }
  var count: Int { Int(bits & 0xffff_ffff) }
  var integer: Int { Int(Int64(bitPattern: bits)) }
  var number: Double { Double(bitPattern: bits) }
  var yesNo: Bool { bits != 0 }

  /// The place on the line of numbers, for what is ordered: numbers as they are, instants in
  /// milliseconds. Exact up to 2^53, monotonic beyond.
  var ordered: Double {
    kind == .number ? number : Double(integer)
  }
}

extension Cell {
  /// A list, whose members are cells of the catalogue or of a request's facts.
  init(list start: Int, count: Int, isOfCatalogue: Bool) {
    self.init(
      kind: .list, symbol: isOfCatalogue ? 0 : Cell.noSymbol,
      bits: UInt64(start) << 32 | UInt64(count))
  }

  var isListOfCatalogue: Bool { symbol == 0 }
}
