import BatonTime
import HeapModule

/// What happens by itself to which case, the earliest first; O(log n) to add and to take off. What was
/// noted for a case before it moved on stays until its time comes; whoever takes it off sees that it is
/// past.
struct Agenda {
  private struct Entry: Comparable {
    let at: Instant
    let position: Int

    /// Those of one instant by position, so that the order does not depend on how they came in.
    static func < (left: Entry, right: Entry) -> Bool {
      (left.at, left.position) < (right.at, right.position)
    }
  }

  private var entries = Heap<Entry>()

  var first: (at: Instant, position: Int)? { entries.min.map { ($0.at, $0.position) } }

  mutating func add(_ at: Instant, _ position: Int) {
    entries.insert(Entry(at: at, position: position))
  }

  mutating func removeFirst() { entries.removeMin() }
}
