import BatonLua

/// Everything that can be wrong with a rule base: facts, without words. The words are in
/// `Problem+Wording.swift`.
enum Problem {
  // Files
  case file(String, FileFailure)
  case notACalendarFile(String)

  // Lua
  case syntax(String)
  case trap(code: String, String)
  case raised(String)
  case stopped(LuaMeter)
  /// The same of a file that is run on its own.
  case fileStopped(LuaMeter)
  case refused(String)

  // Declarations
  case unnamed(word: String, example: String)
  case noBody(word: String, name: String)
  case noTable(word: String, example: String)
  case notATable(String, found: String)
  case misplaced(String, parent: String)
  /// In what a file of tests declares.
  case notATest(String)
  case claimedTwice(String)
  case duplicateName(String)
  case declaredOnce(String)
  case unknownKey(String, of: String, nearest: String?, known: [String])
  case unknownAttribute(String, of: String, nearest: String?)
  case missingKey(String, of: String, takes: String)
  case keyIsNoName(String)
  case strayItem(String, found: String)
  case valueIsNil(String)
  case emptyList(String)
  case listHasHole(String)
  case builtInField(String, of: String)

  // Values
  case wrongType(String, wanted: String, found: String)
  case notOneOf(String, found: String, allowed: [String], nearest: String?)
  case unknownName(String, String, nearest: String?)
  case undeclaredAccountable(String, nearest: String?)
  case badZone(String)
  case badTimes(String, String)
  case noWorkingTime(String)
  case dateOutOfRange(String)
  /// In a file of holidays.
  case holidays(String)
  case serviceCycle([String])
  case subcontractorCycle([String])
  case slashInName(String, kind: String)
  case ambiguousTarget(String)
  case outOfRange(String, wanted: String, found: String)
  case matrixRows(found: Int, impact: [String])
  case matrixCells(impact: String, found: Int, urgency: [String])

  // Conditions
  case unknownField(String, of: String, nearest: String?)
  case mixedTable
  case notACondition(String)
  case noReference(String, type: String)
  case tooLarge(limit: Int)
  case priorityMatcher(String, instead: String)
  case matcherType(String, field: String, type: String)
  case matcherArguments(String, example: String)
  case misplacedWord(String, String)
  case emptyRange(String)
  case badExpression(String, reason: String)

  // Functions
  case assignsCapture(String)
  case keepsState(String)
  case functionField(String, nearest: String?)

  // Rules
  case nobody(String, TargetFailure)
  case routeToNobody(String)
  case noFallback(FallbackDoubt)
  case unreachable(String, by: String)
  case overridesNothing(String, word: String, nearest: String?)
  case overridesOwnFile(String)
  case unknownLevel(String, levels: [String], nearest: String?)
  case advisoryOnly(String)
  case boundsConflict(notBelow: Int, notAbove: Int)
  case datesReversed
  case onlyInTree(String)
  case nobodySkilled([String])
  case takesAll(String)
  case needsMoreThan(Int, roles: Int)
  case noOutcome(String, keys: [String])

  /// Why no route takes every request.
  enum FallbackDoubt {
    /// All have conditions.
    case conditional
    case function(String)
    case dated(String)
    case shadow(String)
    case limited(String)
  }

  // What follows a decision
  case time(TimeProblem)
  case process(ProcessProblem)

  // Tables
  case tableTwice(String)
  case tableSource(String)
  case tableOutput(String, known: [String])
  case tableNoOutput
  case tableNoTarget(row: Int)
  case tableRowWidth(row: Int, found: Int, columns: Int)
  case cell(row: Int, column: String, String)
  case csv(row: Int, String)
  case table(TableProblem)

  // Sources
  case datePattern(String, reason: String)
  case mapping(String, wanted: String, found: String)
}
