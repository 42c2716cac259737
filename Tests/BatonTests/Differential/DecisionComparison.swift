import BatonLua
import BatonModel
import BatonTime

@testable import Baton

/// Whole decisions of the index against those of the reference, with what was outranked and what
/// came near.
struct DecisionComparison: Sendable {
  typealias Members = [(String, Value?)]

  struct Failure: CustomStringConvertible, Sendable {
    let rules: GeneratedRules
    let request: Members
    let what: String

    var description: String { "\(what)\n\(rules.source)\n\(request)" }
  }

  private var generator: RuleGenerator
  private(set) var pairs = 0
  private(set) var bases = 0
  /// What the pairs were about: if one of these is small, the test means little.
  private(set) var outranked = 0
  private(set) var misses = 0
  private(set) var farMisses = 0
  private(set) var errors = 0
  private(set) var routed = 0
  private(set) var lifted = 0
  private(set) var opaque = 0
  private(set) var wide = 0
  /// Why rule bases were refused, and how often.
  private(set) var refused: [String: Int] = [:]
  private(set) var failure: Failure?
  /// What is done to the rules of the index, to see that it is noticed.
  var mutation: RuleMutation?

  private static let parts = 4

  /// Compares on all cores: the pairs of a seed are those of it and the seeds after it, whatever the
  /// machine.
  static func run(seed: UInt64, pairs: Int) async -> DecisionComparison {
    await withTaskGroup(of: DecisionComparison.self) { group in
      for part in 0..<parts {
        group.addTask {
          var comparison = DecisionComparison(seed: seed &+ UInt64(part))
          comparison.run(pairs: (pairs + parts - 1) / parts)
          return comparison
        }
      }
      var all = DecisionComparison(seed: seed)
      for await comparison in group { all.add(comparison) }
      return all
    }
  }

  private mutating func add(_ other: DecisionComparison) {
    for count in [
      \DecisionComparison.pairs, \.bases, \.outranked, \.misses, \.farMisses, \.errors, \.routed,
      \.lifted, \.opaque, \.wide,
    ] {
      self[keyPath: count] += other[keyPath: count]
    }
    refused.merge(other.refused) { $0 + $1 }
    failure = failure ?? other.failure
  }

  init(seed: UInt64) { generator = RuleGenerator(seed: seed) }

  var summary: String {
    "index against reference: \(pairs) pairs, \(bases) rule bases; \(routed) routed, "
      + "\(errors) errors, \(outranked) outranked, \(misses) misses, \(farMisses) of them far; "
      + "\(lifted) functions lifted, \(opaque) not, \(wide) conditions wide"
  }

  mutating func run(pairs wanted: Int) {
    while pairs < wanted, failure == nil {
      bases += 1
      // Rule bases of several blocks cost much and are needed seldom.
      let isLarge = bases % 100 == 1
      let rules = isLarge ? generator.manyRules() : generator.rules()
      let requests = (0..<(isLarge ? 30 : 500)).map { _ in generator.request() }
      let compiled = rules.compiled()
      if let error = Both.mistake(in: compiled.diagnostics) {
        refused[error, default: 0] += 1
        continue
      }
      var both = Both(compiled.rules, compiled.program, mutation)
      note(both)
      for (number, request) in requests.enumerated() {
        pairs += 1
        guard let what = both.difference(request, number: number) else {
          note(both.fast.outcome)
          continue
        }
        failure =
          mutation == nil
          ? shrunk(rules, request, what, number: number)
          : Failure(rules: rules, request: request, what: what)
        return
      }
    }
  }

  private mutating func note(_ both: borrowing Both) {
    let decider = both.fast.decider
    for stage in Stage.allCases { wide += decider.rules(of: stage).matcher.wide.count }
    for function in decider.rules.functions {
      if function.obstacle == nil { lifted += 1 } else { opaque += 1 }
    }
  }

  private mutating func note(_ outcome: borrowing Outcome) {
    if !outcome.to.isNone { routed += 1 }
    errors += outcome.errors.count
    for stage in outcome.near?.nearness.stages ?? [] {
      outranked += stage.outranked.count
      misses += stage.misses.count
      farMisses += stage.misses.count { $0.distance > 2 }
    }
  }

  // MARK: Shrinking

  /// The same difference, or another, with less rules and a smaller request.
  private func shrunk(
    _ rules: GeneratedRules, _ request: Members, _ what: String, number: Int
  ) -> Failure {
    var failure = Failure(rules: rules, request: request, what: what)
    var isSmaller = true
    var tries = 3000
    while isSmaller, tries > 0 {
      isSmaller = false
      for rules in failure.rules.smaller {
        tries -= 1
        guard tries > 0 else { break }
        let compiled = rules.compiled()
        guard Both.mistake(in: compiled.diagnostics) == nil else { continue }
        var both = Both(compiled.rules, compiled.program)
        guard let what = both.difference(failure.request, number: number) else { continue }
        failure = Failure(rules: rules, request: failure.request, what: what)
        isSmaller = true
        break
      }
      if isSmaller { continue }
      let compiled = failure.rules.compiled()
      var both = Both(compiled.rules, compiled.program)
      for index in failure.request.indices {
        var request = failure.request
        request.remove(at: index)
        guard let what = both.difference(request, number: number) else { continue }
        failure = Failure(rules: failure.rules, request: request, what: what)
        isSmaller = true
        break
      }
    }
    return failure
  }
}

/// One rule base in both forms.
struct Both: ~Copyable {
  var fast: DecisionRun<LuaFunctions>
  var slow: DecisionRun<LuaFunctions>

  init(_ rules: CompiledRuleBase, _ program: LuaProgram?, _ mutation: RuleMutation? = nil) {
    let decider = Decider(mutation?.apply(to: rules) ?? rules, program: program)
    let reference = Decider(rules, program: program, isReference: true)
    fast = DecisionRun(decider, decider.makeFunctions())
    slow = DecisionRun(reference, reference.makeFunctions())
  }

  /// Why rules cannot be used; without a fallback, or with rules behind one, they decide all the
  /// same.
  static func mistake(in diagnostics: [Diagnostic]) -> String? {
    diagnostics.first {
      $0.severity == .error && !$0.message.contains("fallback")
        && !$0.message.contains("is never reached") && !$0.message.contains("find no route")
    }?.message
  }

  /// What differs; nil if nothing does.
  mutating func difference(_ members: DecisionComparison.Members, number: Int) -> String? {
    let request = Request(Members(members))
    let now = Zone.utc.startOfDay(
      CivilDate(year: 2026, month: 1 + number % 12, day: 15) ?? CivilDate(daysSince1970: 0))
    let world = World(
      now: number % 3 == 0 ? nil : now, load: ["acme/desk": number % 5, "fuji/depot": 2],
      onCall: number % 4 == 0 ? ["line": ["acme/l3", "ann"][number / 4 % 2]] : [:])
    let limit = [3, 1, 5, 0, 100][number % 5]
    slow.decide(request, in: world, explain: .nearest(limit))
    fast.decide(request, in: world, explain: .nearest(limit))
    if let what = nearDifference() { return what }
    var found = Decision(fast.outcome, of: fast.decider)
    var expected = Decision(slow.outcome, of: slow.decider)
    if number % 16 == 0, found != expected || found.json != expected.json {
      return "in words\n\(found.json)\nnot\n\(expected.json)"
    }
    found.nearRules = nil
    expected.nearRules = nil
    if found != expected { return "decided\n\(found.json)\nnot\n\(expected.json)" }
    if number % 8 == 1 {
      fast.decide(request, in: world, explain: .winners)
      let plain = Decision(fast.outcome, of: fast.decider)
      if plain != expected { return "unexplained\n\(plain.json)\nnot\n\(expected.json)" }
    }
    if number % 16 == 2 {
      fast.decide(request, in: world, explain: .full)
      slow.decide(request, in: world, explain: .full)
      let found = Decision(fast.outcome, of: fast.decider)
      let expected = Decision(slow.outcome, of: slow.decider)
      if found != expected { return "in full\n\(found.json)\nnot\n\(expected.json)" }
    }
    return nil
  }

  private func nearDifference() -> String? {
    for stage in Stage.allCases {
      // Each table that sets fields has a part of its own.
      let found = fast.outcome.near?.nearness.stages.filter { $0.stage == stage } ?? []
      let expected = slow.outcome.near?.nearness.stages.filter { $0.stage == stage } ?? []
      let isSame =
        found.map(\.misses) == expected.map(\.misses)
        && found.map(\.outranked) == expected.map(\.outranked)
      if !isSame {
        return "\(stage): \(found.map(Self.words)), not \(expected.map(Self.words))"
      }
    }
    return nil
  }

  private static func words(_ nearness: StageNearness) -> String {
    "outranked \(nearness.outranked.map { "\($0.rank) by \($0.winner)" }), misses "
      + nearness.misses.map { "\($0.rank) at \($0.distance)" }.joined(separator: " ")
  }
}
