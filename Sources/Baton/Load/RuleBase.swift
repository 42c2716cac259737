import BatonLua
import BatonModel
import BatonTime

/// A rule base after loading: the landscape read and checked, the rules still as they were
/// written. Compiling turns the rules into conditions and outcomes.
struct RuleBase {
  var identity: RuleBaseIdentity
  /// The zone of the rule base's own dates.
  var zone: Zone
  var fields: FieldTable
  var catalogue: Catalogue
  /// By name; one with mistakes is missing.
  var calendars: [String: BusinessCalendar]
  var matrix: PriorityMatrixDeclaration
  /// The most specific first.
  var levels: [String]
  /// Rules, sources and scenarios in the order of their declaration.
  var rules: [Declaration]
  /// What a worker needs to have the rules' functions; nil when no rule keeps one.
  var program: LuaProgram?
  /// The files that rules may name, such as CSV tables.
  var folder: RuleFolder

  func declarations(of word: String) -> [Declaration] {
    rules.filter { $0.word.name == word }
  }
}

/// The priority matrix as declared, or ITIL's default.
struct PriorityMatrixDeclaration {
  var impact = ["high", "medium", "low"]
  var urgency = ["high", "medium", "low"]
  var priorities = [[1, 2, 3], [2, 3, 4], [3, 4, 5]]
  var place: Place?
}
