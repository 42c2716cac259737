/// A rule of a process that something was done otherwise than.
package struct MeasuredRule: Sendable, Hashable {
  package let process: String
  /// Its name; of what the states say, in words.
  package let name: String
  package let isEnforced: Bool
}

/// What was done otherwise than a rule says in one case.
package struct MeasuredFinding: Sendable, Hashable {
  /// The position of the rule in ``MeasuredCases/rules``.
  package internal(set) var rule: UInt32
  /// How often, where that counts, and how often by agreement or tolerated.
  package let times: Int32
  package let excused: Int32
}

/// The rules of a history by number, as they are found.
///
/// Names of states come from the history, so that there may be any number of findings: beyond a limit
/// they count as one.
struct MeasuredRules {
  private(set) var all: [MeasuredRule] = []
  private var numbers: [MeasuredRule: UInt32] = [:]

  mutating func number(of rule: MeasuredRule) -> UInt32 {
    if let known = numbers[rule] { return known }
    if all.count >= RuleLedger.mostRows {
      let rest = MeasuredRule(
        process: rule.process, name: RuleLedger.rest, isEnforced: rule.isEnforced)
      return numbers[rest] ?? append(rest)
    }
    return append(rule)
  }

  private mutating func append(_ rule: MeasuredRule) -> UInt32 {
    let number = UInt32(all.count)
    all.append(rule)
    numbers[rule] = number
    return number
  }
}
