/// The order in which the decisions of a model can be made.
///
/// Tarjan's search for strongly connected components (1972) finds each behind those that it needs, in one
/// pass over decisions and requirements; a component of several, or of one that needs itself, is a circle.
struct DMNOrder {
  private struct Visit {
    let decision: Int
    let needs: [Int]
    var next = 0
  }

  private let needs: [Set<Int>]
  /// When each was met, from 1; 0 for those that were not yet.
  private var met: [Int]
  /// The earliest that can be reached from it.
  private var earliest: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var count = 0
  private(set) var order: [Int] = []
  private(set) var circles: [[Int]] = []

  /// - Parameter needs: for each decision the positions of those that it needs.
  /// - Returns: all decisions that can be made, each behind those that it needs and else in the order
  ///   given; and the circles, each with the decisions that stand in it.
  static func of(_ needs: [Set<Int>]) -> (order: [Int], circles: [[Int]]) {
    var search = DMNOrder(needs)
    for decision in needs.indices where search.met[decision] == 0 { search.visit(decision) }
    return (search.order, search.circles)
  }

  private init(_ needs: [Set<Int>]) {
    self.needs = needs
    met = [Int](repeating: 0, count: needs.count)
    earliest = met
    isOpen = [Bool](repeating: false, count: needs.count)
  }

  private mutating func meet(_ decision: Int) -> Visit {
    count += 1
    met[decision] = count
    earliest[decision] = count
    open.append(decision)
    isOpen[decision] = true
    return Visit(decision: decision, needs: needs[decision].sorted())
  }

  /// With a stack of its own: chains of decisions may be long.
  private mutating func visit(_ first: Int) {
    var visits = [meet(first)]
    while var visit = visits.popLast() {
      guard visit.next < visit.needs.count else {
        finish(visit.decision)
        if let above = visits.last?.decision {
          earliest[above] = min(earliest[above], earliest[visit.decision])
        }
        continue
      }
      let next = visit.needs[visit.next]
      visit.next += 1
      visits.append(visit)
      if met[next] == 0 {
        visits.append(meet(next))
      } else if isOpen[next] {
        earliest[visit.decision] = min(earliest[visit.decision], met[next])
      }
    }
  }

  private mutating func finish(_ decision: Int) {
    guard earliest[decision] == met[decision] else { return }
    var members: [Int] = []
    while let member = open.popLast() {
      isOpen[member] = false
      members.append(member)
      if member == decision { break }
    }
    if members.count > 1 || needs[decision].contains(decision) {
      circles.append(members.sorted())
    } else {
      order.append(decision)
    }
  }
}
