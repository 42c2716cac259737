// Statements that are data: `word "name" { … }` and `word { … }` of constants, tables of them, and
// words over them.
//
// Read straight from the tokens. At the first sign of anything else (another name, an operator, a
// key that stands twice, a mistake) everything is put back and the statement is read as any other,
// so that what is said about it is said in one place. What is accepted here means the same in Lua
// whatever stands around it: words are globals that nobody can assign, and no local variable may
// hide them. The limits on levels and registers are Lua's or less.

extension Parser {
  /// How deep data may nest: far below what Lua can read, and below what leaves the sandbox.
  private static let dataDepth = 40
  /// The longest text of data: far below what the sandbox allows.
  private static let dataText = 1 << 16
  /// The most names in one table, because each is compared with those before it.
  private static let dataNames = 512

  /// Reads one statement of data, if that is what stands here.
  mutating func dataStatement() -> Bool {
    guard kind == .name, let word = dataWord(token), isDeclaring(word.shape) else { return false }
    let mark = data.mark
    let start = index
    let held = temporaries
    if let statement = dataCall(word.index, word.shape), endsStatement {
      data.add(statement, continuesRun: dataEnd == start)
      dataEnd = index
      temporaries = held
      return true
    }
    data.back(to: mark)
    temporaries = held
    index = start
    return false
  }

  private func isDeclaring(_ shape: DataWord.Shape) -> Bool { shape == .named || shape == .single }

  /// Whether the next token can only begin another statement.
  private var endsStatement: Bool {
    switch kind {
    case .name, .endOfFile, .semicolon, .local, .function, .return, .if, .for, .while, .repeat, .do,
      .goto, .break, .doubleColon:
      true
    default: false
    }
  }

  /// The word that a name means here.
  private func dataWord(_ token: Token) -> (index: Int, shape: DataWord.Shape)? {
    let index = Int(token.symbol) - Int(SymbolTable.firstWord)
    guard index >= 0, index < dataWords.count, !token.isBroken, scopes.isGlobal(token.symbol)
    else { return nil }
    return (index, dataWords[index].shape)
  }

  /// A call of a word, from its name to its last argument.
  private mutating func dataCall(_ word: Int, _ shape: DataWord.Shape) -> DeclaredData.Node? {
    let start = Int(token.lower)
    let depth = data.depth
    let held = temporaries
    constants.add(token.symbol)
    advance()
    if shape == .constant {
      return data.close(.call, range(from: start), since: depth, word: word)
    }
    guard holdData(1) else { return nil }
    switch shape {
    case .named:
      guard kind == .text, let name = dataValue(), kind == .leftBrace, let body = dataValue()
      else { return nil }
      data.wait(name)
      data.wait(body)
    case .single:
      guard kind == .leftBrace, let body = dataValue() else { return nil }
      data.wait(body)
    case .value:
      guard dataArguments() else { return nil }
    case .constant, .none: return nil
    }
    temporaries = held
    return data.close(.call, range(from: start), since: depth, word: word)
  }

  private mutating func dataArguments() -> Bool {
    guard kind == .leftParen else {
      guard kind == .text || kind == .leftBrace, let value = dataValue() else { return false }
      data.wait(value)
      return true
    }
    advance()
    repeat {
      guard let value = dataValue(), holdData(1) else { return false }
      data.wait(value)
    } while consume(.comma)
    return consume(.rightParen)
  }

  private mutating func dataValue() -> DeclaredData.Node? {
    let token = self.token
    level += 1
    defer { level -= 1 }
    guard level < Self.dataDepth, !token.isBroken else { return nil }
    switch token.kind {
    case .text:
      guard let symbol = dataText(token) else { return nil }
      advance()
      return DeclaredData.Node(.text, token.range, payload: symbol)
    case .number:
      advance()
      return dataNumber(token, from: Int(token.lower), isNegative: false)
    case .minus:
      advance()
      let number = self.token
      guard number.kind == .number, !number.isBroken else { return nil }
      advance()
      return dataNumber(number, from: Int(token.lower), isNegative: true)
    case .true, .false:
      advance()
      return DeclaredData.Node(token.kind == .true ? .yes : .no, token.range)
    case .leftBrace:
      return dataTable()
    case .name:
      guard let word = dataWord(token) else { return nil }
      return dataCall(word.index, word.shape)
    default:
      return nil
    }
  }

  private mutating func dataText(_ token: Token) -> Symbol? {
    guard token.upper - token.lower < Self.dataText, !token.isBroken else { return nil }
    // A text with escapes may be anything but UTF-8.
    if symbols.length(token.symbol) + 2 != token.upper - token.lower,
      !symbols.isUTF8(token.symbol)
    {
      return nil
    }
    constants.add(token.symbol)
    return token.symbol
  }

  private mutating func dataNumber(
    _ token: Token, from start: Int, isNegative: Bool
  ) -> DeclaredData.Node? {
    guard let value = Numeral.value(source.bytes, from: Int(token.lower), to: Int(token.upper))
    else { return nil }
    constants.add(value)
    let range = SourceRange(lower: start, upper: Int(token.upper))
    switch value {
    case .integer(let value):
      let value = isNegative ? 0 &- value : value
      return DeclaredData.Node(
        .integer, range, payload: data.number(UInt64(bitPattern: value)))
    case .float(let value):
      let value = isNegative ? -value : value
      return DeclaredData.Node(.number, range, payload: data.number(value.bitPattern))
    }
  }

  private mutating func dataTable() -> DeclaredData.Node? {
    let start = Int(token.lower)
    let depth = data.depth
    let held = temporaries
    guard holdData(1) else { return nil }
    advance()
    var names = 0
    while kind != .rightBrace {
      if let (key, range) = dataKey() {
        names += 1
        guard names <= Self.dataNames, !data.hasKey(key, since: depth), let value = dataValue()
        else { return nil }
        data.wait(value.named(key, range))
      } else {
        guard let value = dataValue(), holdData(1) else { return nil }
        data.wait(value)
        if temporaries - held > Self.entriesPerFlush { temporaries = held + 1 }
      }
      guard consume(.comma) || consume(.semicolon) || kind == .rightBrace else { return nil }
    }
    advance()
    temporaries = held
    return data.close(.table, range(from: start), since: depth)
  }

  /// `name =` or `["name"] =`, if that stands here.
  private mutating func dataKey() -> (key: Symbol, range: SourceRange)? {
    let first = token
    switch first.kind {
    case .name:
      guard nextKind == .assign, !first.isBroken, first.symbol != environment,
        first.symbol != marker
      else { return nil }
      constants.add(first.symbol)
      advance()
      advance()
      return (first.symbol, first.range)
    case .leftBracket:
      guard nextKind == .text, index + 3 < tokens.count, tokens[index + 2].kind == .rightBracket,
        tokens[index + 3].kind == .assign, let key = dataText(tokens[index + 1])
      else { return nil }
      let range = tokens[index + 1].range
      index += 4
      return (key, range)
    default: return nil
    }
  }

  /// Counts registers as `hold` does; what needs too many is left to be reported.
  private mutating func holdData(_ count: Int) -> Bool {
    temporaries += count
    return scopes.registers + temporaries <= Self.registerLimit
  }
}
