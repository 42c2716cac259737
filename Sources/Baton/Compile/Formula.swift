import BatonModel
import BatonRecords

/// What a Lua function works out, without Lua: its body as flat nodes.
///
/// Working it out gives exactly the value that Lua would, or asks for Lua: where Lua raises, so that
/// message and place are Lua's own, and where Lua is the simpler judge (a float as a text, a long
/// text). So a formula may be narrower than Lua but never different.
///
/// Invariant: a node's operands stand before it; there are no loops, so working a formula out
/// visits each node a bounded number of times: once for each path to it, and what is used twice is
/// kept in a local. Nodes are trivial to copy; texts and tables stand beside them.
///
/// A class, because it has many parts and is worked out by methods that call each other.
final class Formula: Sendable {
  typealias Index = Int32

  enum Node: Sendable {
    case constant(Int32)
    /// `request.name`
    case field(slot: Int32)
    /// The value of a column: what a function gets that stands as a field's matcher.
    case column(Int32)
    /// `its.name`
    case record(slot: Int32)
    /// `its.name.attribute`, read from a column when the request says nothing of the record itself.
    case attribute(slot: Int32, column: Int32, name: Int32)
    /// `request.attributes`
    case attributes
    /// `catalogue.services[name]`
    case declared(RecordKind, name: Index)
    case member(of: Index, key: Index)
    case lookup(table: Int32, key: Index)
    case local(Int32)
    case store(Int32, value: Index, then: Index)
    /// Works a value out because it might raise, and drops it.
    case force(Index, then: Index)
    case choose(Index, then: Index, otherwise: Index)
    case and(Index, Index)
    case or(Index, Index)
    case not(Index)
    case equal(Index, Index)
    case less(Index, Index)
    case lessEqual(Index, Index)
    case arithmetic(LuaArithmetic, Index, Index)
    case negate(Index)
    case complement(Index)
    case concatenate(Index, Index)
    case length(Index)
    /// A text, or it raises: what a method is called on.
    case text(Index)
    /// Arguments are a range of `operands`.
    case call(LuaLibraryFunction, first: Int32, count: Int32)
    case raise
  }

  let nodes: [Node]
  let operands: [Index]
  let constants: [FormulaValue]
  /// The constants as they are worked with, and the bytes of those that are texts.
  let cells: [FormulaCell]
  let bytes: ByteArena
  let names: [String]
  let tables: [FormulaTable]
  let localCount: Int
  let root: Index

  init(
    nodes: [Node], operands: [Index], constants: [FormulaValue], names: [String],
    tables: [FormulaTable], localCount: Int, root: Index
  ) {
    self.nodes = nodes
    self.operands = operands
    self.constants = constants
    self.names = names
    self.tables = tables
    self.localCount = localCount
    self.root = root
    var bytes: [UInt8] = []
    cells = constants.map { FormulaCell($0, &bytes) }
    self.bytes = ByteArena(bytes)
  }

  /// Whether it reads members of the request that are no fields.
  var readsAttributes: Bool {
    nodes.contains { if case .attributes = $0 { true } else { false } }
  }
}

/// A function that is understood.
final class LiftedFunction: Sendable {
  let formula: Formula
  /// Declared tests only. Holds for every request for which the function gives something true or
  /// raises, perhaps for more.
  let possible: Condition
  /// Whether `possible` holds for exactly those for which the function gives something true, and
  /// the function never raises.
  let isExact: Bool

  init(formula: Formula, possible: Condition, isExact: Bool) {
    self.formula = formula
    self.possible = possible
    self.isExact = isExact
  }
}
