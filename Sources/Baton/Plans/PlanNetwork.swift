import BatonModel
import BatonTime

/// Tasks that wait for each other, without a word of what they are: what a schedule is made of.
///
/// Nodes are numbered from 0. None waits for itself, whichever way round.
struct PlanNetwork: Sendable {
  struct Node: Sendable {
    /// What it waits for.
    var after: [Int]
    /// Whether one of these is enough.
    var anyIsEnough: Bool
    /// Whether the plan's end waits for it.
    var isRequired: Bool
    /// When it began, and how soon it can be done, for one that has begun: it waits for nothing.
    var running: (begun: Instant, end: Instant)?
  }

  let nodes: [Node]
  /// All nodes, each behind what it waits for; of those that could be next the first declared.
  let order: [Int]
  /// What waits for each.
  let following: [[Int]]

  init(_ nodes: [Node]) {
    self.nodes = nodes
    var following = [[Int]](repeating: [], count: nodes.count)
    var waits = nodes.map(\.after.count)
    for (number, node) in nodes.enumerated() {
      for other in node.after { following[other].append(number) }
    }
    self.following = following
    var order: [Int] = []
    order.reserveCapacity(nodes.count)
    // The first declared lies at the end.
    var ready = Array(nodes.indices.filter { waits[$0] == 0 }.reversed())
    while let next = ready.popLast() {
      order.append(next)
      for other in following[next] {
        waits[other] -= 1
        if waits[other] == 0 {
          ready.insert(other, at: ready.firstIndex { $0 < other } ?? ready.count)
        }
      }
    }
    self.order = order
  }

  var hasAlternatives: Bool { nodes.contains { $0.anyIsEnough && $0.after.count > 1 } }

  /// When a node begins, from when those before it end.
  /// - Parameters:
  ///   - ends: nil for never.
  ///   - start: before which nothing begins that has not begun.
  func begin(of number: Int, from start: Instant, _ ends: [Instant?]) -> Instant? {
    let node = nodes[number]
    if let running = node.running { return running.begun }
    if node.after.isEmpty { return start }
    if node.anyIsEnough {
      return node.after.compactMap { ends[$0] }.min().map { max($0, start) }
    }
    var begin = start
    for other in node.after {
      guard let end = ends[other] else { return nil }
      begin = max(begin, end)
    }
    return begin
  }

  /// When everything is done that is required; nil for never.
  func end(_ ends: [Instant?]) -> Instant? {
    var last: Instant?
    for (number, node) in nodes.enumerated() where node.isRequired {
      guard let end = ends[number] else { return nil }
      last = max(last ?? end, end)
    }
    return last
  }
}
