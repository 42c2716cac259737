/// Conditions laid out flat: nodes in one array, children as ranges of another.
///
/// Invariant: a node's children stand before it, so there are no cycles and a node's number is
/// greater than those of all its parts. Evaluating one condition is linear in its size; with
/// functions, linear times its depth, because before each function the declared rest is asked
/// whether the answer still depends on it.
struct FrozenConditions: Sendable {
  private enum Node {
    case always
    case all(Range<UInt32>)
    case any(Range<UInt32>)
    case not(UInt32)
    /// A column has one value: most tests by far.
    case same(UInt32)
    case test(UInt32)
    case function(UInt32)
  }

  private var nodes: [Node] = []
  /// Whether a node contains a function.
  private var callsFunctions: [Bool] = []
  private var children: [UInt32] = []
  private var sames: [SameTest] = []
  private var tests: [FrozenTest] = []
  private var functions: [FunctionCondition] = []

  /// Adds a condition with all its parts.
  /// - Returns: the number of its node.
  mutating func add(_ condition: Condition, _ schema: FactSchema) -> UInt32 {
    let node: Node
    switch condition {
    case .always:
      node = .always
    case .test(let test):
      let frozen = FrozenTest(test, schema)
      if case .same(let cell) = frozen.want {
        node = .same(UInt32(sames.count))
        sames.append(SameTest(column: frozen.column, cell: cell))
      } else {
        node = .test(UInt32(tests.count))
        tests.append(frozen)
      }
    case .function(let function):
      node = .function(UInt32(functions.count))
      functions.append(function)
    case .not(let inner):
      node = .not(add(inner, schema))
    case .all(let parts):
      node = .all(add(parts, schema))
    case .any(let parts):
      node = .any(add(parts, schema))
    }
    nodes.append(node)
    callsFunctions.append(condition.callsFunctions)
    return UInt32(nodes.count - 1)
  }

  private mutating func add(_ parts: [Condition], _ schema: FactSchema) -> Range<UInt32> {
    let numbers = parts.map { add($0, schema) }
    children += numbers
    return UInt32(children.count - numbers.count)..<UInt32(children.count)
  }

  /// What a condition comes to. Functions run last, in written order, and only while they can still
  /// change the answer; those that are understood count as declared.
  func truth<Functions: FunctionRunner>(
    _ node: UInt32, in facts: borrowing Facts, _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    guard callsFunctions[Int(node)] else { return Truth(holds(node, facts, &evaluation.scratch)) }
    switch nodes[Int(node)] {
    case .always, .same, .test:
      return Truth(holds(node, facts, &evaluation.scratch))
    case .function(let index):
      return evaluation.test(functions[Int(index)], facts)
    case .not(let inner):
      return !truth(inner, in: facts, &evaluation)
    case .all(let range):
      return truth(of: range, decidedBy: .no, in: facts, &evaluation)
    case .any(let range):
      return truth(of: range, decidedBy: .yes, in: facts, &evaluation)
    }
  }

  /// What the parts of `all`, which one `no` decides, or of `any`, which one `yes` decides, come to.
  private func truth<Functions: FunctionRunner>(
    of range: Range<UInt32>, decidedBy decisive: Truth, in facts: borrowing Facts,
    _ evaluation: inout Evaluation<Functions>
  ) -> Truth {
    // Which of the first parts are still open, so that they alone are asked again.
    var open: UInt64 = 0
    for (place, index) in range.enumerated() {
      let part = declaredTruth(children[Int(index)], facts, &evaluation.scratch)
      if part == decisive { return decisive }
      if part == nil, place < 64 { open |= 1 << UInt64(place) }
    }
    var result = !decisive
    for (place, index) in range.enumerated() where place >= 64 || open & 1 << UInt64(place) != 0 {
      let part = truth(children[Int(index)], in: facts, &evaluation)
      if part == decisive { return decisive }
      if part == .error { result = .error }
    }
    return result
  }

  /// What a condition comes to whatever its functions would say that are not understood, or whose
  /// formulas give no answer; nil if that depends on them.
  func declaredTruth(
    _ node: UInt32, _ facts: borrowing Facts, _ scratch: inout MatchScratch
  ) -> Truth? {
    guard callsFunctions[Int(node)] else { return Truth(holds(node, facts, &scratch)) }
    switch nodes[Int(node)] {
    case .always, .same, .test: return Truth(holds(node, facts, &scratch))
    case .function(let index):
      return functions[Int(index)].lifted?.formula.holds(
        in: facts, offset: facts.offset, &scratch.formulas
      ).map { Truth($0) }
    case .not(let inner): return declaredTruth(inner, facts, &scratch).map { !$0 }
    case .all(let range):
      var open = false
      for index in range {
        guard let part = declaredTruth(children[Int(index)], facts, &scratch) else {
          open = true
          continue
        }
        if part == .no { return .no }
      }
      return open ? nil : .yes
    case .any(let range):
      var open = false
      for index in range {
        guard let part = declaredTruth(children[Int(index)], facts, &scratch) else {
          open = true
          continue
        }
        if part == .yes { return .yes }
      }
      return open ? nil : .no
    }
  }

  /// A condition without functions.
  private func holds(_ node: UInt32, _ facts: borrowing Facts, _ scratch: inout MatchScratch)
    -> Bool
  {
    switch nodes[Int(node)] {
    case .always: return true
    case .function: return false
    case .not(let inner): return !holds(inner, facts, &scratch)
    case .same(let index): return sames[Int(index)].holds(for: facts)
    case .test(let index): return tests[Int(index)].holds(for: facts, &scratch)
    case .all(let range):
      for index in range where !holds(children[Int(index)], facts, &scratch) { return false }
      return true
    case .any(let range):
      for index in range where holds(children[Int(index)], facts, &scratch) { return true }
      return false
    }
  }
}
