/// Looks for a request in a box that comes to the wrong end.
///
/// Boxes stand in an order, and each is right or wrong: the first that a request is in decides, and
/// what no box takes is right or wrong too. The search cuts the box along the edges of those in it
/// until the first of them takes all that is left, and stops at the first piece that is wrong. So "is
/// this rule hidden" and "does it change anything" are one question. What no request is in is brought in
/// where an answer would be of it (see ``ImpossibleBoxes``). Cost: exponential at worst, hence
/// the budget, in comparisons of boxes; where boxes hardly meet, linear.
struct BoxSearch {
  struct Part {
    let box: RequestBox
    /// What it counts as for whoever asks: a rule's rank.
    let rank: Int
    let isRight: Bool
  }

  enum Answer {
    /// Every request in the box comes to a right end.
    case none
    /// All requests in this box come to a wrong end.
    case found(RequestBox)
    case notDecided
  }

  private let space: RequestSpace
  /// How many classes each axis has.
  private let counts: [Int]
  /// How many comparisons of boxes are left.
  private(set) var budget: Int
  private(set) var spent = 0
  /// The ranks of the right boxes that took something.
  private(set) var used: Set<Int> = []
  /// Of what was found last: the requests, as they come in, that the stages before make it of.
  private(set) var origin: RequestBox?

  /// Whether a stage asks, and no step before it.
  private let isOwn: Bool

  init(_ space: RequestSpace, budget: Int, isOwn: Bool = true) {
    self.space = space
    self.isOwn = isOwn
    counts = space.counts
    self.budget = budget
  }

  /// - Parameters:
  ///   - parts: in the order in which they decide; all of them meet the box.
  ///   - restIsRight: what becomes of a request that no part takes.
  mutating func search(_ box: RequestBox, _ parts: [Part], restIsRight: Bool) -> Answer {
    (used, origin) = ([], nil)
    var impossible: [Part] = []
    // Somebody who is wrong may take what is in his own box and plain otherwise.
    let wrong = parts.lazy.filter { !$0.isRight }.prefix(Self.mostProbed)
    for (number, place) in ([box] + wrong.compactMap { box.intersection($0.box) }).enumerated() {
      var reasons: [Part] = []
      if let found = probe(place, parts, restIsRight, &reasons) {
        switch arrival(of: found) {
        case .from: return .found(found)
        case .never(let reason): impossible.append(Self.nowhere(reason))
        case .notDecided: break
        }
      }
      if number == 0 { impossible += reasons }
    }
    if let earlier = space.earlier {
      let never = earlier.never(of: box)
      spend(never.count + 1)
      impossible += never.map(Self.nowhere)
    }
    while true {
      let answer = round(box, impossible + parts, restIsRight)
      guard case .found(let region) = answer else { return answer }
      let settled = space.impossible.settled(in: region, of: space)
      spend(settled.work)
      if settled.broken.isEmpty {
        let free = region.with(settled.moved)
        switch arrival(of: free) {
        case .from: return .found(free)
        case .never(let reason): impossible.append(Self.nowhere(reason))
        case .notDecided: return .notDecided
        }
      }
      if budget < 0 { return .notDecided }
      impossible += settled.broken.map(Self.nowhere)
    }
  }

  /// Whether requests come to be in a box; notes which.
  private mutating func arrival(of box: RequestBox) -> EarlierStages.Arrival {
    guard let earlier = space.earlier else {
      origin = box
      return .from(box)
    }
    var left = budget
    let arrival = earlier.arrival(of: box, in: space.bare, isOwn: isOwn, &left)
    spend(budget - left)
    if case .from(let box) = arrival { origin = box }
    return arrival
  }

  private static let mostProbed = 16

  /// Right, for nothing is wrong where nobody is.
  private static func nowhere(_ box: RequestBox) -> Part {
    Part(box: box, rank: RequestSpace.nobody, isRight: true)
  }

  private mutating func spend(_ comparisons: Int) {
    spent += comparisons
    budget -= comparisons
  }

  private mutating func round(
    _ box: RequestBox, _ parts: [Part], _ restIsRight: Bool
  ) -> Answer {
    used = []
    if !restIsRight, parts.allSatisfy(\.isRight), let free = glance(box, parts) {
      return .found(free)
    }
    var found: RequestBox?
    return look(box, parts, restIsRight, &found) ? found.map { .found($0) } ?? .none : .notDecided
  }

  // MARK: A glance

  /// The request that says least, if it comes to a wrong end: what people read as an example.
  /// - Parameter impossible: gets what kept it from saying less.
  private mutating func probe(
    _ box: RequestBox, _ parts: [Part], _ restIsRight: Bool, _ impossible: inout [Part]
  ) -> RequestBox? {
    let settled = space.impossible.settled(in: box, of: space)
    spend(settled.work)
    impossible = (settled.reasons + settled.broken).map(Self.nowhere)
    guard settled.broken.isEmpty else { return nil }
    func number(_ axis: Int) -> Int { settled.moved[axis] ?? space.plainest(of: axis, in: box) }
    var pinned = settled.moved
    var isRight = restIsRight
    for part in parts {
      spend(1)
      if let side = part.box.sides.first(where: { !$0.classes.contains(number($0.axis)) }) {
        pinned[side.axis] = number(side.axis)
        continue
      }
      isRight = part.isRight
      for side in part.box.sides { pinned[side.axis] = number(side.axis) }
      break
    }
    return isRight ? nil : box.with(pinned)
  }

  /// Mostly a request that nobody takes is found without ever turning back: each step takes, on the
  /// axis that tells most of the boxes apart, the class that the fewest of them leave.
  private mutating func glance(_ box: RequestBox, _ parts: [Part]) -> RequestBox? {
    var box = box
    var left = parts
    while !left.isEmpty {
      spent += left.count
      budget -= left.count
      if budget < 0 { return nil }
      var cuts: [Int: Int] = [:]
      for part in left {
        let axes = box.axesCut(by: part.box)
        if axes.isEmpty { return nil }
        for axis in axes { cuts[axis, default: 0] += 1 }
      }
      guard let axis = cuts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key,
        let classes = emptiest(axis, box, left)
      else { return nil }
      box = box.with(axis, classes)
      left = left.filter { !$0.box.isDisjoint(with: box) }
    }
    return box
  }

  /// The classes of a box's axis that the fewest boxes leave, of those that all tell alike.
  private func emptiest(_ axis: Int, _ box: RequestBox, _ parts: [Part]) -> ClassSet? {
    var changes: [Int32: Int] = [:]
    var free = 0
    var edges: Set<Int32> = []
    for part in parts {
      guard let classes = part.box[axis] else {
        free += 1
        continue
      }
      for stretch in classes.stretches {
        changes[stretch.lower, default: 0] += 1
        changes[stretch.upper, default: 0] -= 1
        edges.insert(stretch.lower)
        edges.insert(stretch.upper)
      }
    }
    let own = box[axis] ?? ClassSet(all: counts[axis])
    let cuts = edges.sorted()
    var count = free
    var best: (count: Int, classes: ClassSet)?
    for (index, lower) in ([0] + cuts).enumerated() {
      if index > 0 { count += changes[lower] ?? 0 }
      let upper = index < cuts.count ? cuts[index] : Int32.max
      let here = ClassSet(Int(lower), Int(upper)).intersection(own)
      guard !here.isEmpty, best.map({ count < $0.count }) ?? true else { continue }
      best = (count, here)
    }
    return best?.classes
  }

  // MARK: The search

  /// - Returns: false if the budget ended first.
  private mutating func look(
    _ box: RequestBox, _ parts: [Part], _ restIsRight: Bool, _ found: inout RequestBox?
  ) -> Bool {
    var open: [Part] = []
    var restIsRight = restIsRight
    var taker: Int?
    spent += parts.count + 1
    budget -= parts.count + 1
    if budget < 0 { return false }
    for part in parts where !part.box.isDisjoint(with: box) {
      if part.box.contains(box) {
        restIsRight = part.isRight
        taker = part.rank
        break
      }
      open.append(part)
    }
    // Whoever of those before the end takes it, it comes to the same.
    while let last = open.last, last.isRight == restIsRight {
      if restIsRight, taker == nil { used.insert(last.rank) }
      open.removeLast()
    }
    guard let pivot = pivot(open, box) else {
      if restIsRight {
        if let taker { used.insert(taker) }
      } else {
        found = box
      }
      return true
    }
    var rest = box
    for axis in box.axesCut(by: pivot) {
      guard let side = pivot[axis] else { continue }
      let all = rest[axis]
      let outside = all?.subtracting(side) ?? side.complement(of: counts[axis])
      guard look(rest.with(axis, outside), open, restIsRight, taker, &found) else { return false }
      if found != nil { return true }
      rest = rest.with(axis, all?.intersection(side) ?? side)
    }
    return look(rest, open, restIsRight, taker, &found)
  }

  private mutating func look(
    _ box: RequestBox, _ parts: [Part], _ restIsRight: Bool, _ taker: Int?,
    _ found: inout RequestBox?
  ) -> Bool {
    guard let taker else { return look(box, parts, restIsRight, &found) }
    let whole = Part(box: .everything, rank: taker, isRight: restIsRight)
    return look(box, parts + [whole], restIsRight, &found)
  }

  /// Of the boxes that still count the one that cuts least.
  private func pivot(_ parts: [Part], _ box: RequestBox) -> RequestBox? {
    var best: (cuts: Int, box: RequestBox)?
    for part in parts {
      let cuts = box.axesCut(by: part.box).count
      if cuts == 1 { return part.box }
      if best.map({ cuts < $0.cuts }) ?? true { best = (cuts, part.box) }
    }
    return best?.box
  }
}
