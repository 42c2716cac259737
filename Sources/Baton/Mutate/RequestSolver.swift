import BatonModel

/// Finds requests for which conditions come out as wanted: chooses for each field a value that passes the
/// tests on it, then mends other fields until no rule that would come first holds.
///
/// The search is bounded and never says that there is no such request. Of the ways in which a condition can
/// come out as wanted it tries 24; where there are more, such as no field can follow are passed over first.
/// Functions are not looked into: what is found is to be tried.
struct RequestSolver {
  /// A condition, and what it is to come to.
  struct Wish {
    let condition: Condition
    let holds: Bool
  }

  private struct Literal {
    let column: Int
    let predicate: Predicate
    let holds: Bool
  }

  private static let mostAlternatives = 24
  /// So many are written down of a list of them, to find some that fit the rest.
  private static let mostWritten = 600
  private static let mostMendings = 40
  /// Conditions that are asked for all requests of one search: a table has hundreds of rows, of which each
  /// may be in the way of another.
  private static let mostChecks = 20_000

  private let schema: FactSchema
  private let pools: [Int: ValuePool]
  private var random = SplitMix(state: 0x6261_746F_6E21)

  init(_ decider: Decider, _ observed: ObservedRules) {
    schema = decider.schema
    pools = ValuePoolMaker(decider, observed).pools()
  }

  /// Values by slot: positions in their pools.
  private typealias Choice = [Int: Int]
  private typealias Room = [Int: [Int]]

  /// - Parameters:
  ///   - wishes: all of them are to come true.
  ///   - never: conditions of which none may hold.
  ///   - missing: slots that the request must not have.
  ///   - count: how many requests at most.
  mutating func requests(
    _ wishes: [Wish], never: [Condition], missing: [Int] = [], within dates: (Value) -> Bool,
    count: Int
  ) -> [Members] {
    let wanted = Wanted(
      .all(wishes.map { $0.holds ? $0.condition : .not($0.condition) }), wanted: true,
      isPossible: { room(for: $0, missing, dates) != nil })
    let rooms = wanted.alternatives.compactMap { alternative in
      room(for: alternative.map { wanted.literals[$0] }, missing, dates)
    }
    var found: [Members] = []
    var seen: Set<Members> = []
    guard !rooms.isEmpty else { return [] }
    var checks = Self.mostChecks
    for attempt in 0..<count * 3 where found.count < count && checks > 0 {
      let room = rooms[attempt % rooms.count]
      guard let choice = mended(choose(room, attempt: attempt), room, never, &checks)
      else { continue }
      let members = members(choice)
      if seen.insert(members).inserted { found.append(members) }
    }
    return found
  }

  // MARK: What is wanted of each test

  /// What conditions want of fields. Alternatives name literals by their numbers, since each literal stands
  /// in many of them.
  private struct Wanted {
    private(set) var literals: [Literal] = []
    private(set) var alternatives: [[Int]] = []

    /// - Parameter isPossible: whether some request could follow literals; asked where there are more
    ///   alternatives than are tried.
    init(
      _ condition: Condition, wanted: Bool,
      isPossible: ([Literal]) -> Bool = { _ in true }
    ) {
      alternatives = tried(find(condition, wanted, isPossible), isPossible)
    }

    /// Alternatives of each of which all literals are to come true; functions are taken to come out right.
    private mutating func find(
      _ condition: Condition, _ wanted: Bool, _ isPossible: ([Literal]) -> Bool
    ) -> [[Int]] {
      switch condition {
      case .always: return wanted ? [[]] : []
      case .function(let function):
        guard let lifted = function.lifted, wanted || lifted.isExact else { return [[]] }
        return find(lifted.possible, wanted, isPossible)
      case .not(let inner): return find(inner, !wanted, isPossible)
      case .test(let test):
        literals.append(Literal(column: test.column, predicate: test.predicate, holds: wanted))
        return [[literals.count - 1]]
      case .all(let parts), .any(let parts):
        var isAll = false
        if case .all = condition { isAll = true }
        return isAll == wanted
          ? all(of: parts, wanted, isPossible) : any(of: parts, wanted, isPossible)
      }
    }

    private mutating func any(
      of parts: [Condition], _ wanted: Bool, _ isPossible: ([Literal]) -> Bool
    ) -> [[Int]] {
      var found: [[Int]] = []
      for part in parts where found.count < mostWritten {
        found += find(part, wanted, isPossible).prefix(mostWritten - found.count)
      }
      return found
    }

    private mutating func all(
      of parts: [Condition], _ wanted: Bool, _ isPossible: ([Literal]) -> Bool
    ) -> [[Int]] {
      var product: [[Int]] = [[]]
      for part in parts {
        let own = find(part, wanted, isPossible)
        product = tried(product.flatMap { left in own.map { left + $0 } }, isPossible)
      }
      return product
    }

    /// As many as are tried; if there are more, of those that some request could follow.
    private func tried(
      _ alternatives: [[Int]], _ isPossible: ([Literal]) -> Bool
    ) -> [[Int]] {
      if alternatives.count <= mostAlternatives { return alternatives }
      var tried: [[Int]] = []
      for alternative in alternatives where tried.count < mostAlternatives {
        if isPossible(alternative.map { literals[$0] }) { tried.append(alternative) }
      }
      return tried
    }
  }

  /// For each field that something is wanted of the values that do; nil if one has none.
  private func room(
    for literals: [Literal], _ missing: [Int], _ dates: (Value) -> Bool
  ) -> Room? {
    var room: Room = [:]
    for slot in missing {
      if let pool = pools[slot] { room[slot] = [pool.values.count - 1] }
    }
    if let pool = pools[schema.slots.openedAt] {
      let inForce = pool.values.indices.filter { dates(pool.values[$0] ?? .yesNo(false)) }
      if inForce.count < pool.values.count { room[schema.slots.openedAt] = inForce }
    }
    for literal in literals {
      guard case .field(let slot) = schema.columns[literal.column].root, let pool = pools[slot],
        let seen = pool.columns[literal.column]
      else { return nil }
      let known = room[slot] ?? Array(pool.values.indices)
      room[slot] = known.filter { literal.predicate.holds(for: seen[$0]) == literal.holds }
      if room[slot]?.isEmpty == true { return nil }
    }
    return room
  }

  // MARK: Choosing

  private mutating func choose(_ room: Room, attempt: Int) -> Choice {
    var choice: Choice = [:]
    for slot in room.keys.sorted() {
      guard let values = room[slot] else { continue }
      choice[slot] = attempt == 0 ? values[0] : values[random.next(below: values.count)]
    }
    for slot in [schema.slots.impact, schema.slots.urgency] where choice[slot] == nil {
      guard let pool = pools[slot], pool.values.count > 1 else { continue }
      // Never nothing: else there is no priority.
      choice[slot] = random.next(below: pool.values.count - 1)
    }
    if let kind = pools[schema.slots.kind], choice[schema.slots.kind] == nil, attempt % 3 != 2 {
      choice[schema.slots.kind] = random.next(below: kind.values.count)
    }
    return choice
  }

  /// Changes fields until none of some conditions holds; nil if that does not come about.
  private mutating func mended(
    _ choice: Choice, _ room: Room, _ never: [Condition], _ checks: inout Int
  ) -> Choice? {
    var choice = choice
    for _ in 0..<Self.mostMendings where checks > 0 {
      let position = never.firstIndex { holds($0, choice) }
      checks -= (position ?? never.count) + 1
      guard let position else { return choice }
      let wrong = never[position]
      var ways: [(slot: Int, values: [Int])] = []
      let denied = Wanted(wrong, wanted: false)
      for alternative in denied.alternatives where alternative.count == 1 {
        let literal = denied.literals[alternative[0]]
        guard case .field(let slot) = schema.columns[literal.column].root, let pool = pools[slot],
          let seen = pool.columns[literal.column]
        else { continue }
        let values = (room[slot] ?? Array(pool.values.indices)).filter {
          literal.predicate.holds(for: seen[$0]) == literal.holds
        }
        if !values.isEmpty { ways.append((slot, values)) }
      }
      if ways.isEmpty { return nil }
      let way = ways[random.next(below: ways.count)]
      choice[way.slot] = way.values[random.next(below: way.values.count)]
    }
    return nil
  }

  /// What a condition comes to for the values that are chosen, functions taken not to hold unless all
  /// that they test does.
  private func holds(_ condition: Condition, _ choice: Choice) -> Bool {
    switch condition {
    case .always: true
    case .function(let function):
      function.lifted.map { $0.isExact && holds($0.possible, choice) } ?? false
    case .not(let inner): !holds(inner, choice)
    case .all(let parts): parts.allSatisfy { holds($0, choice) }
    case .any(let parts): parts.contains { holds($0, choice) }
    case .test(let test): test.predicate.holds(for: value(of: test.column, choice))
    }
  }

  private func value(of column: Int, _ choice: Choice) -> Value? {
    guard case .field(let slot) = schema.columns[column].root, let pool = pools[slot] else {
      return nil
    }
    return pool.columns[column]?[choice[slot] ?? pool.values.count - 1]
  }

  private func members(_ choice: Choice) -> Members {
    Members(
      choice.sorted { $0.key < $1.key }.compactMap { slot, position in
        pools[slot]?.values[position].map { (schema.requestFields[slot].name, $0) }
      })
  }
}

/// Vigna's generator splitmix64: the same choices on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(bound, 1)))
  }
}
