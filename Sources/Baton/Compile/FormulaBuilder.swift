import BatonModel

/// Puts a formula together, folds what is constant, and keeps it small: bounded nodes and depth
/// bound the time and the stack that working it out takes.
struct FormulaBuilder {
  struct TooLarge: Error {}

  private static let mostNodes = 2000
  private static let deepest = 200

  private(set) var nodes: [Formula.Node] = []
  private(set) var constants: [FormulaValue] = []
  private(set) var operands: [Formula.Index] = []
  private(set) var names: [String] = []
  private var tables: [FormulaTable] = []
  private var depths: [Int] = []
  private var localCount: Int32 = 0
  /// Of locals that are stored once: what is stored.
  private(set) var values: [Int32: Formula.Index] = [:]

  func formula(_ root: Formula.Index) -> Formula {
    Formula(
      nodes: nodes, operands: operands, constants: constants, names: names, tables: tables,
      localCount: Int(localCount), root: root)
  }

  mutating func constant(_ value: FormulaValue) throws(TooLarge) -> Formula.Index {
    constants.append(value)
    return try append(.constant(Int32(constants.count - 1)), depth: 1)
  }

  mutating func name(_ name: String) -> Int32 {
    names.append(name)
    return Int32(names.count - 1)
  }

  mutating func table(_ table: FormulaTable) -> Int32 {
    tables.append(table)
    return Int32(tables.count - 1)
  }

  mutating func local() -> Int32 {
    localCount += 1
    return localCount - 1
  }

  mutating func remember(_ local: Int32, is value: Formula.Index) { values[local] = value }

  mutating func call(
    _ function: LuaLibraryFunction, _ arguments: [Formula.Index]
  ) throws(TooLarge) -> Formula.Index {
    operands += arguments
    let depth = arguments.map { depths[Int($0)] }.max() ?? 0
    return try append(
      .call(
        function, first: Int32(operands.count - arguments.count), count: Int32(arguments.count)),
      depth: depth + 1)
  }

  mutating func add(_ node: Formula.Node) throws(TooLarge) -> Formula.Index {
    if let folded = folded(node) { return try constant(folded) }
    let depth = node.operands.map { depths[Int($0)] }.max() ?? 0
    return try append(node, depth: depth + 1)
  }

  private mutating func append(
    _ node: Formula.Node, depth: Int
  ) throws(TooLarge) -> Formula.Index {
    guard nodes.count < Self.mostNodes, depth <= Self.deepest else { throw TooLarge() }
    nodes.append(node)
    depths.append(depth)
    return Formula.Index(nodes.count - 1)
  }

  func constant(at index: Formula.Index) -> FormulaValue? {
    guard case .constant(let constant) = nodes[Int(index)] else { return nil }
    return constants[Int(constant)]
  }

  /// Whether reading it again costs nothing, raises nothing and gives the same.
  func isTrivial(_ index: Formula.Index) -> Bool {
    switch nodes[Int(index)] {
    case .constant, .field, .column, .record, .attributes: true
    case .local(let local): values[local] != nil
    default: false
    }
  }

  private func folded(_ node: Formula.Node) -> FormulaValue? {
    switch node {
    case .arithmetic(let operation, let left, let right):
      guard let left = constant(at: left)?.asNumber, let right = constant(at: right)?.asNumber
      else { return nil }
      return operation.apply(left, right).map { FormulaValue($0) }
    case .negate(let operand):
      return constant(at: operand)?.asNumber.map { FormulaValue($0.negated) }
    case .not(let operand): return constant(at: operand).map { .yesNo(!$0.isTrue) }
    default: return nil
    }
  }
}

extension Formula.Node {
  /// The nodes that it is made of; those of a call stand elsewhere.
  var operands: [Formula.Index] {
    switch self {
    case .constant, .field, .column, .record, .attribute, .attributes, .local, .call, .raise: []
    case .declared(_, let operand), .lookup(_, let operand), .not(let operand),
      .negate(let operand), .complement(let operand), .length(let operand), .text(let operand):
      [operand]
    case .member(let left, let right), .store(_, let left, let right), .force(let left, let right),
      .and(let left, let right), .or(let left, let right), .equal(let left, let right),
      .less(let left, let right), .lessEqual(let left, let right),
      .arithmetic(_, let left, let right), .concatenate(let left, let right):
      [left, right]
    case .choose(let condition, let then, let otherwise): [condition, then, otherwise]
    }
  }
}
