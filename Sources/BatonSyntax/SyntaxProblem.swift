/// A place where a file is not Lua, and why.
package struct SyntaxProblem: Sendable, Hashable {
  package let cause: Cause
  package let range: SourceRange
  /// The other place that the cause speaks of: the opening bracket, the first of two.
  package let related: SourceRange?

  package init(cause: Cause, range: SourceRange, related: SourceRange?) {
    self.cause = cause
    self.range = range
    self.related = related
  }

  package enum Cause: Sendable, Hashable {
    // Words and signs
    case compiledCode
    case unfinishedText(quote: UInt8)
    case unfinishedLongText(closing: String)
    case unfinishedComment(closing: String)
    case longBracket
    case unknownEscape(String)
    case decimalEscape(String)
    case hexEscape
    case unicodeEscape
    case unicodeEscapeTooLarge
    case malformedNumber(String)
    case strayByte(UInt8)
    case strayCharacter(String)
    case curlyQuote(String)
    case foreignSign(String, use: String)

    // Brackets and blocks
    case neverClosed(String, line: Int)
    case missingEnd(String, line: Int)
    case splitElseIf
    case missingUntil(line: Int)
    case closesNothing(String)

    // Entries and lists
    case missingCommaInTable
    case missingCommaInArguments
    case emptyEntry
    case colonInField(String)
    case keyNeedsBrackets(String)
    case fieldNeedsName
    case listInBrackets

    // Expressions and statements
    case valueExpected(found: String)
    case valueExpectedAfter(String)
    case nameExpected(after: String, found: String)
    case expected(String, after: String, found: String)
    case assignmentInCondition
    case compoundAssignment(String)
    case foreignComment(String)
    case doesNothing(String)
    case unexpected(String)
    case notAssignable(String)
    case argumentsExpected(method: String)
    case afterReturn

    // Names and labels
    case unknownAttribute(String)
    case severalToBeClosed
    case constantAssigned(String)
    case varargsOutside
    case breakOutside
    case labelRepeated(String)
    case labelInvisible(String)
    case jumpIntoScope(label: String, variable: String)

    // Limits of Lua
    case tooDeep(limit: Int)
    case tooManyLocals(limit: Int)
    case tooManyUpvalues(limit: Int)
    case tooManyFunctions(limit: Int)
    case tooManyValues(limit: Int)
  }
}
