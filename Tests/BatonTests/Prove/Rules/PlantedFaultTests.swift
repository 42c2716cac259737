import BatonModel
import BatonTime
import TestSupport
import Testing

@testable import Baton

/// Mistakes that are planted are found, each at its place, and nothing else is.
@Suite struct PlantedFaultTests {
  /// What small landscapes have too little of.
  private static let usual: Set = ["few-groups", "no-group", "no-complaint-path"]

  private func found(_ source: String) throws -> [PlantedFaults.Expected] {
    let load = RuleBaseLoad(
      folder: RuleFolder(contents: ["main.lua": source]), main: "main.lua", more: [])
    #expect(load.engine != nil, "\(load.diagnostics.first.map { "\($0)" } ?? "")")
    return load.checked(at: Instant(milliseconds: 1_767_571_200_000)).diagnostics
      .filter { !Self.usual.contains($0.code) }
      .map { PlantedFaults.Expected(code: $0.code, line: $0.place.line) }
  }

  @Test func nothingIsFoundInARuleBaseInOrder() throws {
    let seed = SeededNumbers.anySeed()
    var random = SeededNumbers(seed: seed)
    let rules = PlantedFaults(&random, planted: [])
    #expect(try found(rules.source) == [], "seed \(seed)")
  }

  @Test func fortyPlantedMistakesAreFound() throws {
    let seed = SeededNumbers.anySeed()
    var random = SeededNumbers(seed: seed)
    let kinds = PlantedFaults.Kind.allCases
    var planted = kinds + kinds
    while planted.count < 40 { planted.append(random.pick(kinds)) }
    planted.shuffle(using: &random)
    let rules = PlantedFaults(&random, planted: planted)
    print("40 planted mistakes of \(kinds.count) kinds in \(rules.lines.count) lines, seed \(seed)")
    let found = try found(rules.source)
    func sorted(_ all: [PlantedFaults.Expected]) -> [String] {
      all.map { "\($0.code) \($0.line)" }.sorted()
    }
    let (one, other) = (sorted(found), sorted(rules.expected))
    let missed = other.filter { !one.contains($0) }
    let invented = one.filter { !other.contains($0) }
    #expect(missed == [], "seed \(seed)")
    #expect(
      invented == [],
      "seed \(seed): \(invented.map { line in rules.lines[(Int(line.split(separator: " ")[1]) ?? 1) - 1] })"
    )
  }
}
