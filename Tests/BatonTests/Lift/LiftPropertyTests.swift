import BatonModel
import Foundation
import TestSupport
import Testing

@testable import Baton

/// Generated functions, worked out by their formulas and run by Lua: both must say the same.
@Suite struct LiftPropertyTests {
  @Test("formulas say what Lua says, and what they claim of requests holds")
  func agreement() throws {
    let seed = SeededNumbers.anySeed()
    var comparison = Comparison(seed: seed)
    let wanted = ProcessInfo.processInfo.environment["BATON_COMPARISONS"].flatMap { Int($0) }
    try comparison.run(comparisons: wanted ?? 100_000)
    print("\(comparison.summary), seed \(seed)")
    #expect(comparison.failure == nil, "seed \(seed)")
    #expect(comparison.compared >= 100_000)
    // The test means something only if most functions are understood and much is worked out. Of
    // 2,000 functions the limits are more than ten standard deviations from what is usual.
    #expect(comparison.lifted > comparison.written * 9 / 10)  // almost all
    #expect(comparison.workedOut > comparison.compared / 4)  // half
    #expect(comparison.raised > comparison.compared / 20)  // two in five
    #expect(comparison.narrowed > comparison.lifted / 50)  // two in five
    #expect(comparison.exact > comparison.lifted / 200)  // one in seven
  }

  /// Most are found within a few thousand comparisons, the rarest within ten thousand or so. The
  /// limit is far beyond that, so that only one that is not noticed at all reaches it.
  @Test("a formula that is wrong in one place is found", arguments: Mutation.allCases)
  func mutations(mutation: Mutation) throws {
    let seed = SeededNumbers.anySeed()
    var comparison = Comparison(seed: seed)
    comparison.mutation = mutation
    try comparison.run(comparisons: 5_000_000)
    #expect(comparison.failure != nil, "\(mutation), seed \(seed)")
  }
}

/// A way in which lifting could be wrong.
enum Mutation: CaseIterable {
  case strictOrder, floatDivision, unsignedModulo, eagerAnd, wrongLimit, neverAsks, canonicalTexts
  case tooFew, tooExact

  func apply(to formula: Formula) -> Formula {
    var constants = formula.constants
    if case .wrongLimit = self {
      constants = constants.map {
        if case .integer(let number) = $0 { .integer(number &+ 1) } else { $0 }
      }
    }
    return Formula(
      nodes: formula.nodes.map(apply), operands: formula.operands, constants: constants,
      names: formula.names, tables: formula.tables, localCount: formula.localCount,
      root: formula.root)
  }

  private func apply(_ node: Formula.Node) -> Formula.Node {
    switch (self, node) {
    case (.strictOrder, .lessEqual(let left, let right)): .less(left, right)
    case (.floatDivision, .arithmetic(.floorDivide, let left, let right)):
      .arithmetic(.divide, left, right)
    case (.unsignedModulo, .arithmetic(.modulo, let left, let right)):
      .arithmetic(.subtract, left, right)
    case (.eagerAnd, .and(let left, let right)): .choose(left, then: right, otherwise: right)
    case (.canonicalTexts, .equal(let left, _)): .equal(left, left)
    default: node
    }
  }
}

private struct Comparison {
  struct Failure: CustomStringConvertible {
    let source: String
    let request: [(String, Value?)]
    let what: String

    var description: String { "\(what)\n\(source)\n\(request)" }
  }

  private var generator: FunctionGenerator
  var mutation: Mutation?
  var compared = 0
  var written = 0
  var lifted = 0
  var workedOut = 0
  var raised = 0
  var narrowed = 0
  var exact = 0
  var failure: Failure?

  init(seed: UInt64) { generator = FunctionGenerator(seed: seed) }

  var summary: String {
    "lifted against run: \(compared) comparisons; \(lifted) of \(written) functions lifted, "
      + "\(narrowed) with declared tests, \(exact) exactly; \(workedOut) worked out, "
      + "\(raised) raised"
  }

  mutating func run(comparisons: Int) throws {
    while compared < comparisons, failure == nil {
      let pieces = (0..<100).map {
        $0 % 2 == 0 ? generator.function() : generator.plainFunction()
      }
      let requests = (0..<50).map { _ in generator.request() }
      let rules = LiftedRules(pieces.map(\.source), before: FunctionGenerator.before)
      let bound = requests.map { HeldFacts(rules.bind($0)) }
      // Some of them are surely mistakes, of which `check` would complain; they run all the same.
      try #require(
        rules.functions.count == pieces.count, "\(rules.diagnostics.map(\.message).prefix(3))")
      written += pieces.count
      var found: (piece: FunctionGenerator.Piece, request: [(String, Value?)])?
      for (piece, function) in zip(pieces, rules.functions) {
        guard let lifted = function.lifted else { continue }
        self.lifted += 1
        if case .always = lifted.possible {} else { narrowed += 1 }
        if lifted.isExact { exact += 1 }
        for (request, bound) in zip(requests, bound) {
          compared += 1
          guard let what = try difference(rules, function, bound.facts, counts: true) else {
            continue
          }
          if mutation != nil {
            failure = Failure(source: piece.source, request: request, what: what)
            return
          }
          if found == nil || piece.source.count < found?.piece.source.count ?? 0 {
            found = (piece, request)
          }
        }
      }
      if let found { failure = try shrunk(found.piece, found.request) }
    }
  }

  /// What is different between Lua's answer and the formula's; nil if nothing is.
  private mutating func difference(
    _ rules: LiftedRules, _ function: FunctionCondition, _ bound: borrowing Facts,
    counts: Bool = false
  ) throws -> String? {
    guard let lifted = function.lifted else { return nil }
    let formula = mutation?.apply(to: lifted.formula) ?? lifted.formula
    var ours = LiftedRules.work(formula, bound)
    if mutation == .neverAsks { ours = ours ?? .nothing }
    let holds = formula.holds(in: bound, offset: bound.offset)
    let lua = try rules.run(function, bound)
    if counts {
      if ours != nil { workedOut += 1 }
      if lua == .raises { raised += 1 }
    }
    if let ours, ours != lua { return "Lua gives \(lua), the formula \(ours)" }
    if let holds, holds != lua.isTrue || lua == .raises { return "as a condition it is \(holds)" }
    if ours == nil, holds != nil, lua == .raises { return "as a condition it does not raise" }
    var possible = lifted.possible.truth(in: bound, knowing: [:]) == .yes
    if mutation == .tooFew, case .any(let parts) = lifted.possible {
      possible = Condition.any(Array(parts.dropLast())).truth(in: bound, knowing: [:]) == .yes
    }
    if lua.isTrue || lua == .raises, !possible { return "Lua gives \(lua), possible says no" }
    if ours == nil, !possible { return "the formula asks, possible says no" }
    let isExact = lifted.isExact || mutation == .tooExact
    if isExact, possible != lua.isTrue { return "exactly possible, but Lua gives \(lua)" }
    if isExact, lua == .raises { return "exact, but it raises" }
    return nil
  }

  /// The smallest function that is still wrong: pieces are replaced by what is in them, or by
  /// something plain.
  private mutating func shrunk(
    _ piece: FunctionGenerator.Piece, _ request: [(String, Value?)]
  ) throws -> Failure {
    var best = piece
    var request = request
    var what = try difference(of: best, request) ?? "gone when alone"
    var attempts = 0
    var isSmaller = true
    while isSmaller, attempts < 400 {
      isSmaller = false
      for candidate in best.simpler where candidate.source.count < best.source.count {
        attempts += 1
        if attempts > 400 { break }
        guard let difference = try difference(of: candidate, request) else { continue }
        (best, what, isSmaller) = (candidate, difference, true)
        break
      }
    }
    for index in request.indices.reversed() {
      var fewer = request
      fewer.remove(at: index)
      if try difference(of: best, fewer) != nil { request = fewer }
    }
    return Failure(source: best.source, request: request, what: what)
  }

  private mutating func difference(
    of piece: FunctionGenerator.Piece, _ request: [(String, Value?)]
  ) throws -> String? {
    let rules = LiftedRules([piece.source], before: FunctionGenerator.before)
    guard let function = rules.functions.first else { return nil }
    return try difference(rules, function, rules.bind(request))
  }
}

extension FunctionGenerator.Piece {
  /// The same with one piece inside replaced by something smaller.
  fileprivate var simpler: [FunctionGenerator.Piece] {
    guard case .made(let parts) = self else { return [] }
    var found: [FunctionGenerator.Piece] = []
    for (index, part) in parts.enumerated() {
      guard case .made(let inner) = part else { continue }
      var replacements = [
        FunctionGenerator.Piece.text(""), .text("nil"), .text("1"), .text("\"a\""), .text("true"),
      ]
      replacements += inner.filter { if case .made = $0 { true } else { false } }
      for replacement in replacements + part.simpler {
        var smaller = parts
        smaller[index] = replacement
        found.append(.made(smaller))
      }
    }
    return found
  }
}
