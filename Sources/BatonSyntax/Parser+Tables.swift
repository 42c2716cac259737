// Table constructors (lparser.c: constructor, recfield, listfield), where most mistakes of people
// who write declarations are made: a missing comma, a ":" for a "=", a list in square brackets.

extension Parser {
  mutating func table(isBareArgument: Bool) -> TableConstructor {
    let number = reserveNumber()
    let open = token
    advance()
    openBraces += 1
    let held = temporaries
    hold()
    var fields: [TableField] = []
    var keys = KeyRegister()
    entries: while kind != .rightBrace {
      if kind == .comma || kind == .semicolon {
        report(.emptyEntry, at: token.range)
        advance()
        continue
      }
      guard kind.startsExpression || kind == .leftBracket else {
        if isPlausiblyOutside { break entries }
        report(.valueExpected(found: description(of: token)), at: token.range)
        advance()
        continue
      }
      let first = token
      if let field = self.field() {
        checkTraps(field, first, &keys)
        fields.append(field)
        if case .positional = field {
          hold()
          if temporaries - held > Self.entriesPerFlush { temporaries = held + 1 }
        }
      }
      switch kind {
      case .comma, .semicolon:
        advance()
      case .rightBrace:
        break entries
      case _ where kind.startsExpression || kind == .leftBracket:
        if isOutdented(from: open) { break entries }
        report(.missingCommaInTable, at: placeAfterPrevious, related: open.range)
      default:
        if isPlausiblyOutside { break entries }
        report(.unexpected(description(of: token)), at: token.range)
        advance()
        if kind == .comma { advance() }
      }
    }
    openBraces -= 1
    temporaries = held
    expectClosing(.rightBrace, of: open)
    checkPositions(fields, keys)
    let node = TableConstructor(
      number: number, range: range(from: Int(open.lower)), fields: fields,
      isBareArgument: isBareArgument)
    numbered[number] = .table(node)
    return node
  }

  /// Whether the current token can be no part of any table: its end was forgotten.
  private var isPlausiblyOutside: Bool {
    switch kind {
    case .endOfFile, .doubleColon: true
    case .rightParen: openParens > 0
    case .rightBracket: openBrackets > 0
    default: kind.isStatementWord
    }
  }

  private mutating func field() -> TableField? {
    if kind == .name {
      if nextKind == .assign { return namedField() }
      if nextKind == .colon, !isMethodCall(at: index + 1) {
        report(.colonInField(symbols[token.symbol]), at: tokens[index + 1].range)
        return namedField()
      }
    }
    if kind == .leftBracket { return keyedField() }
    let start = index
    let value = expression()
    guard kind == .assign || (kind == .colon && index == start + 1) else {
      return .positional(value)
    }
    // `"a" = 1`, `"a": 1` and `a-b = 1`: what stands there was meant as a key.
    let written = text(value.range)
    let isKey = index == start + 1 || !written.utf8.contains(Byte.space)
    report(isKey ? .keyNeedsBrackets(written) : .fieldNeedsName, at: value.range)
    advance()
    return .keyed(key: value, value: expression(), range: range(from: value.range.lower))
  }

  private mutating func namedField() -> TableField {
    let name = token
    checkMarker(name)
    constants.add(name.symbol)
    advance()
    advance()
    let value = expression()
    return .named(name: symbols[name.symbol], nameRange: name.range, value: value)
  }

  private mutating func keyedField() -> TableField? {
    let open = token
    advance()
    if kind == .rightBracket {
      report(.listInBrackets, at: open.range)
      advance()
      return nil
    }
    openBrackets += 1
    let key = expression()
    openBrackets -= 1
    if kind == .comma {
      skipList(from: open)
      return nil
    }
    expectClosing(.rightBracket, of: open)
    guard consume(.assign) else {
      if kind == .comma || kind == .rightBrace {
        report(.listInBrackets, at: open.range)
      } else {
        report(
          .expected("\"=\"", after: "a key in brackets", found: description(of: token)),
          at: token.range)
      }
      return .positional(key)
    }
    let value = expression()
    return .keyed(key: key, value: value, range: range(from: Int(open.lower)))
  }

  /// Whether the colon at an index begins `:name(…)`.
  private func isMethodCall(at colon: Int) -> Bool {
    guard colon + 2 < tokens.count, tokens[colon + 1].kind == .name else { return false }
    return tokens[colon + 2].kind.startsArguments
  }
}
