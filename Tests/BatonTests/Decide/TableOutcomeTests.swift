import BatonModel
import Testing

@testable import Baton

/// What rows that match come to, by the definitions of the hit policies in DMN 1.3, 8.2.
@Suite struct TableOutcomeTests {
  /// A table with outputs of which the first has values.
  private static func table(
    _ hit: TableHit, allowed: [[Value]], defaults: [Value?] = []
  ) -> DecisionTable {
    let head = RuleHead(
      name: "t", place: Place(file: "main.lua", line: 1), because: nil, owner: nil, from: nil,
      until: nil, mode: .enforced, tags: [])
    return DecisionTable(
      head: head, condition: .always, hit: hit,
      outputs: allowed.enumerated().map { slot, allowed in
        DecisionTable.Output(
          slot: slot, field: FieldDefinition("o\(slot)", .text, of: .request), allowed: allowed)
      }, rows: [], defaults: defaults, overwrites: false)
  }

  private static func matches(_ rows: [[Value?]]) -> [DecisionTable.Match] {
    rows.enumerated().map { DecisionTable.Match(row: $0, values: $1) }
  }

  private static func made(_ outcome: DecisionTable.Outcome) -> [Value?]? {
    if case .made(let values) = outcome { values } else { nil }
  }

  private static func row(_ outcome: DecisionTable.Outcome) -> Int? {
    if case .row(let row) = outcome { row } else { nil }
  }

  private static let ranks: [Value] = [.text("high"), .text("middle"), .text("low")]

  /// The first output counts before the second, one without values not at all.
  private static let priorities: [([[Value]], [[Value?]], Int)] = [
    ([ranks], [[.text("low")], [.text("high")], [.text("middle")]], 1),
    ([ranks], [[.text("low")], [.text("low")]], 0),
    ([ranks], [[nil], [.text("low")]], 1),
    (
      [ranks, ranks],
      [
        [.text("middle"), .text("high")], [.text("high"), .text("low")],
        [.text("high"), .text("middle")],
      ], 2
    ),
    ([[], ranks], [[.text("high"), .text("low")], [.text("low"), .text("high")]], 1),
  ]

  @Test(arguments: priorities)
  func theMostImportantRowCounts(_ allowed: [[Value]], _ rows: [[Value?]], _ wanted: Int) {
    let table = Self.table(.priority, allowed: allowed)
    #expect(Self.row(table.outcome(of: Self.matches(rows))) == wanted)
    // Outputs in order begin with what priority takes.
    let ordered = Self.table(.outputOrder, allowed: allowed)
    let lists = Self.made(ordered.outcome(of: Self.matches(rows)))
    for (output, value) in rows[wanted].enumerated() {
      guard let value, case .list(let members)? = lists?[output] else { continue }
      #expect(members.first == value)
    }
  }

  private static let sums: [([Value], Value)] = [
    ([.number(0.1), .number(0.2)], .number(0.3)),
    ([.number(0.1), .number(0.2), .number(-0.3)], .integer(0)),
    ([.integer(2), .number(0.5), .number(0.5)], .integer(3)),
    ([.number(1e-7), .integer(1)], .number(1.0000001)),
    ([.number(1.1), .number(2.2), .number(3.3)], .number(6.6)),
    ([.integer(.max), .integer(.min)], .integer(-1)),
    ([.integer(9_007_199_254_740_993), .integer(1)], .integer(9_007_199_254_740_994)),
    ([.number(1e300), .number(1e300)], .number(2e300)),
    ([.number(1e300), .number(1e-300)], .number(1e300)),
    ([.number(2.5e20), .integer(1)], .number(250_000_000_000_000_000_000)),
  ]

  /// Numbers are decimal (DMN 1.3, 10.3.2.3).
  @Test(arguments: sums) func sumsAreThoseOfTheirDigits(_ numbers: [Value], _ wanted: Value) {
    let table = Self.table(.sum, allowed: [[]])
    let outcome = table.outcome(of: Self.matches(numbers.map { [$0] }))
    #expect(Self.made(outcome) == [wanted])
  }

  @Test func nothingHasACountAndNoSum() {
    for hit in TableHit.allCases {
      let outcome = Self.table(hit, allowed: [Self.ranks]).outcome(of: [])
      #expect(Self.made(outcome) == (hit == .count ? [.integer(0)] : nil), "\(hit)")
      let known = Self.table(hit, allowed: [Self.ranks], defaults: [.text("low")]).outcome(of: [])
      guard case .defaults(let values) = known else {
        Issue.record("\(hit)")
        continue
      }
      #expect(values == [.text("low")])
    }
    // Rows that match and say nothing are no reason for the default.
    let silent = Self.table(.sum, allowed: [[]], defaults: [.integer(1)])
    #expect(Self.made(silent.outcome(of: Self.matches([[nil], [nil]]))) == [nil])
  }

  @Test func oneRowOrRowsThatAgree() {
    let two = Self.matches([[.text("a"), .integer(1)], [.text("a"), .integer(1)]])
    let other = two + [DecisionTable.Match(row: 2, values: [.text("a"), nil])]
    func isViolated(_ hit: TableHit, _ matches: [DecisionTable.Match]) -> Bool {
      if case .violated = Self.table(hit, allowed: [[], []]).outcome(of: matches) {
        true
      } else {
        false
      }
    }
    #expect(!isViolated(.unique, [two[0]]))
    #expect(isViolated(.unique, two))
    #expect(!isViolated(.any, two))
    #expect(isViolated(.any, other))
    #expect(!isViolated(.first, other))
  }
}
