/// Things in the order in which they came, a fixed number to a shelf: what grows never moves what is
/// there, which for a hundred thousand cases costs more than some of them do.
///
/// To take one and to change it where it lies are O(1).
struct Shelves<Element> {
  /// A shift and a mask, and not a division for each look.
  private static var shift: Int { 8 }
  private static var mask: Int { (1 << shift) - 1 }

  private var shelves: [[Element]] = []
  private(set) var count = 0

  var last: Element? { count == 0 ? nil : self[count - 1] }

  /// - Parameter position: less than ``count``.
  subscript(position: Int) -> Element {
    _read { yield shelves[position >> Self.shift][position & Self.mask] }
    _modify { yield &shelves[position >> Self.shift][position & Self.mask] }
  }

  mutating func append(_ element: consuming Element) {
    if count & Self.mask == 0 {
      shelves.append([])
      shelves[shelves.count - 1].reserveCapacity(1 << Self.shift)
    }
    shelves[shelves.count - 1].append(element)
    count += 1
  }
}

extension Shelves: Sequence {
  func makeIterator() -> FlattenSequence<[[Element]]>.Iterator {
    shelves.joined().makeIterator()
  }
}
