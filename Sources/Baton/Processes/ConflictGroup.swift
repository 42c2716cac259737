import BatonDeclare

/// Constraints that share events and can come to where each can still be kept and not all together.
///
/// Such a place is a number made of the monitors' states. They are known beforehand, so that watching
/// for them is a look into a set; what must be left out to keep the rest is worked out when it happens.
struct ConflictGroup: Sendable {
  /// Positions among the constraints and among the track's monitors.
  let members: [(constraint: Int, monitor: Int)]
  /// The members' automata over what an event can be to all of them.
  private let automata: [Automaton]
  private let factors: [UInt64]
  private let doomed: Set<UInt64>

  /// What both the steps to a conflict and the rules in it may cost.
  static let budget = Product.Budget(states: 100_000)

  enum Made {
    /// All can be kept wherever each can.
    case none
    case group(ConflictGroup)
    case undecided
  }

  /// - Parameter letters: symbol by symbol, what it is to each member.
  static func make(
    _ members: [(constraint: Int, monitor: Int)], _ monitors: [Monitor], letters: [[Int]]
  ) -> Made {
    let automata = members.indices.map { member in
      monitors[member].automaton.reading(letters.map { $0[member] })
    }
    guard let product = Product(automata, budget: budget) else { return .undecided }
    let hopeful = product.hopeful()
    let doomed = hopeful.indices.filter { !hopeful[$0] }
    if doomed.isEmpty { return .none }
    return .group(
      ConflictGroup(
        members: members, automata: automata,
        factors: automata.indices.map { member in
          product.key(of: automata.indices.map { $0 == member ? 1 : 0 })
        },
        doomed: Set(doomed.map { product.key(of: $0) })))
  }

  func key(of monitors: [Monitor.State]) -> UInt64 {
    var key: UInt64 = 0
    for (position, member) in members.enumerated() {
      key += UInt64(monitors[member.monitor]) * factors[position]
    }
    return key
  }

  func key(of states: [Int]) -> UInt64 {
    zip(states, factors).reduce(0) { $0 + UInt64($1.0) * $1.1 }
  }

  func isDoomed(_ key: UInt64) -> Bool { doomed.contains(key) }

  /// Constraints of the group that cannot all be kept from where their monitors are, as few as can be.
  func core(at monitors: [Monitor.State]) -> [Int] {
    core(at: members.map { Int(monitors[$0.monitor]) })
  }

  func core(at states: [Int]) -> [Int] {
    var core = Array(members.indices)
    for member in members.indices where core.count > 1 {
      let rest = core.filter { $0 != member }
      let product = Product(
        rest.map { automata[$0] }, from: rest.map { states[$0] }, budget: Self.budget)
      if let product, !product.hopeful()[0] { core = rest }
    }
    return core.map { members[$0].constraint }
  }
}
