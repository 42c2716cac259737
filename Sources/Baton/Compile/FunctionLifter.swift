import BatonLua
import BatonModel
import BatonSyntax

/// Reads a function's syntax tree and says what it works out: see ``Formula``.
///
/// A walk over the statements, each told what happens after it (`next`), so that `if … return … end`
/// becomes a choice and what follows it is made once. Names are known by their declarations. What a
/// name stands for need not be a value of a formula: `request`, `its`, a table of constants or a
/// function that is called are meanings that vanish here. Functions that it calls are read in place.
final class FunctionLifter {
  struct Refusal: Error {
    let obstacle: LiftObstacle
    let site: Site
  }

  /// What an expression stands for.
  enum Meaning {
    case node(Formula.Index)
    case request, its, catalogue
    case kind(RecordKind)
    /// A table of the library: `string`.
    case library(String)
    case libraryFunction(String)
    case table(LuaCapturedTable)
    case closure(Closure)
    /// Something else from outside, by the name of its variable.
    case captured(String)
  }

  struct Closure {
    let function: FunctionNode
    let file: Int
    let captures: [String: LuaCaptured]
    /// The outermost function whose variables are being read, around this one or itself.
    let root: FunctionNode
  }

  /// A function that is being read.
  struct Frame {
    let closure: Closure
    /// Variables that get another value later.
    let assigned: Set<ObjectIdentifier>
    /// What follows a `break`, innermost last.
    var breaks: [Formula.Index] = []
    /// False once it may return nothing or several values.
    var returnsOne: Bool
  }

  let context: CompileContext
  var builder = FormulaBuilder()
  var environment: [ObjectIdentifier: Meaning] = [:]
  var frames: [Frame] = []
  /// Of the call that was read last: whether it gives exactly one value.
  var callGivesOne = true
  var depth = 0
  static let deepest = 120
  private static let mostRounds = 64

  init(_ context: CompileContext) {
    self.context = context
  }

  /// The formula of a function that a rule keeps.
  /// - Parameter column: what a function that stands for a field's value gets first.
  func formula(of closure: Closure, column: Int?) throws(Refusal) -> Formula {
    var arguments: [Meaning] = [.request, .its]
    if let column { arguments.insert(.node(try add(.column(Int32(column)))), at: 0) }
    let result = try body(of: closure, arguments: arguments)
    return builder.formula(result.value)
  }

  // MARK: Functions

  /// Reads a function's body with these arguments.
  /// - Returns: what it gives, and whether that is exactly one value.
  func body(
    of closure: Closure, arguments: [Meaning]
  ) throws(Refusal) -> (value: Formula.Index, isOne: Bool) {
    guard !closure.function.isVariadic else { throw refusal(.variableArguments) }
    guard !frames.contains(where: { $0.closure.function === closure.function }) else {
      throw refusal(.callsItself)
    }
    guard closure.function.assignedCaptures.isEmpty else {
      throw refusal(.assigns(closure.function.assignedCaptures[0].name))
    }
    let block = closure.function.body
    frames.append(
      Frame(
        closure: closure, assigned: Assignments.variables(in: block),
        returnsOne: Self.alwaysReturns(block)))
    var stores: [(local: Int32, value: Formula.Index)] = []
    for (index, parameter) in closure.function.parameters.enumerated() {
      let meaning = index < arguments.count ? arguments[index] : .node(try none())
      if let store = try bind(parameter, to: meaning, at: parameter.range) { stores.append(store) }
    }
    let result = try self.block(block.statements[...], then: try none())
    let frame = frames.removeLast()
    return (try wrap(result, in: stores), frame.returnsOne)
  }

  private static func alwaysReturns(_ block: Block) -> Bool {
    switch block.statements.last {
    case .return: true
    case .do(let inner, _): alwaysReturns(inner)
    case .if(let node):
      node.clauses.allSatisfy { alwaysReturns($0.block) }
        && node.elseBlock.map { alwaysReturns($0) } == true
    default: false
    }
  }

  /// Gives a variable its meaning. One whose value must be worked out, or changes later, gets a
  /// local.
  private func bind(
    _ declaration: LocalDeclaration, to meaning: Meaning, at range: SourceRange
  ) throws(Refusal) -> (local: Int32, value: Formula.Index)? {
    let identity = ObjectIdentifier(declaration)
    let isAssigned = frames[frames.count - 1].assigned.contains(identity)
    guard case .node(let value) = meaning else {
      if isAssigned { throw refusal(.assigns(declaration.name), range) }
      environment[identity] = meaning
      return nil
    }
    if !isAssigned, builder.isTrivial(value) {
      environment[identity] = meaning
      return nil
    }
    let local = builder.local()
    if !isAssigned { builder.remember(local, is: value) }
    environment[identity] = .node(try add(.local(local)))
    return (local, value)
  }

  private func wrap(
    _ value: Formula.Index, in stores: [(local: Int32, value: Formula.Index)]
  ) throws(Refusal) -> Formula.Index {
    var value = value
    for store in stores.reversed() {
      value = try add(.store(store.local, value: store.value, then: value))
    }
    return value
  }

  // MARK: Statements

  /// What statements and then `next` come to.
  private func block(
    _ statements: ArraySlice<Statement>, then next: Formula.Index
  ) throws(Refusal) -> Formula.Index {
    guard let statement = statements.first else { return next }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw refusal(.tooLarge, statement.range) }
    let rest = statements.dropFirst()
    switch statement {
    case .local(let node): return try local(node, rest, then: next)
    case .function(let node): return try function(node, rest, then: next)
    case .assignment(let node):
      let store = try assignment(node)
      return try wrap(try block(rest, then: next), in: [store])
    case .call(let call):
      let value = try self.node(try expression(.call(call)), call.range)
      return try add(.force(value, then: try block(rest, then: next)))
    case .do(let inner, _):
      return try block(inner.statements[...], then: try block(rest, then: next))
    case .if(let node):
      let after = try block(rest, then: next)
      return try choice(node, then: after)
    case .return(let values, let range): return try result(values, range)
    case .genericFor(let node):
      return try rounds(node, then: try block(rest, then: next))
    case .numericFor(let node):
      return try rounds(node, then: try block(rest, then: next))
    case .break(let range):
      guard let target = frames[frames.count - 1].breaks.last else { throw refusal(.jumps, range) }
      return target
    case .while, .repeat: throw refusal(.loops, statement.range)
    case .goto, .label: throw refusal(.jumps, statement.range)
    case .broken: throw refusal(.unwritten, statement.range)
    }
  }

  private func choice(_ node: IfStatement, then after: Formula.Index) throws(Refusal)
    -> Formula.Index
  {
    var otherwise = after
    if let block = node.elseBlock {
      otherwise = try self.block(block.statements[...], then: after)
    }
    for clause in node.clauses.reversed() {
      let then = try block(clause.block.statements[...], then: after)
      let condition = try self.node(try expression(clause.condition), clause.condition.range)
      otherwise = try add(.choose(condition, then: then, otherwise: otherwise))
    }
    return otherwise
  }

  private func local(
    _ node: LocalStatement, _ rest: ArraySlice<Statement>, then next: Formula.Index
  ) throws(Refusal) -> Formula.Index {
    var meanings = try list(node.values, wanted: node.variables.count)
    let extra = try nodes(meanings.dropFirst(node.variables.count), node.range)
    while meanings.count < node.variables.count { meanings.append(.node(try none())) }
    var stores: [(local: Int32, value: Formula.Index)] = []
    for (variable, meaning) in zip(node.variables, meanings) {
      if variable.attribute == .toBeClosed { throw refusal(.assigns(variable.name), node.range) }
      if let store = try bind(variable, to: meaning, at: variable.range) { stores.append(store) }
    }
    var value = try wrap(try block(rest, then: next), in: stores)
    for dropped in extra { value = try add(.force(dropped, then: value)) }
    return value
  }

  /// The meanings of expressions in a row, of which the last may not be a call that has to give
  /// more than one.
  private func list(_ values: [Expression], wanted: Int) throws(Refusal) -> [Meaning] {
    var meanings: [Meaning] = []
    for (index, value) in values.enumerated() {
      if index == values.count - 1, values.count < wanted, case .call(let call) = value {
        throw refusal(.severalResults, call.range)
      }
      meanings.append(try expression(value))
    }
    return meanings
  }

  private func nodes(
    _ meanings: ArraySlice<Meaning>, _ range: SourceRange
  ) throws(Refusal) -> [Formula.Index] {
    var nodes: [Formula.Index] = []
    for meaning in meanings { nodes.append(try node(meaning, range)) }
    return nodes
  }

  private func function(
    _ node: FunctionStatement, _ rest: ArraySlice<Statement>, then next: Formula.Index
  ) throws(Refusal) -> Formula.Index {
    guard case .local = node.function.form, case .name(let name) = node.target,
      case .local(let declaration) = name.resolution
    else { throw refusal(.assigns("a function"), node.function.range) }
    let closure = inner(node.function)
    if try bind(declaration, to: .closure(closure), at: node.function.range) != nil {
      throw refusal(.assigns(declaration.name), node.function.range)
    }
    return try block(rest, then: next)
  }

  /// A function written inside the one that is being read.
  func inner(_ function: FunctionNode) -> Closure {
    let outer = frames[frames.count - 1].closure
    return Closure(
      function: function, file: outer.file, captures: outer.captures, root: outer.root)
  }

  private func assignment(
    _ node: Assignment
  ) throws(Refusal) -> (local: Int32, value: Formula.Index) {
    guard node.targets.count == 1, node.values.count == 1, let target = node.targets.first,
      let value = node.values.first
    else { throw refusal(.assigns("several variables"), node.range) }
    guard case .name(let name) = target else { throw refusal(.assignsMember, node.range) }
    guard case .local(let declaration) = name.resolution,
      case .node(let known)? = environment[ObjectIdentifier(declaration)],
      case .local(let local) = builder.nodes[Int(known)]
    else { throw refusal(.assigns(name.name), node.range) }
    let meaning = try expression(value)
    guard case .node(let index) = meaning else { throw refusal(.assigns(name.name), node.range) }
    return (local, index)
  }

  private func result(
    _ values: [Expression], _ range: SourceRange
  ) throws(Refusal) -> Formula.Index {
    guard let first = values.first else {
      frames[frames.count - 1].returnsOne = false
      return try none()
    }
    if values.count > 1 { frames[frames.count - 1].returnsOne = false }
    let value = try node(try expression(first), first.range)
    if case .call = first, !callGivesOne { frames[frames.count - 1].returnsOne = false }
    guard values.count > 1 else { return value }
    // The others count for nothing but may raise; the first is worked out before them, once.
    let local = builder.local()
    var result = try add(.local(local))
    for other in values.dropFirst().reversed() {
      result = try add(.force(try node(try expression(other), other.range), then: result))
    }
    return try add(.store(local, value: value, then: result))
  }

  // MARK: Loops over constants

  private func rounds(_ node: GenericFor, then after: Formula.Index) throws(Refusal)
    -> Formula.Index
  {
    guard node.values.count == 1, case .call(let call)? = node.values.first,
      call.methodName == nil, call.arguments.count == 1, let argument = call.arguments.first,
      case .libraryFunction(let name) = try expression(call.callee),
      name == "ipairs" || name == "pairs", case .table(let table) = try expression(argument)
    else { throw refusal(.loops, node.range) }
    var rounds: [[Meaning]] = []
    for (key, value) in table.entries {
      if name == "ipairs", key != .integer(Int64(rounds.count + 1)) { continue }
      guard let known = try constant(key, node.range) else { throw refusal(.loops, node.range) }
      rounds.append([.node(known), try meaning(value, "", node.range)])
    }
    return try unrolled(node.variables, rounds, node.block, node.range, then: after)
  }

  private func rounds(_ node: NumericFor, then after: Formula.Index) throws(Refusal)
    -> Formula.Index
  {
    var bounds: [Int] = []
    for bound in node.bounds {
      guard case .node(let index) = try expression(bound),
        case .integer(let number)? = builder.constant(at: index)
      else { throw refusal(.loops, node.range) }
      bounds.append(number)
    }
    let step = bounds.count > 2 ? bounds[2] : 1
    let (distance, overflow) = bounds[1].subtractingReportingOverflow(bounds[0])
    guard step != 0, !overflow, step != Int.min, distance / step < Self.mostRounds else {
      throw refusal(.loops, node.range)
    }
    var rounds: [[Meaning]] = []
    for number in stride(from: bounds[0], through: bounds[1], by: step) {
      rounds.append([.node(try constant(.integer(number)))])
    }
    return try unrolled([node.variable], rounds, node.block, node.range, then: after)
  }

  /// A loop whose rounds are known, written out; the last round first, because each is told what
  /// follows it.
  private func unrolled(
    _ variables: [LocalDeclaration], _ rounds: [[Meaning]], _ block: Block, _ range: SourceRange,
    then after: Formula.Index
  ) throws(Refusal) -> Formula.Index {
    guard rounds.count <= Self.mostRounds else { throw refusal(.loops, range) }
    frames[frames.count - 1].breaks.append(after)
    defer { frames[frames.count - 1].breaks.removeLast() }
    var next = after
    for round in rounds.reversed() {
      var stores: [(local: Int32, value: Formula.Index)] = []
      for (index, variable) in variables.enumerated() {
        let meaning = index < round.count ? round[index] : .node(try none())
        if let store = try bind(variable, to: meaning, at: range) { stores.append(store) }
      }
      next = try wrap(try self.block(block.statements[...], then: next), in: stores)
    }
    return next
  }

  // MARK: Help for all parts

  func refusal(_ obstacle: LiftObstacle, _ range: SourceRange? = nil) -> Refusal {
    guard let frame = frames.last else {
      return Refusal(
        obstacle: obstacle, site: Site(file: 0, range: range ?? SourceRange(lower: 0, upper: 0)))
    }
    return Refusal(
      obstacle: obstacle,
      site: Site(file: frame.closure.file, range: range ?? frame.closure.function.range))
  }

  func add(_ node: Formula.Node) throws(Refusal) -> Formula.Index {
    do { return try builder.add(node) } catch { throw refusal(.tooLarge) }
  }

  func constant(_ value: FormulaValue) throws(Refusal) -> Formula.Index {
    do { return try builder.constant(value) } catch { throw refusal(.tooLarge) }
  }

  func none() throws(Refusal) -> Formula.Index { try constant(.none) }

  /// A meaning as a value of the formula. What has no value of its own is true and nothing more.
  func node(_ meaning: Meaning, _ range: SourceRange) throws(Refusal) -> Formula.Index {
    switch meaning {
    case .node(let index): index
    case .captured(let name): throw refusal(.captures(name), range)
    case .request, .its, .catalogue, .kind, .library, .libraryFunction, .table, .closure:
      try constant(.opaque)
    }
  }
}
