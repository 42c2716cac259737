import BatonModel
import TestSupport

/// A rule base of one stage over a ``SmallWorld``, with what each rule means said by hand.
struct GeneratedStage {
  enum Word: String, CaseIterable {
    case route, priority, classify
    /// Of these there is one; several behind one another are in ``GeneratedChain``.
    case decisionTable = "decision_table"
  }
  enum Hit: String { case first, unique, any }

  struct Row {
    let line: Int
    let outcome: String
    let holds: (SmallWorld.Request) -> Bool
    /// Of a row of a table: whether it holds by its cells but one.
    var holdsWithout: (Int, SmallWorld.Request) -> Bool = { _, _ in false }
  }

  struct Entry {
    var rows: [Row]
    /// Nil for a rule.
    var hit: Hit?
    var columns: [String] = []
  }

  let word: Word
  let fields: [SmallWorld.Field]
  private(set) var entries: [Entry] = []
  private(set) var source = SmallWorld.landscape
  private var line: Int
  private var random: SeededNumbers

  init(_ random: inout SeededNumbers) {
    word = random.isOne(in: 2) ? .route : random.pick(Word.allCases)
    var left = SmallWorld.all
    var fields: [SmallWorld.Field] = []
    for _ in 0..<2 + random.below(2) { fields.append(left.remove(at: random.below(left.count))) }
    self.fields = fields
    self.random = random
    line = SmallWorld.landscape.split(separator: "\n", omittingEmptySubsequences: false).count
    if word == .decisionTable { addTable(0) }
    for number in 0..<(word == .decisionTable ? 0 : 3 + self.random.below(6)) {
      if word == .route, self.random.isOne(in: 4) { addTable(number) } else { addRule(number) }
    }
    add("route \"rest\" { to = \"fuji/desk\" }")
    if word == .route {
      entries.append(Entry(rows: [Row(line: line - 1, outcome: "fuji/desk") { _ in true }]))
    }
    random = self.random
  }

  private mutating func add(_ text: String) {
    source += text + "\n"
    line += 1
  }

  private mutating func outcome() -> String {
    switch word {
    case .route: random.pick(["acme/desk", "acme/l3", "fuji/desk"])
    case .priority: random.pick(["1", "2", "3"])
    case .classify, .decisionTable: random.pick(["x", "y"])
    }
  }

  private mutating func addRule(_ number: Int) {
    let outcome = outcome()
    let condition = condition()
    let end =
      switch word {
      case .route: "to = \"\(outcome)\""
      case .priority: "set = \(outcome)"
      case .classify, .decisionTable: "set = { mark = \"\(outcome)\" }"
      }
    entries.append(Entry(rows: [Row(line: line, outcome: outcome, holds: condition.holds)]))
    add("\(word.rawValue) \"r\(number)\" { when = { \(condition.source) }, \(end) }")
  }

  private typealias Made = (source: String, holds: (SmallWorld.Request) -> Bool)

  private mutating func condition() -> Made {
    if random.isOne(in: 5) {
      let (one, two) = (all(), all())
      return (
        "any_of { { \(one.source) }, { \(two.source) } }", { one.holds($0) || two.holds($0) }
      )
    }
    if random.isOne(in: 8) {
      let one = all()
      return ("not_any_of { { \(one.source) } }", { !one.holds($0) })
    }
    return all()
  }

  private mutating func all() -> Made {
    var left = Array(fields.indices)
    var sources: [String] = []
    var parts: [(SmallWorld.Request) -> Bool] = []
    for _ in 0...random.below(fields.count) {
      let index = left.remove(at: random.below(left.count))
      let test = random.pick(fields[index].tests)
      sources.append(fields[index].entry(test.source))
      parts.append { test.holds($0[index]) }
    }
    return (sources.joined(separator: ", "), { request in parts.allSatisfy { $0(request) } })
  }

  private mutating func addTable(_ number: Int) {
    let hit = random.pick([Hit.first, .first, .unique, .any])
    let columns = Array(fields.indices.prefix(2))
    var entry = Entry(rows: [], hit: hit, columns: columns.map { fields[$0].name })
    add(
      (word == .route ? "route_table" : word.rawValue)
        + " \"r\(number)\" { hit = \"\(hit.rawValue)\", columns = { "
        + columns.map { "\"\(fields[$0].name)\", " }.joined()
        + (word == .route ? "\"-> to\" }," : "\"-> mark\" },"))
    for _ in 0..<2 + random.below(3) {
      var cells: [String] = []
      var parts: [(SmallWorld.Request) -> Bool] = []
      for index in columns {
        if random.isOne(in: 3) {
          cells.append("\"-\"")
          parts.append { _ in true }
        } else {
          let test = random.pick(fields[index].cells)
          cells.append(test.source)
          parts.append { test.holds($0[index]) }
        }
      }
      let outcome = outcome()
      let made = parts
      entry.rows.append(
        Row(
          line: line, outcome: outcome, holds: { request in made.allSatisfy { $0(request) } },
          holdsWithout: { column, request in
            made.indices.allSatisfy { $0 == column || made[$0](request) }
          }))
      add("  { " + cells.joined(separator: ", ") + ", \"\(outcome)\" },")
    }
    entries.append(entry)
    add("}")
  }

  // MARK: What is so

  struct Course {
    /// Lines of rows that the request came to and that held.
    var reached: [Int] = []
    var outcome: String?
    /// Pairs of rows that break their table's policy.
    var broken: [[Int]] = []
  }

  /// What becomes of a request, rule by rule, as the semantics say it.
  func course(_ request: SmallWorld.Request, without left: Set<Int> = []) -> Course {
    var course = Course()
    for entry in entries {
      let matching = entry.rows.filter { !left.contains($0.line) && $0.holds(request) }
      guard let first = matching.first else { continue }
      if entry.hit == nil || entry.hit == .first {
        course.reached.append(first.line)
        course.outcome = first.outcome
        return course
      }
      course.reached += matching.map(\.line)
      var isBroken = false
      for (index, one) in matching.enumerated() {
        for two in matching[(index + 1)...]
        where entry.hit == .unique || one.outcome != two.outcome {
          course.broken.append([one.line, two.line])
          isBroken = true
        }
      }
      if isBroken { continue }
      course.outcome = first.outcome
      return course
    }
    return course
  }
}
