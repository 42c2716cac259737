package import BatonModel
package import BatonTime

/// Finds few and readable rules in a labelled history: a list in which the first that holds decides.
///
/// Each rule tests one or two things: a word of a text, or the value of a field. It is found in the
/// months before the last quarter, by the lower end of what its share of right answers may truly be
/// (Wilson, 95 %), so that a few lucky cases make no rule; and then counted in the months that it has not
/// seen. Cost: for each rule one pass over the history, and one for each of some pairs.
package struct RuleLearner: Sendable {
  package struct Test: Sendable, Hashable {
    package let field: String
    package let value: String
    package let isWord: Bool
  }

  package struct Count: Sendable, Hashable {
    package var right = 0
    package var total = 0
    package var share: Double { total == 0 ? 0 : Double(right) / Double(total) }
  }

  package struct Suggestion: Sendable {
    package let tests: [Test]
    package let label: String
    package let seen: Count
    package let heldOut: Count
  }

  /// What to demand of a rule.
  package struct Demands: Sendable {
    /// The fewest requests that it is found in.
    package var support = 20
    /// The lowest share of right answers.
    package var accuracy = 0.8
    package var rules = 20

    package init() {}
  }

  private struct Example {
    let tests: [Int]
    let label: Int
    let at: Instant?
  }

  private let demands: Demands
  private let hidden: Set<String>
  private let writer: SuggestedValues
  /// Requests whose label or value no rule could say.
  package private(set) var unsayable = 0
  private var tests: [Test] = []
  private var numberOfTest: [Test: Int] = [:]
  private var labels: [String] = []
  private var numberOfLabel: [String: Int] = [:]
  private var examples: [Example] = []

  private static let mostWords = 40
  private static let mostRefused = 100
  private static let mostSingles = 40
  private static let longestValue = 60
  private static let shortestWord = 3

  /// - Parameter writer: knows what rules can say.
  package init(
    _ subject: ClassificationSubject, demands: Demands = Demands(), saying writer: SuggestedValues
  ) {
    self.demands = demands
    self.writer = writer
    hidden = Set(subject.members + ["id"])
  }

  /// - Parameter fields: by name the types of the fields that may be tested.
  package mutating func add(
    _ request: Request, label: String, fields: [String: FieldType], at: Instant?
  ) {
    guard writer.outcome(label) != nil else {
      unsayable += 1
      return
    }
    var own: Set<Int> = []
    for (name, value) in request.members where !hidden.contains(name) {
      guard let type = fields[name], var value else { continue }
      if case .object(let record) = value, let id = record["id"] { value = id }
      switch (type, value) {
      case (.text, .text(let text)):
        for word in Self.words(text).prefix(Self.mostWords) {
          own.insert(number(of: Test(field: name, value: word, isWord: true)))
        }
        if text.utf8.count <= Self.longestValue {
          own.insert(number(of: Test(field: name, value: text, isWord: false)))
        }
      case (.oneOf, .text(let text)) where writer.isKnown(text, of: type),
        (.reference, .text(let text)) where writer.isKnown(text, of: type):
        own.insert(number(of: Test(field: name, value: text, isWord: false)))
      default: break
      }
    }
    let known = numberOfLabel[label] ?? labels.count
    if known == labels.count {
      labels.append(label)
      numberOfLabel[label] = known
    }
    examples.append(Example(tests: own.sorted(), label: known, at: at))
  }

  private mutating func number(of test: Test) -> Int {
    if let known = numberOfTest[test] { return known }
    numberOfTest[test] = tests.count
    tests.append(test)
    return tests.count - 1
  }

  /// The words of a text as `contains_word` finds them.
  static func words(_ text: String) -> [String] {
    let folded = String(decoding: FoldedText(text).utf8, as: UTF8.self)
    return folded.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      .filter { word in
        word.count >= shortestWord && !word.allSatisfy(\.isNumber)
          && FoldedText(text).containsWord(FoldedText(word))
      }
  }

  // MARK: Learning

  /// From when on the history was kept from the learner; nil without times, and then its last quarter
  /// as it came.
  package private(set) var heldOutFrom: Instant?

  package mutating func suggestions() -> [Suggestion] {
    let (seen, heldOut) = split()
    var open = seen
    var unseen = heldOut
    var suggestions: [Suggestion] = []
    var refused: Set<[Int]> = []
    while suggestions.count < demands.rules, refused.count < Self.mostRefused,
      let rule = best(open, refused)
    {
      let holds = { (example: Example) in rule.tests.allSatisfy { example.tests.contains($0) } }
      var count = Count()
      for example in unseen where holds(example) {
        count.total += 1
        if example.label == rule.label { count.right += 1 }
      }
      // What does not hold in months that it has not seen is no rule, and takes nothing from others.
      guard count.total == 0 || count.share >= demands.accuracy else {
        refused.insert(rule.tests.sorted())
        continue
      }
      open.removeAll(where: holds)
      unseen.removeAll(where: holds)
      suggestions.append(
        Suggestion(
          tests: rule.tests.map { tests[$0] }, label: labels[rule.label], seen: rule.count,
          heldOut: count))
    }
    return suggestions
  }

  /// All before the last quarter of the time, and that.
  private mutating func split() -> ([Example], [Example]) {
    let times = examples.compactMap(\.at).sorted()
    guard times.count * 10 >= examples.count * 9, let last = times.last else {
      let border = examples.count - examples.count / 4
      return (Array(examples[..<border]), Array(examples[border...]))
    }
    let border = times[times.count * 3 / 4]
    heldOutFrom = border < last || times.count < 4 ? border : last
    return (
      examples.filter { $0.at.map { $0 < border } ?? true },
      examples.filter { $0.at.map { $0 >= border } ?? false }
    )
  }

  private struct Rule {
    let tests: [Int]
    let label: Int
    let count: Count
  }

  private func best(_ open: [Example], _ refused: Set<[Int]>) -> Rule? {
    if open.count < demands.support { return nil }
    let singles = rules(open, with: [], refused)
    if let best = pick(singles) { return best }
    // No test alone says enough: two together.
    let promising = singles.sorted {
      ($1.count.right, $0.tests[0]) < ($0.count.right, $1.tests[0])
    }.prefix(Self.mostSingles)
    return pick(
      promising.flatMap { single in
        rules(open.filter { $0.tests.contains(single.tests[0]) }, with: single.tests, refused)
      })
  }

  /// Of each further test the label that it mostly stands for.
  private func rules(
    _ open: [Example], with given: [Int], _ refused: Set<[Int]>
  ) -> [Rule] {
    var totals = [Int](repeating: 0, count: tests.count)
    for example in open { for test in example.tests { totals[test] += 1 } }
    var counts: [Int: [Int: Int]] = [:]
    for example in open {
      for test in example.tests where totals[test] >= demands.support {
        counts[test, default: [:]][example.label, default: 0] += 1
      }
    }
    return counts.compactMap { test, labels in
      guard !given.contains(test), !refused.contains((given + [test]).sorted()),
        let most = labels.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })
      else { return nil }
      return Rule(
        tests: given + [test], label: most.key,
        count: Count(right: most.value, total: totals[test]))
    }
  }

  /// Of those that are surely right often enough the one that is about most.
  private func pick(_ rules: [Rule]) -> Rule? {
    rules.filter { Self.lowerEnd($0.count) >= demands.accuracy }
      .max { ($0.count.right, $1.tests) < ($1.count.right, $0.tests) }
  }

  /// The lower end of the Wilson interval at 95 %.
  static func lowerEnd(_ count: Count) -> Double {
    guard count.total > 0 else { return 0 }
    let (n, z) = (Double(count.total), 1.959964)
    let share = count.share
    let middle = share + z * z / (2 * n)
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return (middle - spread) / (1 + z * z / n)
  }
}

private func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
