import BatonModel

/// What an event's way over the clocks of a case has found so far: which clock is of which agreement,
/// which agreements hold, which clocks began and which were cancelled.
///
/// All clocks are looked over once, by number; so a case may have thousands of them, as one has that
/// promises news every hour and goes on for a year.
struct ClockRound {
  /// A clock that began with this event.
  struct Begun {
    let clock: Int
    let rank: Int
    /// Whether it may take another's place: not if it begins a new round of its own.
    let mayCarry: Bool
  }

  /// The clocks of one agreement.
  private struct Standing {
    var last = -1
    var count = 0
  }

  /// The agreements whose `when` holds, by rank.
  var holding: RankSet
  private(set) var begun: [Begun] = []
  var cancelled: [Int] = []
  /// By clock; -1 where the rule is gone.
  private var ranks: [Int] = []
  /// By rank.
  private var standings: [Standing]

  init(_ rules: ClockRules, _ clocks: [Clock]) {
    holding = RankSet(count: rules.agreements.count)
    standings = [Standing](repeating: Standing(), count: rules.agreements.count)
    ranks.reserveCapacity(clocks.count + 4)
    for index in clocks.indices { add(index, rules.agreement(of: clocks[index].terms) ?? -1) }
  }

  /// The last clock that an agreement was given.
  func last(of rank: Int) -> Int? {
    standings[rank].count == 0 ? nil : standings[rank].last
  }

  /// How many clocks an agreement was given.
  func count(of rank: Int) -> Int { standings[rank].count }

  /// The agreement of a clock; nil where the rule is gone.
  func rank(of clock: Int) -> Int? { ranks[clock] < 0 ? nil : ranks[clock] }

  func hasBegun(_ clock: Int) -> Bool { begun.contains { $0.clock == clock } }

  /// Notes a clock that began now, behind all others.
  mutating func begin(_ clock: Int, _ rank: Int, mayCarry: Bool) {
    add(clock, rank)
    begun.append(Begun(clock: clock, rank: rank, mayCarry: mayCarry))
  }

  private mutating func add(_ clock: Int, _ rank: Int) {
    ranks.append(rank)
    guard rank >= 0 else { return }
    standings[rank].last = clock
    standings[rank].count += 1
  }
}
