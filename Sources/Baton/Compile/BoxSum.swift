import BatonModel

/// A set of requests as a union of boxes, each a domain for some columns (see ``AnalysedColumns``).
///
/// Always a superset of the set that is meant, and that set itself while `isExact`. Kept small: what
/// would need more boxes becomes a larger set.
struct BoxSum: Sendable {
  /// Ascending by column: a few compared one by one are faster than a dictionary.
  typealias Box = [Side]

  struct Side: Sendable {
    let column: Int
    var domain: ColumnDomain
  }

  private static let mostBoxes = 12

  private(set) var boxes: [Box]
  private var isWhole: Bool

  private init(boxes: [Box], isExact: Bool) {
    self.boxes = boxes
    isWhole = isExact
  }

  /// A superset that is empty is the set.
  var isExact: Bool { isWhole || boxes.isEmpty }

  /// No request.
  static let never = BoxSum(boxes: [], isExact: true)
  static let always = BoxSum(boxes: [[]], isExact: true)
  /// Nothing is known.
  static let unknown = BoxSum(boxes: [[]], isExact: false)

  static func on(_ column: Int, _ domain: ColumnDomain, isExact: Bool = true) -> BoxSum {
    if domain.isEmpty { return BoxSum(boxes: [], isExact: isExact) }
    return BoxSum(
      boxes: domain.isEverything ? [[]] : [[Side(column: column, domain: domain)]],
      isExact: isExact)
  }

  var isNever: Bool { boxes.isEmpty }
  var isEverything: Bool { boxes.contains { $0.isEmpty } }

  func or(_ other: BoxSum) -> BoxSum {
    if isNever { return other }
    if other.isNever { return self }
    var sum = BoxSum(boxes: boxes, isExact: isExact && other.isExact)
    for box in other.boxes { sum.add(box) }
    if sum.isEverything {
      // Everything is exact whatever it was made of, if it is all of what was exact.
      let whole = isEverything && isExact || other.isEverything && other.isExact
      return BoxSum(boxes: [[]], isExact: whole || sum.isExact)
    }
    return sum.boxes.count > Self.mostBoxes ? .unknown : sum
  }

  func and(_ other: BoxSum) -> BoxSum {
    if isEverything { return BoxSum(boxes: other.boxes, isExact: isExact && other.isExact) }
    if other.isEverything { return BoxSum(boxes: boxes, isExact: isExact && other.isExact) }
    guard boxes.count * other.boxes.count <= Self.mostBoxes * 4 else {
      return BoxSum(boxes: boxes.count < other.boxes.count ? boxes : other.boxes, isExact: false)
    }
    var sum = BoxSum(boxes: [], isExact: isExact && other.isExact)
    for left in boxes {
      for right in other.boxes {
        guard let (box, isExact) = Self.intersection(left, right) else { continue }
        sum.isWhole = sum.isWhole && isExact
        sum.add(box)
      }
    }
    guard sum.boxes.count > Self.mostBoxes else { return sum }
    return BoxSum(boxes: boxes.count < other.boxes.count ? boxes : other.boxes, isExact: false)
  }

  private static func intersection(_ left: Box, _ right: Box) -> (box: Box, isExact: Bool)? {
    var box: Box = []
    box.reserveCapacity(left.count + right.count)
    var isExact = true
    var next = 0
    for side in right {
      while next < left.count, left[next].column < side.column {
        box.append(left[next])
        next += 1
      }
      guard next < left.count, left[next].column == side.column else {
        box.append(side)
        continue
      }
      let (both, exactly) = left[next].domain.intersection(side.domain)
      if both.isEmpty { return nil }
      isExact = isExact && exactly
      box.append(Side(column: side.column, domain: both))
      next += 1
    }
    box += left[next...]
    return (box, isExact)
  }

  /// Adds a box, made one with another where they differ in one column at most.
  private mutating func add(_ box: Box) {
    if boxes.contains(where: { Self.contains($0, box) }) { return }
    boxes.removeAll { Self.contains(box, $0) }
    for index in boxes.indices {
      guard let joined = Self.joined(boxes[index], box) else { continue }
      boxes.remove(at: index)
      add(joined)
      return
    }
    boxes.append(box)
  }

  private static func contains(_ outer: Box, _ inner: Box) -> Bool {
    outer.allSatisfy { side in
      inner.contains { $0.column == side.column && side.domain.contains($0.domain) }
    }
  }

  private static func joined(_ left: Box, _ right: Box) -> Box? {
    guard left.count == right.count else { return nil }
    var difference: (position: Int, domain: ColumnDomain)?
    for position in left.indices {
      guard left[position].column == right[position].column else { return nil }
      if left[position].domain == right[position].domain { continue }
      guard difference == nil,
        let union = left[position].domain.union(right[position].domain)
      else { return nil }
      difference = (position, union)
    }
    guard let (position, domain) = difference else { return left }
    var box = left
    if domain.isEverything { box.remove(at: position) } else { box[position].domain = domain }
    return box
  }

  /// As a condition of declared tests.
  func condition(_ context: CompileContext) -> Condition {
    if isEverything { return .always }
    let parts = boxes.map { box in
      // By name, so that a rule base always gets the same columns in the same order.
      let sides = box.map { (column: context.analysed[$0.column], domain: $0.domain) }
        .sorted { $0.column.name < $1.column.name }
      return ConditionCompiler.all(
        sides.map { $0.domain.condition(on: context.columns.index(of: $0.column)) })
    }
    return ConditionCompiler.any(parts)
  }
}
