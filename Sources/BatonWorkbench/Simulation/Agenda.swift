import BatonTime

/// What happens by itself to which case, the earliest first: a binary heap, O(log n) to add and to take
/// off. What was noted for a case before it moved on stays until its time comes; whoever takes it off
/// sees that it is past.
struct Agenda {
  private var heap: [(at: Instant, position: Int)] = []

  var first: (at: Instant, position: Int)? { heap.first }

  mutating func add(_ at: Instant, _ position: Int) {
    heap.append((at, position))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if !isBefore(child, parent) { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      let children = (2 * parent + 1..<2 * parent + 3).filter { $0 < heap.count }
      guard let child = children.min(by: { isBefore($0, $1) }), isBefore(child, parent) else {
        return
      }
      heap.swapAt(child, parent)
      parent = child
    }
  }

  /// Those of one instant by position, so that the order does not depend on how they came in.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (heap[left].at, heap[left].position) < (heap[right].at, heap[right].position)
  }
}
