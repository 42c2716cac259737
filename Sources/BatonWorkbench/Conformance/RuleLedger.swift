import Baton
import BatonModel

/// The rules of one process beside its constraints, and how often each was broken.
///
/// Rules with names are there from the beginning, so that those that nobody broke are told too. What
/// the states say has no names: there each different finding is a row, up to a limit, and what is
/// beyond it counts in one more.
struct RuleLedger {
  static let mostRows = 2000
  static let rest = "more of what states say"

  private(set) var rules: [ConformanceRule] = []
  private var named: [String: Int] = [:]
  private var found: [Deviation.Kind: Int] = [:]
  private var rest: Int?

  init(_ watch: borrowing LogWatch) {
    for info in watch.otherRules {
      named[info.about.name] = rules.count
      rules.append(ConformanceRule(info, sentence: info.about.name))
    }
  }

  /// The row of a deviation that is from no constraint.
  mutating func row(of deviation: Deviation) -> Int {
    if let name = deviation.rule {
      if let row = named[name] { return row }
      named[name] = rules.count
      return add(deviation, name: name, sentence: DeviationWording.words(deviation.kind))
    }
    if let row = found[deviation.kind] { return row }
    if rules.count >= Self.mostRows {
      let row =
        rest ?? add(deviation, name: deviation.kind.code, sentence: Self.rest)
      rest = row
      return row
    }
    found[deviation.kind] = rules.count
    return add(
      deviation, name: deviation.kind.code, sentence: DeviationWording.words(deviation.kind))
  }

  private mutating func add(_ deviation: Deviation, name: String, sentence: String) -> Int {
    rules.append(ConformanceRule(deviation, name: name, sentence: sentence))
    return rules.count - 1
  }

  subscript(row: Int) -> ConformanceRule {
    get { rules[row] }
    _modify { yield &rules[row] }
  }
}
