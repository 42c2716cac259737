// Which variable a name means, which labels a goto can see, and Lua's limits on both.
//
// Follows lparser.c: one list of declared variables for all open functions, of which each function
// sees those that it has activated (`local x = x` reads the outer x); blocks cut the lists back when
// they close. A name is looked up in the function, then in the functions around it; then it is a
// global. O(visible variables) a lookup, which Lua bounds by 200 a function.

struct Scopes {
  /// How many variables a function can have (lparser.c, MAXVARS).
  static let localLimit = 200
  /// How many variables of outer functions a function can use (lparser.c, MAXUPVAL).
  static let upvalueLimit = 255
  /// How many functions a function can hold directly (lopcodes.h, MAXARG_Bx).
  static let functionLimit = 131_071

  struct Variable {
    var symbol: Symbol
    /// None for the hidden variables of a `for`.
    var declaration: LocalDeclaration?
    /// A `<const>` whose value is known while compiling: it takes no register and no upvalue.
    var isCompileTime = false
  }

  struct Function {
    let firstVariable: Int
    let firstBlock: Int
    let isVariadic: Bool
    /// How many of its variables can be seen by now.
    var active = 0
    /// How many registers those take.
    var registers = 0
    var upvalues: [Int] = []
    var usesEnvironment = false
    var functionCount = 0
    var captures: [Capture] = []
  }

  struct OpenBlock {
    let isLoop: Bool
    let active: Int
    let registers: Int
    let firstLabel: Int
    let firstJump: Int
  }

  struct Label {
    let symbol: Symbol
    let active: Int
  }

  /// A goto or break whose label was not seen yet.
  struct Jump {
    /// 0 for `break`.
    let symbol: Symbol
    let range: SourceRange
    var active: Int
  }

  private(set) var variables: [Variable] = []
  private(set) var functions: [Function] = []
  private var blocks: [OpenBlock] = []
  private var labels: [Label] = []
  private var jumps: [Jump] = []
  private var declaresEnvironment = false
  private let environment: Symbol

  init(environment: Symbol) {
    self.environment = environment
    openFunction(isVariadic: true)
    functions[0].usesEnvironment = true
  }

  var isVariadic: Bool { functions[functions.count - 1].isVariadic }

  // MARK: Functions

  mutating func openFunction(isVariadic: Bool) {
    functions.append(
      Function(
        firstVariable: variables.count, firstBlock: blocks.count, isVariadic: isVariadic))
    openBlock(isLoop: false)
  }

  /// Returns the jumps that found no label, and the function's assignments to outer variables.
  mutating func closeFunction() -> (lost: [Jump], captures: [Capture]) {
    let lost = closeBlock()
    let function = functions.removeLast()
    variables.removeLast(variables.count - function.firstVariable)
    return (lost, function.captures)
  }

  /// Counts a function inside the open one; false when there are too many.
  mutating func countFunction() -> Bool {
    functions[functions.count - 1].functionCount += 1
    return functions[functions.count - 1].functionCount <= Self.functionLimit
  }

  // MARK: Variables

  /// Adds a variable that cannot be seen before `activate`; false when there are too many.
  mutating func declare(_ symbol: Symbol, _ declaration: LocalDeclaration?) -> Bool {
    if symbol == environment { declaresEnvironment = true }
    variables.append(Variable(symbol: symbol, declaration: declaration))
    return variables.count - functions[functions.count - 1].firstVariable <= Self.localLimit
  }

  mutating func activate(lastIsCompileTime: Bool = false) {
    if lastIsCompileTime { variables[variables.count - 1].isCompileTime = true }
    let top = functions.count - 1
    let added = variables.count - functions[top].firstVariable - functions[top].active
    functions[top].active += added
    functions[top].registers += lastIsCompileTime ? added - 1 : added
  }

  var registers: Int { functions[functions.count - 1].registers }

  /// What a name means here. `overflow` is set when a function uses too many outer variables.
  mutating func resolve(
    _ symbol: Symbol, overflow: inout Bool
  ) -> NameNode.Resolution {
    let top = functions.count - 1
    if let (owner, index) = find(symbol), let declaration = variables[index].declaration {
      if owner == top { return .local(declaration) }
      if !variables[index].isCompileTime { capture(index, of: owner, overflow: &overflow) }
      return .upvalue(declaration)
    }
    if declaresEnvironment, let (owner, index) = find(environment) {
      if owner < top, !variables[index].isCompileTime {
        capture(index, of: owner, overflow: &overflow)
      }
    } else if !functions[top].usesEnvironment {
      for level in 1...top {
        functions[level].usesEnvironment = true
        if upvalueCount(level) > Self.upvalueLimit { overflow = true }
      }
    }
    return .global
  }

  /// Whether a name means the global of that name.
  func isGlobal(_ symbol: Symbol) -> Bool {
    !declaresEnvironment && (variables.isEmpty || find(symbol) == nil)
  }

  func isCompileTime(_ name: Symbol) -> Bool {
    find(name).map { variables[$0.index].isCompileTime } ?? false
  }

  private func find(_ symbol: Symbol) -> (owner: Int, index: Int)? {
    var level = functions.count - 1
    while level >= 0 {
      let first = functions[level].firstVariable
      var index = first + functions[level].active - 1
      while index >= first {
        if variables[index].symbol == symbol { return (level, index) }
        index -= 1
      }
      level -= 1
    }
    return nil
  }

  private mutating func capture(_ index: Int, of owner: Int, overflow: inout Bool) {
    for level in owner + 1..<functions.count where !functions[level].upvalues.contains(index) {
      functions[level].upvalues.append(index)
      if upvalueCount(level) > Self.upvalueLimit { overflow = true }
    }
  }

  private func upvalueCount(_ level: Int) -> Int {
    functions[level].upvalues.count + (functions[level].usesEnvironment ? 1 : 0)
  }

  /// Remembers an assignment to an outer variable in every function between it and its owner.
  mutating func noteAssignment(_ name: NameNode) {
    guard case .upvalue(let declaration) = name.resolution else { return }
    let capture = Capture(name: name.name, range: name.range, declaration: declaration)
    var level = functions.count - 1
    while level > 0 {
      let first = functions[level].firstVariable
      let own = variables[first..<first + functions[level].active]
      if own.contains(where: { $0.declaration === declaration }) { return }
      functions[level].captures.append(capture)
      level -= 1
    }
  }

  // MARK: Blocks, labels and jumps

  mutating func openBlock(isLoop: Bool) {
    blocks.append(
      OpenBlock(
        isLoop: isLoop, active: functions[functions.count - 1].active,
        registers: functions[functions.count - 1].registers, firstLabel: labels.count,
        firstJump: jumps.count))
  }

  /// Returns the jumps that found no label, when the block was a function's body.
  mutating func closeBlock() -> [Jump] {
    let block = blocks.removeLast()
    let top = functions.count - 1
    if block.isLoop { jumps.removeSubrange(from: block.firstJump) { $0.symbol == 0 } }
    functions[top].active = block.active
    functions[top].registers = block.registers
    let kept = functions[top].firstVariable + block.active
    variables.removeLast(variables.count - kept)
    labels.removeLast(labels.count - block.firstLabel)
    if blocks.count > functions[top].firstBlock {
      for index in block.firstJump..<jumps.count { jumps[index].active = block.active }
      return []
    }
    let lost = Array(jumps[block.firstJump...])
    jumps.removeLast(jumps.count - block.firstJump)
    return lost
  }

  mutating func addBreak(_ range: SourceRange) {
    jumps.append(Jump(symbol: 0, range: range, active: functions[functions.count - 1].active))
  }

  mutating func addGoto(_ symbol: Symbol, _ range: SourceRange) {
    guard !seesLabel(symbol) else { return }
    jumps.append(
      Jump(symbol: symbol, range: range, active: functions[functions.count - 1].active))
  }

  /// Whether the open function has the label in an open block.
  func seesLabel(_ symbol: Symbol) -> Bool {
    let first = blocks[functions[functions.count - 1].firstBlock].firstLabel
    return labels[first...].contains { $0.symbol == symbol }
  }

  /// Adds a label, and returns the jumps that would jump over a declaration to reach it, each with
  /// the first variable that it would jump over.
  mutating func addLabel(
    _ symbol: Symbol, endsBlock: Bool
  ) -> [(jump: Jump, variable: Symbol)] {
    let function = functions[functions.count - 1]
    let block = blocks[blocks.count - 1]
    let active = endsBlock ? block.active : function.active
    labels.append(Label(symbol: symbol, active: active))
    var faults: [(jump: Jump, variable: Symbol)] = []
    for jump in jumps[block.firstJump...] where jump.symbol == symbol && jump.active < active {
      faults.append((jump, variables[function.firstVariable + jump.active].symbol))
    }
    jumps.removeSubrange(from: block.firstJump) { $0.symbol == symbol }
    return faults
  }
}

extension Array where Element == Scopes.Jump {
  /// Removes the elements from an index on that a test holds for.
  fileprivate mutating func removeSubrange(
    from index: Int, where isRemoved: (Element) -> Bool
  ) {
    guard self[index...].contains(where: isRemoved) else { return }
    replaceSubrange(index..., with: self[index...].filter { !isRemoved($0) })
  }
}
