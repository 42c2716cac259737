// Tokens to tree: recursive descent over Lua's grammar, in the order of lparser.c.
//
// Nothing here throws. A rule of the grammar that meets something else reports it, leaves a
// `.missing` expression or a `.broken` statement, and returns; whoever has a loop resynchronises
// (Parser+Recovery). Every loop consumes a token or ends. Two things keep one mistake from being
// reported twice: a place is reported once, and nothing is reported right after a broken token.

struct Parser {
  /// How deep statements and expressions may nest: LUAI_MAXCCALLS less the two calls that luac
  /// itself stands on (ldo.c counts those of C and those of the parser together).
  static let levelLimit = 198

  let source: SourceText
  let tokens: [Token]
  let comments: [Comment]
  var symbols: SymbolTable
  var scopes: Scopes
  var index = 0
  var level = 0
  var deepestLevel = 0
  /// The parser gave up: what follows is taken for the end of the file.
  var isHalted = false
  var lastReported = -1
  var problems: [SyntaxProblem]
  /// Faults of names, labels and limits: of no interest behind a mistake in the grammar.
  var findings: [SyntaxProblem] = []
  var traps: [SyntaxTrap] = []
  var numbered: [NumberedNode] = []
  /// What a label has read behind itself, for the block that it stands in.
  var trailing: [Statement] = []
  var constants = ConstantCount()
  var bitwiseSigns: [(sign: String, range: SourceRange)] = []
  /// Values that are surely in registers now, beside the variables: see Parser+Registers.
  var temporaries = 0
  var openIfs = 0
  var openRepeats = 0
  var openBraces = 0
  var openParens = 0
  var openBrackets = 0
  /// The words whose calls may be data, in the order of their symbols.
  let dataWords: [DataWord]
  var data = DataBuilder()
  /// The token after the last statement that was data.
  var dataEnd = -1
  let environment: Symbol
  let marker: Symbol

  init(_ source: SourceText, _ lexer: Lexer, dataWords: [DataWord]) {
    self.dataWords = dataWords
    self.source = source
    tokens = lexer.tokens
    comments = lexer.comments
    problems = lexer.problems
    symbols = lexer.symbols
    environment = symbols.insert("_ENV")
    marker = symbols.insert(SyntaxTree.marker)
    scopes = Scopes(environment: environment)
  }

  mutating func parse() -> SyntaxTree {
    var statements: [Statement] = []
    let start = token.range.lower
    while true {
      statements.append(contentsOf: block().statements)
      if kind == .endOfFile { break }
      report(.closesNothing(text(token.range)), at: token.range)
      advance()
    }
    loseJumps(scopes.closeFunction().lost)
    if !bitwiseSigns.isEmpty, constants.count > 255 {
      for (sign, range) in bitwiseSigns { trap(.bitwiseWithManyConstants(sign), range) }
    }
    let all = SourceRange(lower: start, upper: max(start, previousEnd))
    let problems = orderedProblems()
    return SyntaxTree(
      source: source, block: Block(statements: statements, range: all), comments: comments,
      problems: problems, traps: orderedTraps(besides: problems),
      numbered: numbered, data: DeclaredData(data, symbols), deepestLevel: deepestLevel,
      tokens: tokens)
  }

  /// Where a line is not Lua, what its words seem to mean is no news.
  private func orderedTraps(besides problems: [SyntaxProblem]) -> [SyntaxTrap] {
    let broken = Set(problems.map { source.line(of: $0.range.lower) })
    return traps.sorted { $0.range.lower < $1.range.lower }
      .filter { broken.isEmpty || !broken.contains(source.line(of: $0.range.lower)) }
  }

  private func orderedProblems() -> [SyntaxProblem] {
    // A quote that is missing turns the rest of its line inside out: the line's other faults are its
    // echo.
    var open: Set<Int> = []
    for problem in problems {
      if case .unfinishedText = problem.cause { open.insert(source.line(of: problem.range.lower)) }
    }
    var problems = self.problems
    if !open.isEmpty {
      problems.removeAll { problem in
        if case .unfinishedText = problem.cause { return false }
        return open.contains(source.line(of: problem.range.lower))
      }
    }
    let first = problems.map(\.range.lower).min() ?? Int.max
    let all = problems + findings.filter { $0.range.lower < first }
    return all.sorted { $0.range.lower < $1.range.lower }
  }

  // MARK: Tokens

  var token: Token { tokens[index] }
  var kind: TokenKind { tokens[index].kind }
  var nextKind: TokenKind { tokens[min(index + 1, tokens.count - 1)].kind }

  /// The byte after the last token that was consumed.
  var previousEnd: Int { index > 0 ? Int(tokens[index - 1].upper) : Int(tokens[0].lower) }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func consume(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  func text(_ range: SourceRange) -> String { source.text(range) }

  func range(from start: Int) -> SourceRange {
    SourceRange(lower: start, upper: max(start, previousEnd))
  }

  // MARK: Levels and numbers

  /// Enters one level of nesting; false at Lua's limit, when the rest of the file is given up.
  mutating func enterLevel() -> Bool {
    level += 1
    deepestLevel = max(deepestLevel, level)
    guard level > Self.levelLimit else { return true }
    halt(.tooDeep(limit: Self.levelLimit))
    return false
  }

  mutating func leaveLevel() { level -= 1 }

  mutating func reserveNumber() -> Int {
    numbered.append(Self.placeholder)
    return numbered.count - 1
  }

  /// Stands in `numbered` while a node is being read.
  private static let placeholder = NumberedNode.table(
    TableConstructor(
      number: 0, range: SourceRange(lower: 0, upper: 0), fields: [], isBareArgument: false))

  // MARK: Reporting

  mutating func report(
    _ cause: SyntaxProblem.Cause, at range: SourceRange, related: SourceRange? = nil
  ) {
    guard !isHalted, lastReported != index else { return }
    lastReported = index
    if token.isBroken || (index > 0 && tokens[index - 1].isBroken) { return }
    problems.append(SyntaxProblem(cause: cause, range: range, related: related))
  }

  /// Reports a fault that leaves the grammar in order.
  mutating func find(
    _ cause: SyntaxProblem.Cause, at range: SourceRange, related: SourceRange? = nil
  ) {
    guard !isHalted else { return }
    findings.append(SyntaxProblem(cause: cause, range: range, related: related))
  }

  mutating func halt(_ cause: SyntaxProblem.Cause) {
    guard !isHalted else { return }
    problems.append(SyntaxProblem(cause: cause, range: token.range, related: nil))
    isHalted = true
    index = tokens.count - 1
  }

  mutating func trap(
    _ cause: SyntaxTrap.Cause, _ range: SourceRange, related: SourceRange? = nil
  ) {
    guard !isHalted else { return }
    traps.append(SyntaxTrap(cause: cause, range: range, related: related))
  }

  mutating func loseJumps(_ jumps: [Scopes.Jump]) {
    for jump in jumps {
      find(jump.symbol == 0 ? .breakOutside : .labelInvisible(symbols[jump.symbol]), at: jump.range)
    }
  }
}
