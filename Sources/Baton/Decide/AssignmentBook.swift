import BatonModel
import BatonRecords

/// What classify rules set, flat: the assignments of all rules one behind the other.
struct AssignmentBook: Sendable {
  struct Assignment: Sendable {
    let slot: Int
    let rank: Int
    let overwrites: Bool
    /// What a decision says where another rule gave the stage's reason: who set this field.
    let remark: RemarkNumber
  }

  private(set) var assignments: [Assignment] = []
  /// The value of each that has a constant; nil for one that a function works out.
  private(set) var constants: [Value?] = []
  /// The assignments of each rule, by rank.
  private(set) var ofRule: [Range<Int>] = []
  /// The fields that some rule sets, each once, and whether one sets it over what the request says.
  private(set) var slots: [(slot: Int, isOverwritten: Bool)] = []
  /// Rules whose conditions call functions: these are not looked at when they can set nothing.
  private(set) var withFunctions: [Int] = []

  init(
    _ rules: [ClassifyRule], _ schema: FactSchema, _ remarks: inout RemarkBook,
    _ arena: inout PieceArena
  ) {
    var overwritten: [Int: Bool] = [:]
    for (rank, rule) in rules.enumerated() {
      let first = assignments.count
      for assignment in rule.assignments {
        let field = schema.requestFields[assignment.slot].name
        assignments.append(
          Assignment(
            slot: assignment.slot, rank: rank, overwrites: rule.overwrites,
            remark: remarks.add(DecisionWording.also(field, rule.head.reason), &arena)))
        if case .constant(let value) = assignment.value {
          constants.append(value)
        } else {
          constants.append(nil)
        }
        overwritten[assignment.slot] = (overwritten[assignment.slot] ?? false) || rule.overwrites
      }
      ofRule.append(first..<assignments.count)
      if rule.condition.callsFunctions { withFunctions.append(rank) }
    }
    slots = overwritten.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
