/// Why a function is not understood and runs in Lua.
enum LiftObstacle: Sendable, Hashable {
  case loops
  case jumps
  case callsItself
  /// What is called, as it is written.
  case calls(String)
  /// A pattern with more in it than plain letters.
  case pattern
  case severalResults
  case variableArguments
  /// A variable from outside whose value is no constant.
  case captures(String)
  case makesTable
  case makesFunction
  case assigns(String)
  case assignsMember
  case computedName
  case notAText
  case tooLarge
  /// It was not written in a rule file, so there is nothing to read.
  case unwritten

  /// Why, as the end of a sentence about the function.
  var message: String {
    switch self {
    case .loops: "loops"
    case .jumps: "jumps with goto"
    case .callsItself: "calls itself"
    case .calls(let name): "calls `\(name)`"
    case .pattern: "looks for a pattern"
    case .severalResults: "uses several results of one call"
    case .variableArguments: "takes any number of arguments"
    case .captures(let name): "uses \"\(name)\" from outside, which is no constant"
    case .makesTable: "makes a table"
    case .makesFunction: "makes a function"
    case .assigns(let name): "gives \"\(name)\" another meaning on the way"
    case .assignsMember: "writes into a table"
    case .computedName: "reads a field whose name it works out"
    case .notAText: "has a text that is not UTF-8"
    case .tooLarge: "is too long"
    case .unwritten: "is not written in a file of the rules"
    }
  }
}
