package import Baton
import BatonModel

/// What two versions of a rule base declare differently, declaration by declaration.
///
/// Declarations are the same if they have the same word and name; of words without a name, and of
/// names that are declared again, the order tells which is which. What is only laid out differently is
/// no change. Moved is told of rules only, as the order of other declarations means nothing.
package struct RuleChanges: Sendable, Equatable {
  package struct Change: Sendable, Equatable {
    package let word: String
    package let name: String
    /// Where it stands: the new place, or the old one of what was taken away.
    package let place: Place
    /// Keys that say something else, in alphabetical order, with what they said and say; nil where
    /// the key is not there. Empty for what is new or gone.
    package let parts: [Part]

    init(_ entry: RuleOutline.Entry, parts: [Part] = []) {
      word = entry.word
      name = entry.name
      place = entry.place
      self.parts = parts
    }

    /// As messages name it: `route "Payroll incidents"`.
    package var title: String { name.isEmpty ? word : "\(word) \"\(name)\"" }
  }

  package struct Part: Sendable, Equatable {
    package let key: String
    package let before: String?
    package let after: String?
  }

  package private(set) var added: [Change] = []
  package private(set) var removed: [Change] = []
  package private(set) var changed: [Change] = []
  /// Rules that stand before or behind another rule of their kind that they stood behind or before:
  /// as few as explain the new order.
  package private(set) var moved: [Change] = []

  package var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && moved.isEmpty
  }

  private var all: [Change] { added + removed + changed + moved }

  /// The words whose declarations differ.
  package var words: Set<String> { Set(all.map(\.word)) }

  /// The names of declarations that are new, gone or changed.
  package var names: Set<String> { Set((added + removed + changed).map(\.name)) }

  /// Tests are no rules.
  private static let passedOver: Set<String> = ["scenario"]
  /// Of what a rule base says of itself, what decides: in which time zone days and bare times are.
  private static let decidingKeys: Set<String> = ["timezone"]

  private struct Key: Hashable {
    let word: String
    let name: String
    /// Which of several with the same name.
    let number: Int
  }

  package init(from old: RuleOutline, to new: RuleOutline) {
    let before = Self.keyed(old)
    let after = Self.keyed(new)
    let known = Dictionary(uniqueKeysWithValues: before.map { ($0.key, $0.entry) })
    let still = Set(after.map(\.key))
    for (key, entry) in after {
      guard let own = known[key] else {
        added.append(Change(entry))
        continue
      }
      let parts = Self.parts(own, entry)
      if !parts.isEmpty {
        changed.append(Change(entry, parts: parts))
      }
    }
    for (key, entry) in before where !still.contains(key) {
      removed.append(Change(entry))
    }
    findMoved(before.map(\.key), after, known: known)
  }

  private static func keyed(_ outline: RuleOutline) -> [(key: Key, entry: RuleOutline.Entry)] {
    var numbers: [Key: Int] = [:]
    let entries = outline.entries.compactMap { entry -> RuleOutline.Entry? in
      if passedOver.contains(entry.word) { return nil }
      guard entry.word == "rulebase" else { return entry }
      // One that says nothing that decides is as good as none.
      let own = entry.keeping(decidingKeys)
      return own.parts.isEmpty ? nil : own
    }
    return entries.map { entry in
      let first = Key(word: entry.word, name: entry.name, number: 0)
      let number = numbers[first, default: 0]
      numbers[first] = number + 1
      return (Key(word: entry.word, name: entry.name, number: number), entry)
    }
  }

  private static func parts(_ old: RuleOutline.Entry, _ new: RuleOutline.Entry) -> [Part] {
    Set(old.parts.keys).union(new.parts.keys).sorted().compactMap { key in
      let (before, after) = (old.parts[key], new.parts[key])
      if before == after { return nil }
      return Part(key: key, before: before?.description, after: after?.description)
    }
  }

  /// Rules that are in both and not in a longest row of rules that kept their order.
  private mutating func findMoved(
    _ before: [Key], _ after: [(key: Key, entry: RuleOutline.Entry)],
    known: [Key: RuleOutline.Entry]
  ) {
    let places = Dictionary(uniqueKeysWithValues: before.enumerated().map { ($1, $0) })
    // Routes and tables of routes are one list.
    let lists: [Set<String>] = [
      ["classify"], ["decision_table"], ["priority"], ["route", "route_table"],
    ]
    for words in lists {
      let both = after.filter { words.contains($0.key.word) && known[$0.key] != nil }
      let kept = Self.longestRise(both.compactMap { places[$0.key] })
      for (index, one) in both.enumerated() where !kept.contains(index) {
        moved.append(Change(one.entry))
      }
    }
  }

  /// The positions of a longest rising row of numbers. O(n log n): piles of patience, each number on
  /// the leftmost pile whose top is not below it.
  private static func longestRise(_ numbers: [Int]) -> Set<Int> {
    var tops: [Int] = []
    var before = [Int?](repeating: nil, count: numbers.count)
    for (position, number) in numbers.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[tops[middle]] < number { low = middle + 1 } else { high = middle }
      }
      before[position] = low > 0 ? tops[low - 1] : nil
      if low == tops.count { tops.append(position) } else { tops[low] = position }
    }
    var rise: Set<Int> = []
    var next = tops.last
    while let position = next {
      rise.insert(position)
      next = before[position]
    }
    return rise
  }
}
