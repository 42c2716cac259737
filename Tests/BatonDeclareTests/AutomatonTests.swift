import BatonDeclare
import TestSupport
import Testing

@Suite("Automata")
struct AutomatonTests {
  /// Words with an even number of ones.
  private let even = Automaton(symbols: 2, transitions: [0, 1, 1, 0], accepting: [true, false])
  /// Words without two ones in a row.
  private let apart = Automaton(
    symbols: 2, transitions: [0, 1, 0, 2, 2, 2], accepting: [true, true, false])

  @Test("the smallest automaton accepts the same words, and is the same for the same words")
  func minimal() {
    // The even one with each state twice.
    let large = Automaton(
      symbols: 2, transitions: [2, 1, 3, 0, 0, 3, 1, 2], accepting: [true, false, true, false])
    #expect(large.minimal() == even)
    #expect(even.minimal() == even)
  }

  @Test("a word of one that the other does not have is a shortest one")
  func containment() {
    #expect(even.isContained(in: apart) == .refuted(witness: [1, 1]))
    #expect(apart.isContained(in: even) == .refuted(witness: [1]))
    #expect(even.isContained(in: even) == .proven)
    #expect(even.isContained(in: apart, limit: 1) == .undecided(states: 1))
  }

  @Test("the product accepts what all accept")
  func product() throws {
    let both = try #require(Exploration(automata: [even, apart], limit: 100).product())
    #expect(both.automaton.accepts([1, 0, 1]))
    #expect(!both.automaton.accepts([1, 1]))
    #expect(!both.automaton.accepts([1, 0]))
    #expect(Exploration(automata: [even, apart], limit: 2).product() == nil)
  }

  @Test("random automata: inclusion and shortest words agree with all words up to length 7")
  func random() {
    let seed = SeededNumbers.anySeed()
    var numbers = SeededNumbers(seed: seed)
    func random(states: Int) -> Automaton {
      Automaton(
        symbols: 2,
        transitions: (0..<states * 2).map { _ in Int.random(in: 0..<states, using: &numbers) },
        accepting: (0..<states).map { _ in Bool.random(using: &numbers) })
    }
    // Two automata of three states differ within eight letters, if at all.
    let words = (0...8).flatMap { length in
      (0..<1 << length).map { word in (0..<length).map { word >> (length - 1 - $0) & 1 } }
    }
    for _ in 0..<60 {
      let one = random(states: 3)
      let other = random(states: 3)
      let witness = words.first { one.accepts($0) && !other.accepts($0) }
      #expect(
        one.isContained(in: other) == witness.map { .refuted(witness: $0) } ?? .proven,
        "seed \(seed)")
      #expect(one.shortestWord() == words.first(where: one.accepts), "seed \(seed)")
      let least = one.minimal()
      #expect(words.allSatisfy { least.accepts($0) == one.accepts($0) }, "seed \(seed)")
      let reaching = one.reaching(one.accepting)
      #expect(reaching[0] == (one.shortestWord() != nil), "seed \(seed)")
    }
  }
}
