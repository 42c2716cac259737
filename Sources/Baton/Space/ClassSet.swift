/// Some of the classes of one axis: ascending numbers as ranges with gaps between them.
///
/// What almost all tests leave of an axis is one class, one stretch of classes or all but one, so a set
/// is one or two ranges however many classes there are. Union, intersection and subtraction go once
/// through the ranges of both.
package struct ClassSet: Sendable, Hashable {
  /// From `lower` up to but not including `upper`; never empty.
  package struct Stretch: Sendable, Hashable {
    package var lower: Int32
    package var upper: Int32
  }

  package private(set) var stretches: [Stretch]

  static let none = ClassSet(stretches: [])

  private init(stretches: [Stretch]) { self.stretches = stretches }

  /// All of the classes from 0 up to a count.
  init(all count: Int) { self.init(0, count) }

  /// From one class up to but not including another.
  init(_ lower: Int, _ upper: Int) {
    stretches = lower < upper ? [Stretch(lower: Int32(lower), upper: Int32(upper))] : []
  }

  init(_ only: Int) { self.init(only, only + 1) }

  init(_ classes: some Sequence<Int>) {
    stretches = []
    for number in Set(classes).sorted() {
      if let last = stretches.last, last.upper == number {
        stretches[stretches.count - 1].upper += 1
      } else {
        stretches.append(Stretch(lower: Int32(number), upper: Int32(number) + 1))
      }
    }
  }

  package var isEmpty: Bool { stretches.isEmpty }

  package var count: Int { stretches.reduce(0) { $0 + Int($1.upper - $1.lower) } }

  package var first: Int? { stretches.first.map { Int($0.lower) } }

  /// In ascending order.
  package var classes: [Int] { stretches.flatMap { Int($0.lower)..<Int($0.upper) } }

  package func contains(_ number: Int) -> Bool {
    stretches.contains { $0.lower <= number && number < $0.upper }
  }

  func isSubset(of other: ClassSet) -> Bool {
    if stretches.count == 1, other.stretches.count == 1 {
      return other.stretches[0].lower <= stretches[0].lower
        && stretches[0].upper <= other.stretches[0].upper
    }
    var next = 0
    for stretch in stretches {
      while next < other.stretches.count, other.stretches[next].upper < stretch.upper { next += 1 }
      guard next < other.stretches.count, other.stretches[next].lower <= stretch.lower else {
        return false
      }
    }
    return true
  }

  func isDisjoint(with other: ClassSet) -> Bool {
    var (left, right) = (0, 0)
    while left < stretches.count, right < other.stretches.count {
      let (one, two) = (stretches[left], other.stretches[right])
      if one.lower < two.upper, two.lower < one.upper { return false }
      if one.upper <= two.upper { left += 1 } else { right += 1 }
    }
    return true
  }

  func intersection(_ other: ClassSet) -> ClassSet {
    var both: [Stretch] = []
    var (left, right) = (0, 0)
    while left < stretches.count, right < other.stretches.count {
      let (one, two) = (stretches[left], other.stretches[right])
      let lower = max(one.lower, two.lower)
      let upper = min(one.upper, two.upper)
      if lower < upper { both.append(Stretch(lower: lower, upper: upper)) }
      if one.upper < two.upper { left += 1 } else { right += 1 }
    }
    return ClassSet(stretches: both)
  }

  func union(_ other: ClassSet) -> ClassSet {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var merged: [Stretch] = []
    for stretch in (stretches + other.stretches).sorted(by: { $0.lower < $1.lower }) {
      if let last = merged.last, stretch.lower <= last.upper {
        merged[merged.count - 1].upper = max(last.upper, stretch.upper)
      } else {
        merged.append(stretch)
      }
    }
    return ClassSet(stretches: merged)
  }

  func subtracting(_ other: ClassSet) -> ClassSet {
    var left: [Stretch] = []
    for stretch in stretches {
      var lower = stretch.lower
      for taken in other.stretches where taken.upper > lower && taken.lower < stretch.upper {
        if taken.lower > lower { left.append(Stretch(lower: lower, upper: taken.lower)) }
        lower = max(lower, taken.upper)
      }
      if lower < stretch.upper { left.append(Stretch(lower: lower, upper: stretch.upper)) }
    }
    return ClassSet(stretches: left)
  }

  /// The classes below a count that are not in the set.
  func complement(of count: Int) -> ClassSet { ClassSet(all: count).subtracting(self) }
}
