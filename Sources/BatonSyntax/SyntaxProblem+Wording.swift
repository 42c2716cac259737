// The words for everything that this room can find wrong: for people who are not programmers.

extension SyntaxProblem {
  package var message: String {
    switch cause {
    case .compiledCode: "this file is compiled code, and only text is read"
    case .unfinishedText(let quote):
      "this text has no closing quote; it must end with \(Self.character(quote)) on the same line"
    case .unfinishedLongText(let closing): "this text is never closed; it must end with \(closing)"
    case .unfinishedComment(let closing):
      "this comment is never closed; it must end with \(closing)"
    case .longBracket: "a long text begins with [[ or [=[, and this has no second ["
    case .unknownEscape(let written):
      "\"\(written)\" means nothing in a text; write \\\\ for a backslash"
    case .decimalEscape(let written): "\"\(written)\" is no byte; a byte is \\255 at most"
    case .hexEscape: "\\x must be followed by two hexadecimal digits"
    case .unicodeEscape: "\\u must be followed by hexadecimal digits in braces, as in \\u{20AC}"
    case .unicodeEscapeTooLarge: "this \\u{…} is too large; the largest is \\u{7FFFFFFF}"
    case .malformedNumber(let written): "\"\(written)\" is no number"
    case .strayByte(let byte): "\(Self.character(byte)) means nothing here"
    case .strayCharacter(let written):
      "\"\(written)\" is no name; names outside quotes have only the letters a to z, digits and _"
    case .curlyQuote(let written):
      "\(written) is a quote for print; texts are written between straight quotes (\")"
    case .foreignSign(let written, let use): "\"\(written)\" is written \"\(use)\" in Lua"

    case .neverClosed(let open, let line): "this \"\(open)\" on line \(line) is never closed"
    case .missingEnd(let word, let line): "this \"\(word)\" on line \(line) has no \"end\""
    case .splitElseIf:
      "\"else if\" begins an \"if\" that needs an \"end\" of its own; write \"elseif\""
    case .missingUntil(let line): "this \"repeat\" on line \(line) has no \"until\""
    case .closesNothing(let written): "this \"\(written)\" closes nothing"

    case .missingCommaInTable: "a comma is missing between two entries of this table"
    case .missingCommaInArguments: "a comma is missing between two arguments"
    case .emptyEntry: "there is nothing before this comma"
    case .colonInField(let name): "a field is written with \"=\", as in \(name) = …"
    case .keyNeedsBrackets(let written):
      "\(Self.quoted(written)) is no plain name; as a field's name it is written [\"\(Self.unquoted(written))\"]"
    case .fieldNeedsName: "only a name can stand before \"=\" in a table"
    case .listInBrackets: "a list is written in braces, as in { \"a\", \"b\" }"

    case .valueExpected(let found): "a value is missing before \(found)"
    case .valueExpectedAfter(let written): "a value is missing after \(Self.quoted(written))"
    case .nameExpected(let after, let found): "a name must follow \(after), not \(found)"
    case .expected(let what, let after, let found): "\(what) must follow \(after), not \(found)"
    case .assignmentInCondition: "to compare two values write \"==\"; a single \"=\" sets a value"
    case .compoundAssignment(let sign): "\"\(sign)=\" is not Lua; write x = x \(sign) …"
    case .foreignComment(let sign): "\"\(sign)\" begins no comment in Lua; write \"--\""
    case .doesNothing(let written):
      "\(Self.quoted(written)) alone does nothing; a statement calls a function or sets a name"
    case .unexpected(let found): "\(found) cannot stand here"
    case .notAssignable(let written):
      "\(Self.quoted(written)) cannot be set; only a name or a field can"
    case .argumentsExpected(let method):
      "\":\(method)\" calls a function, so its arguments must follow in parentheses"
    case .afterReturn: "nothing can follow \"return\" in its block"

    case .unknownAttribute(let name):
      "\"<\(name)>\" is unknown; a local variable may be <const> or <close>"
    case .severalToBeClosed: "only one variable of a list can be <close>"
    case .constantAssigned(let name): "\"\(name)\" is <const> and cannot be set again"
    case .varargsOutside: "\"...\" means something only in a function whose parameters end with it"
    case .breakOutside: "\"break\" stands in no loop"
    case .labelRepeated(let name): "the label \"\(name)\" is here already"
    case .labelInvisible(let name): "no label \"\(name)\" can be seen from here"
    case .jumpIntoScope(let label, let variable):
      "\"goto \(label)\" jumps over the declaration of \"\(variable)\""

    case .tooDeep(let limit): "this is nested too deep; Lua allows about \(limit) levels"
    case .tooManyLocals(let limit): "a function can have \(limit) local variables at most"
    case .tooManyUpvalues(let limit):
      "a function can use \(limit) variables of the functions around it at most"
    case .tooManyFunctions(let limit): "a function can hold \(limit) functions at most"
    case .tooManyValues(let limit):
      "too many values are in use at once here; Lua keeps \(limit) at most"
    }
  }

  private static func character(_ byte: UInt8) -> String {
    guard byte >= 0x20, byte < 0x7F else {
      let digits = String(byte, radix: 16, uppercase: true)
      return "the byte 0x\(digits.utf8.count < 2 ? "0" : "")\(digits)"
    }
    return "\(Character(Unicode.Scalar(byte)))"
  }

  private static func quoted(_ written: String) -> String {
    written.hasPrefix("\"") || written.hasPrefix("'") ? written : "\"\(written)\""
  }

  private static func unquoted(_ written: String) -> Substring {
    guard let quote = written.first, quote == "\"" || quote == "'", written.last == quote,
      written.utf8.count >= 2
    else { return written[...] }
    return written.dropFirst().dropLast()
  }
}

extension SyntaxTrap {
  package var message: String {
    switch cause {
    case .duplicateKey(let key): "\(key) is here twice, and only the last would count"
    case .constantOr(let left):
      "\"or\" always gives its left side here, \(left); for any of several write { …, … }"
    case .constantAnd(let left):
      "\"and\" always gives its right side here, whatever follows \(left)"
    case .nilValue(let key): "\(key) is nil, which is the same as leaving it out"
    case .globalAssignment(let name): "\"\(name)\" is not declared; write local before it"
    case .environment(let name): "the name \"\(name)\" is reserved"
    case .bitwiseWithManyConstants(let sign):
      "\"\(sign)\" can be computed wrongly in a file with more than 255 different constants"
    case .comparisonChain:
      "a comparison cannot be compared again; join two comparisons with \"and\""
    }
  }
}

extension SyntaxTrap {
  /// Stable, for counting and looking up.
  package var code: String {
    switch cause {
    case .duplicateKey: "duplicate-key"
    case .constantOr: "constant-or"
    case .constantAnd: "constant-and"
    case .nilValue: "value-is-nil"
    case .globalAssignment: "global-assignment"
    case .environment: "reserved-name"
    case .bitwiseWithManyConstants: "bitwise-with-many-constants"
    case .comparisonChain: "comparison-chain"
    }
  }
}
