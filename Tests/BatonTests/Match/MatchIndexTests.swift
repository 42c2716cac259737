import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// What the index promises of its size and of places where its structure changes.
@Suite struct MatchIndexTests {
  /// Rules of which each has a range of its own on `cost`.
  private func ranges(_ count: Int) -> (rules: HandMade, conditions: [Condition]) {
    var rules = HandMade()
    let column = rules.column("cost")
    let conditions = (0..<count).map { rank in
      // Ranges overlap their neighbours, and no two have an end in common.
      Condition.test(
        FieldTest(
          column: column,
          predicate: .within(
            ValueRange(
              lower: .init(value: .integer(rank * 10), inclusive: true),
              upper: .init(value: .integer(rank * 10 + 25), inclusive: false)))))
    }
    rules.base.policies = conditions.map {
      PolicyRule(
        head: HandMade.head("p"), condition: $0, violation: .always, severity: .violation,
        message: nil)
    }
    return (rules, conditions)
  }

  @Test("a range for each rule takes memory in proportion to the rules", arguments: [400, 6000])
  func ownRanges(count: Int) {
    let (rules, conditions) = ranges(count)
    let schema = FactSchema(rules.base)
    let matcher = Matcher(conditions, schema)
    // One row for each interval would be 2 * count * count / 8 bytes.
    #expect(matcher.index.size < 100 * count + 256 * (count / 8 + 64) + 20_000)

    var evaluation = Evaluation(functions: Scripted(truths: [:]))
    for value in [-1, 0, 9, 10, 24, 25, 5005, 5014, 59_989, 59_999, 60_014, 60_015, 1_000_000] {
      let facts = RequestBinder.bind(
        Request([("cost", .integer(value))]), in: World(), to: schema
      )
      // The rules k with 10k <= value < 10k + 25.
      let expected = (0..<count).filter { $0 * 10 <= value && value < $0 * 10 + 25 }
      var found: [Int] = []
      matcher.forEachMatch(in: facts, &evaluation) { found.append($0) }
      #expect(found == expected, "\(value)")
      #expect(matcher.first(in: facts, &evaluation) == expected.first, "\(value)")
    }
  }

  @Test(
    "ranges that find no room for rows are found all the same",
    arguments: [MatchIndex.Limits(), .checkpointed, .cramped])
  func limits(_ limits: MatchIndex.Limits) {
    let (rules, conditions) = ranges(100)
    let schema = FactSchema(rules.base)
    let matcher = Matcher(conditions, schema, limits: limits)
    var evaluation = Evaluation(functions: Scripted(truths: [:]))
    for value in [-1, 0, 9, 10, 24, 25, 505, 994, 995, 1014, 1015, 5000] {
      let facts = RequestBinder.bind(
        Request([("cost", .integer(value))]), in: World(), to: schema
      )
      let expected = (0..<100).filter { $0 * 10 <= value && value < $0 * 10 + 25 }
      var found: [Int] = []
      matcher.forEachMatch(in: facts, &evaluation) { found.append($0) }
      #expect(found == expected, "\(value)")
    }
  }

  @Test("small limits reach checkpoints, events and hash tables")
  func ways() throws {
    let (rules, conditions) = ranges(100)
    let schema = FactSchema(rules.base)
    func index(_ limits: MatchIndex.Limits) -> MatchIndex {
      Matcher(conditions, schema, limits: limits).index
    }
    // 200 ends: a row before each and one behind the last, and what the lane always has.
    let plain = index(MatchIndex.Limits())
    #expect(plain.lanes[0].cutsOfRow == 1)
    #expect(plain.events.isEmpty)
    #expect(plain.blocks.count > 200)
    let checkpointed = index(.checkpointed)
    #expect(checkpointed.lanes[0].cutsOfRow == 101)
    #expect(checkpointed.blocks.count < 10)
    let cramped = index(.cramped)
    #expect(cramped.lanes[0].cutsOfRow == 201)
    #expect(cramped.events.count == 200)
    #expect(cramped.blocks.count < checkpointed.blocks.count)
  }

  @Test("rows of many columns with many ranges are held to what the rules say")
  func manyLanes() {
    let (columnCount, count) = (40, 4000)
    var rules = HandMade()
    let columns = (0..<columnCount).map { rules.label("l\($0)") }
    let conditions = (0..<count).map { rank in
      Condition.test(
        FieldTest(
          column: columns[rank % columnCount],
          predicate: .within(
            ValueRange(
              lower: .init(value: .integer(rank), inclusive: true),
              upper: .init(value: .integer(rank + 90), inclusive: false)))))
    }
    let index = Matcher(conditions, FactSchema(rules.base)).index
    // A row for each of some 200 ends of each column would be 40 * 200 * 500 bytes.
    #expect(index.size < (16 * 8 + 100) * count + columnCount * 4 * 512)
  }

  @Test("a value for each rule takes memory in proportion to the rules")
  func ownValues() {
    let count = 6000
    var rules = HandMade()
    let column = rules.column("category")
    let conditions = (0..<count).map { rank in
      Condition.test(FieldTest(column: column, predicate: .equals(.text("c\(rank)"))))
    }
    rules.base.policies = conditions.map {
      PolicyRule(
        head: HandMade.head("p"), condition: $0, violation: .always, severity: .violation,
        message: nil)
    }
    let schema = FactSchema(rules.base)
    let matcher = Matcher(conditions, schema)
    #expect(matcher.index.size < 150 * count)
    var evaluation = Evaluation(functions: Scripted(truths: [:]))
    for (text, rank) in [("c0", 0), ("c511", 511), ("c512", 512), ("c5999", 5999)] {
      let facts = RequestBinder.bind(
        Request([("category", .text(text))]), in: World(), to: schema
      )
      #expect(matcher.first(in: facts, &evaluation) == rank)
      #expect(matcher.first(from: rank + 1, in: facts, &evaluation) == nil)
    }
  }

  @Test(
    "numbers that doubles do not tell apart are compared exactly",
    arguments: [
      (1 << 53, [0, 2]), ((1 << 53) + 1, [1, 2]), ((1 << 53) - 1, []), (Int.max, [2]),
      (-(1 << 53), [3]), (-(1 << 53) - 1, [4]), (Int.min, []),
    ])
  func hugeIntegers(value: Int, expected: [Int]) {
    var rules = HandMade()
    let column = rules.column("cost")
    func equals(_ number: Int) -> Condition {
      .test(FieldTest(column: column, predicate: .equals(.integer(number))))
    }
    let above = Condition.test(
      FieldTest(
        column: column,
        predicate: .within(
          ValueRange(lower: .init(value: .integer((1 << 53) - 1), inclusive: false), upper: nil))))
    let conditions = [
      equals(1 << 53), equals((1 << 53) + 1), above, equals(-(1 << 53)), equals(-(1 << 53) - 1),
    ]
    let schema = FactSchema(rules.base)
    let facts = RequestBinder.bind(
      Request([("cost", .integer(value))]), in: World(), to: schema
    )
    var evaluation = Evaluation(functions: Scripted(truths: [:]))
    var found: [Int] = []
    Matcher(conditions, schema).forEachMatch(in: facts, &evaluation) { found.append($0) }
    #expect(found == expected)
  }
}

@Suite struct NeedleAutomatonTests {
  @Test("finds what looking for each text by itself finds")
  func search() {
    let seed = SeededNumbers.anySeed()
    var source = SeededNumbers(seed: seed)
    func text(_ longest: Int, _ source: inout SeededNumbers) -> String {
      let length = Int.random(in: 1...longest, using: &source)
      return String((0..<length).map { _ in ["a", "b", "ä"].randomElement(using: &source)! })
    }
    var hits = 0
    var marks = NeedleMarks()
    for _ in 0..<300 {
      let kinds: [NeedleTable.Kind] = [.anywhere, .start, .end]
      let needles = (0..<Int.random(in: 1...12, using: &source)).map { _ in
        NeedleTable.Needle(
          text: FoldedText(text(4, &source)), kind: kinds.randomElement(using: &source)!)
      }
      let automaton = NeedleAutomaton(needles)
      for _ in 0..<20 {
        let folded = FoldedText(text(12, &source))
        var found: [UInt32] = []
        automaton.search(folded.utf8.span, into: &found, &marks)
        let expected = needles.indices.filter { index in
          switch needles[index].kind {
          case .anywhere: folded.contains(needles[index].text)
          case .start: folded.hasPrefix(needles[index].text)
          case .end: folded.hasSuffix(needles[index].text)
          }
        }
        hits += expected.count
        #expect(found.sorted() == expected.map { UInt32($0) }, "seed \(seed), \(folded.text)")
      }
    }
    print("needles found: \(hits)")
    #expect(hits > 1000)
  }
}
