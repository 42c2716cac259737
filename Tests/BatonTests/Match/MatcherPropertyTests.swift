import BatonModel
import TestSupport
import Testing

@testable import Baton

/// The index against the reference, on rule bases and requests made at random.
@Suite struct MatcherPropertyTests {
  @Test("the matcher and the reference agree on what matches, what errs and what runs")
  func agreement() {
    let seed = SeededNumbers.anySeed()
    var generator = Generator(seed: seed)
    var rules = HandMade()
    let columns = Generator.paths.map { rules.column($0) } + [rules.label("env")]
    var pairs = 0
    var counts: [Truth: Int] = [:]
    for round in 0..<700 {
      // Mostly few conditions, sometimes more than a block of the index holds.
      let most = round % 70 == 0 ? 1200 : 12
      let conditions = (0..<Int.random(in: 0...most, using: &generator.source)).map { _ in
        generator.condition(columns, depth: 3)
      }
      rules.base.policies = conditions.map {
        PolicyRule(
          head: HandMade.head("p"), condition: $0, violation: .always, severity: .violation,
          message: nil)
      }
      let schema = FactSchema(rules.base)
      let limits = [MatchIndex.Limits(), .checkpointed, .cramped][round % 3]
      let matcher = Matcher(conditions, schema, limits: limits)
      let reference = ReferenceMatcher(conditions: conditions)
      for _ in 0..<(conditions.count > 12 ? 3 : 30) {
        pairs += 1
        let facts = RequestBinder.bind(
          generator.request(), in: World(), to: schema
        )
        let (fast, slow) = (
          Scripted(truths: [0: true, 1: false]), Scripted(truths: [0: true, 1: false])
        )
        var fastRun = Evaluation(functions: fast)
        var slowRun = Evaluation(functions: slow)
        let truths = conditions.indices.map { reference.truth(of: $0, in: facts, &slowRun) }
        #expect(
          conditions.indices.map { matcher.truth(of: $0, in: facts, &fastRun) } == truths,
          "seed \(seed)")
        #expect(fast.log.asked == slow.log.asked, "seed \(seed)")
        #expect(fastRun.faults.map(\.rank) == slowRun.faults.map(\.rank), "seed \(seed)")

        for truth in truths { counts[truth, default: 0] += 1 }
        let expected = conditions.indices.filter { truths[$0] == .yes }
        var found: [Int] = []
        matcher.forEachMatch(in: facts, &fastRun) { found.append($0) }
        #expect(found == expected, "seed \(seed)")
        let start = Int.random(in: 0...conditions.count, using: &generator.source)
        let first = matcher.first(from: start, in: facts, &fastRun)
        #expect(first == expected.first { $0 >= start }, "seed \(seed)")
        let skipped = conditions.indices.map { _ in Bool.random(using: &generator.source) }
        let ranks = RankSet(count: skipped.count, skipped.indices.filter { skipped[$0] })
        let unskipped = matcher.first(in: facts, skipping: ranks, &fastRun)
        #expect(unskipped == expected.first { !skipped[$0] }, "seed \(seed)")
      }
    }
    print("matcher against reference: \(pairs) pairs, \(counts), seed \(seed)")
    #expect(pairs > 19_000)
    // Of more than 126,000 conditions.
    for truth in [Truth.yes, .no, .error] { #expect(counts[truth, default: 0] > 1000) }
  }
}

extension MatchIndex.Limits {
  /// Limits that a few rules reach: two rows for the ranges on a column, between them events, and
  /// texts looked up in hash tables.
  static var checkpointed: Self {
    Self(
      plainCuts: 1, checkpoints: 2, searchedLanes: 3, mentionsOfWord: 1, mostSpread: 0,
      leastSpread: 1)
  }

  /// No room for any row that can do without words.
  static var cramped: Self {
    Self(searchedLanes: 2, wordsOfBox: 0, fewWords: 0)
  }
}

/// Conditions and requests over few fields and few values, so that they meet often.
private struct Generator {
  var source: SeededNumbers
  /// Functions of one condition are all different, as they are in a rule base.
  private var ordinal = 0

  static let paths = [
    "kind", "category", "service", "service.criticality", "customer.region", "priority", "cost",
    "vip", "tags", "value",
  ]
  private static let texts = ["incident", "payroll", "printing", "vital", "UK", "a", "b", ""]

  init(seed: UInt64) { source = SeededNumbers(seed: seed) }

  private mutating func pick<T>(_ items: [T]) -> T {
    items[Int.random(in: 0..<items.count, using: &source)]
  }

  mutating func value() -> Value {
    switch Int.random(in: 0..<6, using: &source) {
    case 0: .integer(Int.random(in: 0...3, using: &source))
    case 1: .number(Double(Int.random(in: 0...3, using: &source)) + 0.5)
    case 2: .yesNo(Bool.random(using: &source))
    default: .text(pick(Self.texts))
    }
  }

  mutating func predicate() -> Predicate {
    switch Int.random(in: 0..<8, using: &source) {
    case 0: return .present
    case 1: return .absent
    case 2: return .containsAny([FoldedText(pick(Self.texts))])
    case 3: return .startsWith([FoldedText(pick(Self.texts))])
    case 4:
      let low = Int.random(in: 0...2, using: &source)
      return .within(
        ValueRange(
          lower: .init(value: .integer(low), inclusive: Bool.random(using: &source)),
          upper: .init(value: .number(Double(low) + 1.5), inclusive: true)))
    case 5: return .oneOf(Set((0..<Int.random(in: 1...3, using: &source)).map { _ in value() }))
    default: return .equals(value())
    }
  }

  mutating func condition(_ columns: [Int], depth: Int) -> Condition {
    switch Int.random(in: 0..<(depth == 0 ? 8 : 14), using: &source) {
    case 0: return .always
    case 1:
      ordinal += 1
      // The two that answer are 0 and 1; others err. The line makes each function its own.
      let reference = FunctionReference(
        ordinal: Int.random(in: 0...2, using: &source), place: HandMade.place(ordinal))
      return .function(FunctionCondition(function: reference, column: nil))
    case 8, 9: return .not(condition(columns, depth: depth - 1))
    case 10, 11: return .all(parts(columns, depth))
    case 12, 13: return .any(parts(columns, depth))
    default:
      return .test(
        FieldTest(column: pick(columns), predicate: predicate()))
    }
  }

  private mutating func parts(_ columns: [Int], _ depth: Int) -> [Condition] {
    (0..<Int.random(in: 0...4, using: &source)).map { _ in
      condition(columns, depth: depth - 1)
    }
  }

  mutating func request() -> Request {
    var members: [(String, Value?)] = []
    func maybe() -> Bool { Bool.random(using: &source) }
    if maybe() { members.append(("kind", .text(pick(["incident", "change"])))) }
    if maybe() { members.append(("category", .text(pick(Self.texts)))) }
    if maybe() { members.append(("service", .text(pick(["payroll", "printing"])))) }
    if maybe() { members.append(("priority", .integer(Int.random(in: 1...3, using: &source)))) }
    if maybe() {
      members.append(("cost", .number(Double(Int.random(in: 0...5, using: &source)) / 2)))
    }
    if maybe() { members.append(("value", .integer(Int.random(in: 0...3, using: &source)))) }
    if maybe() { members.append(("vip", .yesNo(maybe()))) }
    if maybe() {
      let tags = (0..<Int.random(in: 0...3, using: &source)).map { _ in Value.text(pick(Self.texts))
      }
      members.append(("tags", .list(tags)))
    }
    if maybe() {
      let region: [(String, Value?)] = maybe() ? [("region", .text(pick(["UK", "a"])))] : []
      members.append(
        ("customer", .object(Members([("id", .text(pick(["c-9", "c-8"])))] + region))))
    }
    if maybe() { members.append(("env", value())) }
    return Request(Members(members))
  }
}
