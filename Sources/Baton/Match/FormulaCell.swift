import BatonModel
import BatonTime

/// A value while a formula is worked out: what Lua would have there, without a reference, so that
/// copying one costs nothing. What is nested stands beside it in the ``FormulaRun``.
enum FormulaCell: Sendable {
  case none
  case yesNo(Bool)
  case integer(Int)
  case number(Double)
  case text(FormulaText)
  /// A text to Lua, written out only where its letters count.
  case instant(Instant)
  /// A list, members or a record, by its number among those of the run.
  case object(Int32)
  /// True, equal to nothing but itself, and nothing more is known of it.
  case opaque

  /// A constant; the bytes of a text are added to those of the others.
  init(_ constant: FormulaValue, _ bytes: inout [UInt8]) {
    switch constant {
    case .none: self = .none
    case .yesNo(let yes): self = .yesNo(yes)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .text(let text):
      let start = bytes.count
      bytes += Array(text.utf8)
      self = .text(FormulaText(.constants, start..<bytes.count))
    case .instant(let instant): self = .instant(instant)
    case .list, .members, .record, .opaque: self = .opaque
    }
  }

  @inline(__always)
  var isTrue: Bool {
    switch self {
    case .none, .yesNo(false): false
    default: true
    }
  }

  @inline(__always)
  init(_ number: LuaNumber) {
    switch number {
    case .integer(let integer): self = .integer(integer)
    case .float(let float): self = .number(float)
    }
  }

  /// The number, and nothing that Lua would make one of.
  @inline(__always)
  var asNumber: LuaNumber? {
    switch self {
    case .integer(let integer): .integer(integer)
    case .number(let float): .float(float)
    default: nil
    }
  }
}

/// Where the bytes of a text lie.
struct FormulaText: Sendable {
  enum Home: UInt8, Sendable {
    /// Where the facts have a cell's text.
    case facts
    /// Among the formula's constants.
    case constants
    /// Among what the run made.
    case made
  }

  let home: Home
  /// Of a cell's text: its symbol, or none.
  private let symbol: UInt32
  /// A cell's, or the start in the high half and the count in the low one.
  private let bits: UInt64

  /// A cell's text.
  @inline(__always)
  init(_ cell: Cell) {
    home = .facts
    symbol = cell.symbol
    bits = cell.bits
  }

  init(_ home: Home, _ range: Range<Int>) {
    self.home = home
    symbol = Cell.noSymbol
    bits = UInt64(range.lowerBound) << 32 | UInt64(range.count)
  }

  @inline(__always)
  var cell: Cell { Cell(kind: .text, symbol: symbol, bits: bits) }

  var range: Range<Int> {
    let start = Int(bits >> 32)
    return start..<start + Int(bits & 0xffff_ffff)
  }

  /// Whether two texts have the same bytes, where their symbols alone tell.
  @inline(__always)
  func isSame(as other: FormulaText) -> Bool? {
    guard home == .facts, other.home == .facts, cell.isSymbolAlone, other.cell.isSymbolAlone
    else { return nil }
    return symbol == other.symbol
  }
}
