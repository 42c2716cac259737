// The statements of a file that are data: calls of declaring words, written out in constants.
//
// A rule base of ten thousand rules is mostly such statements, and Lua has nothing to compute in
// them. They are read from the tokens into one flat array: a node is 32 bytes, the parts of a table
// or a call stand side by side, and there is no object to allocate, to count or to free. What they
// mean is what Lua would make of them; whatever needs Lua to say so is no data (see Parser+Data).

/// A global that data may call or name, and how.
package struct DataWord: Sendable {
  package enum Shape: Sendable {
    /// `word "name" { … }`
    case named
    /// `word { … }`
    case single
    /// `word(…)`, `word { … }`, `word "text"`: a part of something else
    case value
    /// `word`, by itself
    case constant
    /// Never data.
    case none
  }

  package let name: String
  package let shape: Shape

  package init(_ name: String, _ shape: Shape) {
    self.name = name
    self.shape = shape
  }
}

/// A file's data.
package final class DeclaredData: Sendable {
  /// A value where it stands: a field of a table, an argument of a call, or a whole statement.
  package struct Node: Sendable {
    package enum Kind: UInt8, Sendable {
      case yes, no, integer, number, text, table, call
    }

    package let kind: Kind
    /// Of a call, the index of the word.
    package let word: UInt16
    /// The symbol of the field's name; 0 for an entry of a list.
    fileprivate(set) var key: Symbol = 0
    package fileprivate(set) var keyRange = SourceRange(lower: 0, upper: 0)
    /// The value's own bytes.
    package let range: SourceRange
    /// A symbol, an index into the numbers, or the index of the first part.
    let payload: UInt32
    let count: UInt32

    package var isNamed: Bool { key != 0 }
    /// The nodes of a table's fields or a call's arguments, in the order they are written.
    package var parts: Range<Int> { Int(payload)..<Int(payload) + Int(count) }

    init(
      _ kind: Kind, _ range: SourceRange, payload: UInt32 = 0, count: Int = 0, word: Int = 0
    ) {
      self.kind = kind
      self.word = UInt16(word)
      self.range = range
      self.payload = payload
      self.count = UInt32(count)
    }

    func named(_ key: Symbol, _ range: SourceRange) -> Node {
      var node = self
      node.key = key
      node.keyRange = range
      return node
    }
  }

  private let nodes: [Node]
  /// The nodes of the statements, in order.
  package let statements: [UInt32]
  /// Runs of statements with nothing else between them.
  package let runs: [Range<Int>]
  private let numbers: [UInt64]
  private let names: [String]

  init(_ builder: DataBuilder, _ symbols: SymbolTable) {
    nodes = builder.nodes
    statements = builder.statements
    runs = builder.runs
    numbers = builder.numbers
    names = symbols.strings
  }

  /// A node by its number. A function, because what other modules read of an array by its name they
  /// first get the whole array of, and count a reference to it.
  package func node(_ index: Int) -> Node { nodes[index] }

  package func key(of node: Node) -> String { names[Int(node.key)] }
  package func text(of node: Node) -> String { names[Int(node.payload)] }
  package func integer(of node: Node) -> Int64 { Int64(bitPattern: numbers[Int(node.payload)]) }
  package func number(of node: Node) -> Double { Double(bitPattern: numbers[Int(node.payload)]) }

  /// The part of a table that has a name.
  package func part(_ name: String, of table: Int) -> Int? {
    for index in nodes[table].parts
    where nodes[index].isNamed && names[Int(nodes[index].key)] == name {
      return index
    }
    return nil
  }

  /// How many parts of a table have a name.
  package func namedCount(of table: Int) -> Int {
    var count = 0
    for index in nodes[table].parts where nodes[index].isNamed { count += 1 }
    return count
  }

  /// Whether a part of a table has no name.
  package func hasItems(_ table: Int) -> Bool {
    for index in nodes[table].parts where !nodes[index].isNamed { return true }
    return false
  }

  /// Whether a test accepts every name in a table.
  package func hasOnly(_ table: Int, _ isAccepted: (String) -> Bool) -> Bool {
    for index in nodes[table].parts where nodes[index].isNamed {
      guard isAccepted(names[Int(nodes[index].key)]) else { return false }
    }
    return true
  }

  /// The bytes of a run of statements, from the first to the last.
  package func range(of run: Range<Int>) -> SourceRange {
    nodes[Int(statements[run.lowerBound])].range
      .joined(with: nodes[Int(statements[run.upperBound - 1])].range)
  }
}

/// Collects a file's data. The parts of what is being read wait on a stack, so that those of one
/// table come to stand side by side.
struct DataBuilder {
  typealias Node = DeclaredData.Node

  private(set) var nodes: [Node] = []
  private(set) var statements: [UInt32] = []
  private(set) var runs: [Range<Int>] = []
  private(set) var numbers: [UInt64] = []
  private var waiting: [Node] = []

  var isEmpty: Bool { statements.isEmpty }
  /// How many parts wait: where those of a new table begin.
  var depth: Int { waiting.count }

  mutating func wait(_ node: Node) { waiting.append(node) }

  /// Whether the table whose parts began at a depth has a name already.
  func hasKey(_ key: Symbol, since depth: Int) -> Bool {
    waiting[depth...].contains { $0.key == key }
  }

  mutating func number(_ bits: UInt64) -> UInt32 {
    numbers.append(bits)
    return UInt32(numbers.count - 1)
  }

  /// Makes a table or a call of the parts that wait since a depth.
  mutating func close(
    _ kind: Node.Kind, _ range: SourceRange, since depth: Int, word: Int = 0
  ) -> Node {
    let first = UInt32(nodes.count)
    let count = waiting.count - depth
    nodes.append(contentsOf: waiting[depth...])
    waiting.removeLast(count)
    return Node(kind, range, payload: first, count: count, word: word)
  }

  /// Adds a statement; one that follows the last with nothing between them belongs to its run.
  mutating func add(_ statement: Node, continuesRun: Bool) {
    nodes.append(statement)
    statements.append(UInt32(nodes.count - 1))
    let next = statements.count
    if continuesRun, let last = runs.popLast() {
      runs.append(last.lowerBound..<next)
    } else {
      runs.append(next - 1..<next)
    }
  }

  /// What there was before a statement that turned out to be no data.
  struct Mark {
    fileprivate let nodes: Int
    fileprivate let numbers: Int
  }

  var mark: Mark { Mark(nodes: nodes.count, numbers: numbers.count) }

  mutating func back(to mark: Mark) {
    waiting.removeAll(keepingCapacity: true)
    nodes.removeLast(nodes.count - mark.nodes)
    numbers.removeLast(numbers.count - mark.numbers)
  }
}
