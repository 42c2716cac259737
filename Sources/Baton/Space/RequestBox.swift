/// A set of requests: on some axes the classes that they are in, on all others any.
///
/// Invariant: sides ascend by axis, and none is empty; so a box is never empty by itself. `isExact`
/// says whether a condition holds in the whole box: a function that is not understood may still
/// refuse.
package struct RequestBox: Sendable, Hashable {
  package struct Side: Sendable, Hashable {
    package let axis: Int
    package var classes: ClassSet
  }

  package private(set) var sides: [Side] = []
  package var isExact = true

  /// Every request.
  package static let everything = RequestBox()
  /// Perhaps every request.
  static let maybe = RequestBox(isExact: false)

  /// - Precondition: the set is not empty.
  init(_ axis: Int, _ classes: ClassSet) { sides = [Side(axis: axis, classes: classes)] }

  private init(isExact: Bool = true) { self.isExact = isExact }

  package subscript(axis: Int) -> ClassSet? {
    // A few sides compared one by one are faster than a search by halves.
    for side in sides where side.axis >= axis { return side.axis == axis ? side.classes : nil }
    return nil
  }

  /// The same requests, with an axis left to these classes.
  /// - Precondition: the set is not empty.
  func with(_ axis: Int, _ classes: ClassSet) -> RequestBox {
    var box = self
    let place = sides.firstIndex { $0.axis >= axis } ?? sides.count
    if place < sides.count, sides[place].axis == axis {
      box.sides[place].classes = classes
    } else {
      box.sides.insert(Side(axis: axis, classes: classes), at: place)
    }
    return box
  }

  /// The same requests, with axes left to one class each.
  func with(_ numbers: [Int: Int]) -> RequestBox {
    var box = RequestBox(isExact: isExact)
    box.sides = sides.filter { numbers[$0.axis] == nil }
    box.sides += numbers.map { Side(axis: $0.key, classes: ClassSet($0.value)) }
    box.sides.sort { $0.axis < $1.axis }
    return box
  }

  /// The box without what it says of an axis.
  func without(_ axis: Int) -> RequestBox {
    var box = self
    box.sides.removeAll { $0.axis == axis }
    return box
  }

  func isDisjoint(with other: RequestBox) -> Bool {
    var next = 0
    for side in sides {
      while next < other.sides.count, other.sides[next].axis < side.axis { next += 1 }
      guard next < other.sides.count else { return false }
      if other.sides[next].axis == side.axis,
        side.classes.isDisjoint(with: other.sides[next].classes)
      {
        return true
      }
    }
    return false
  }

  /// Whether all of another is in this one.
  func contains(_ other: RequestBox) -> Bool {
    var next = 0
    for side in sides {
      while next < other.sides.count, other.sides[next].axis < side.axis { next += 1 }
      guard next < other.sides.count, other.sides[next].axis == side.axis,
        other.sides[next].classes.isSubset(of: side.classes)
      else { return false }
    }
    return true
  }

  /// What is in both; nil if nothing is.
  package func intersection(_ other: RequestBox) -> RequestBox? {
    var box = RequestBox(isExact: isExact && other.isExact)
    box.sides.reserveCapacity(sides.count + other.sides.count)
    var next = 0
    for side in other.sides {
      while next < sides.count, sides[next].axis < side.axis {
        box.sides.append(sides[next])
        next += 1
      }
      guard next < sides.count, sides[next].axis == side.axis else {
        box.sides.append(side)
        continue
      }
      let both = sides[next].classes.intersection(side.classes)
      if both.isEmpty { return nil }
      box.sides.append(Side(axis: side.axis, classes: both))
      next += 1
    }
    box.sides += sides[next...]
    return box
  }

  /// The axes on which another box leaves out something of this one.
  func axesCut(by other: RequestBox) -> [Int] {
    var axes: [Int] = []
    var next = 0
    for side in other.sides {
      while next < sides.count, sides[next].axis < side.axis { next += 1 }
      if next < sides.count, sides[next].axis == side.axis,
        sides[next].classes.isSubset(of: side.classes)
      {
        continue
      }
      axes.append(side.axis)
    }
    return axes
  }

  /// What is left of the box without another, in pieces that do not meet.
  /// - Parameter counts: how many classes each axis has.
  func subtracting(_ other: RequestBox, counts: (Int) -> Int) -> [RequestBox] {
    if isDisjoint(with: other) { return [self] }
    var pieces: [RequestBox] = []
    var rest = self
    for axis in axesCut(by: other) {
      guard let side = other[axis] else { continue }
      let all = rest[axis] ?? ClassSet(all: counts(axis))
      let outside = all.subtracting(side)
      if !outside.isEmpty { pieces.append(rest.with(axis, outside)) }
      rest = rest.with(axis, all.intersection(side))
    }
    return pieces
  }

  /// The smallest box round both, which is not exact.
  func hull(_ other: RequestBox) -> RequestBox {
    var box = RequestBox.maybe
    for side in sides {
      guard let also = other[side.axis] else { continue }
      box.sides.append(Side(axis: side.axis, classes: side.classes.union(also)))
    }
    return box
  }
}
