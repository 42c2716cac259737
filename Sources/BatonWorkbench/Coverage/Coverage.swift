package import Baton
package import BatonModel

/// What scenarios reach of a rule base.
///
/// Counted are: rules that decided; parts of conditions that were shown both ways; rows of tables; and of
/// what timelines live through the ways of processes, their constraints kept and broken, and the steps of
/// ladders. A rule counts as deciding where it matches and counts; in shadow mode where it matches.
package struct Coverage: Sendable {
  /// What is counted together.
  package enum Kind: String, Sendable, CaseIterable {
    case rules, conditions, rows, transitions, constraints, steps

    var words: String {
      switch self {
      case .rules: "rules that decide"
      case .conditions: "parts of conditions, both ways"
      case .rows: "rows of tables"
      case .transitions: "ways of processes"
      case .constraints: "constraints, kept and broken"
      case .steps: "steps of ladders"
      }
    }
  }

  /// Something that no scenario reached.
  package struct Gap: Sendable, Hashable {
    package let kind: Kind
    package let place: Place
    package let sentence: String
  }

  package struct Count: Sendable, Hashable {
    package var reached = 0
    package var all = 0
  }

  package let rules: [CoveredRule]
  package let counts: [Kind: Count]
  /// By kind, then in the order of the rules.
  package let gaps: [Gap]

  /// - Parameter rules: those of the standard library have tests of their own and are left out.
  init(rules: [CoveredRule], life: [LifeUnit], lived: Set<LifeMark>) {
    let rules = rules.filter { !Self.isStandard($0.place) }
    self.rules = rules
    var counts: [Kind: Count] = [:]
    var gaps: [Gap] = []
    func count(_ kind: Kind, _ isReached: Bool, at place: Place, _ sentence: String) {
      counts[kind, default: Count()].all += 1
      if isReached {
        counts[kind, default: Count()].reached += 1
      } else {
        gaps.append(Gap(kind: kind, place: place, sentence: sentence))
      }
    }
    for rule in rules {
      let title = Self.title(rule)
      count(
        rule.row == nil ? .rules : .rows, rule.hasDecided, at: rule.place,
        rule.hasMatched ? "\(title) matches, but never decides" : "\(title) never matches")
      for part in rule.parts {
        count(.conditions, part.isShown, at: rule.place, Self.sentence(part, title))
      }
    }
    for unit in life where !Self.isStandard(unit.place) {
      count(Self.kind(of: unit.mark), lived.contains(unit.mark), at: unit.place, unit.words)
    }
    self.counts = counts
    self.gaps = Kind.allCases.flatMap { kind in gaps.filter { $0.kind == kind } }
  }

  /// `route "Gold customers"`, `row 3 of "Desktop support"`
  static func title(_ rule: CoveredRule) -> String {
    rule.row.map { "row \($0) of \"\(rule.name)\"" } ?? "\(rule.word) \"\(rule.name)\""
  }

  static func sentence(_ part: CoveredRule.Part, _ title: String) -> String {
    switch (part.decidedByHolding, part.decidedByFailing) {
    case (false, false): "\(title): in no scenario it hangs on `\(part.words)`"
    case (true, false): "\(title): in no scenario only `\(part.words)` fails"
    default: "\(title): in no scenario it matches by `\(part.words)`"
    }
  }

  private static func isStandard(_ place: Place) -> Bool { place.file.hasPrefix("standard/") }

  private static func kind(of mark: LifeMark) -> Kind {
    switch mark {
    case .step: .steps
    case .way: .transitions
    case .kept, .broken: .constraints
    }
  }

  package var total: Count {
    counts.values.reduce(into: Count()) {
      $0.reached += $1.reached
      $0.all += $1.all
    }
  }

  /// Of everything that is counted, from 0 to 100; 100 where there is nothing.
  package var percent: Double {
    total.all == 0 ? 100 : 100 * Double(total.reached) / Double(total.all)
  }

  package var percentInWords: String { CoverageText.percent(percent) }
}
