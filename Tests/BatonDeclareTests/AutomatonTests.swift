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

  /// A shortest word that one accepts and another does not.
  private func difference(_ one: Automaton, _ other: Automaton) throws -> [Int]? {
    try shortestWord([one, other.complement])
  }

  /// A shortest word that all accept.
  private func shortestWord(_ automata: [Automaton]) throws -> [Int]? {
    let product = try #require(Product(automata, budget: Product.Budget(states: 1000)))
    return (0..<product.count).first(where: product.isAccepting).map(product.word)
  }

  @Test("a word of one that the other does not have is a shortest one")
  func differences() throws {
    #expect(try difference(even, apart) == [1, 1])
    #expect(try difference(apart, even) == [1])
    #expect(try difference(even, even) == nil)
  }

  @Test("the product accepts what all accept, and is no larger than it may be")
  func product() throws {
    let both = try #require(Product([even, apart], budget: Product.Budget(states: 100)))
    func accepts(_ word: [Int]) -> Bool {
      var state: Int? = 0
      for symbol in word { state = state.flatMap { both.state(after: symbol, from: $0) } }
      return state.map(both.isAccepting) ?? false
    }
    #expect(accepts([1, 0, 1]))
    #expect(!accepts([1, 1]))
    #expect(!accepts([1, 0]))
    #expect(both.ending(from: 0) == [])
    #expect(Product([even, apart], budget: Product.Budget(states: 1)) == nil)
    #expect(Product([even, apart], budget: Product.Budget(states: 100, steps: 3)) == nil)
  }

  @Test("random automata: inclusion and shortest words agree with all words up to length 7")
  func random() throws {
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
      #expect(
        try difference(one, other) == words.first { one.accepts($0) && !other.accepts($0) },
        "seed \(seed)")
      #expect(try shortestWord([one]) == words.first(where: one.accepts), "seed \(seed)")
      let least = one.minimal()
      #expect(words.allSatisfy { least.accepts($0) == one.accepts($0) }, "seed \(seed)")
      let reaching = one.reaching(one.accepting)
      #expect(reaching[0] == words.contains(where: one.accepts), "seed \(seed)")
    }
  }
}
