import BatonModel

/// A set of requests as a union of boxes, each a domain for some columns.
///
/// Always a superset of the set that is meant, and that set itself while `isExact`. Kept small: what
/// would need more boxes becomes a larger set.
struct BoxSum: Sendable {
  typealias Box = [Column: ColumnDomain]

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
  static let always = BoxSum(boxes: [[:]], isExact: true)
  /// Nothing is known.
  static let unknown = BoxSum(boxes: [[:]], isExact: false)

  static func on(_ column: Column, _ domain: ColumnDomain, isExact: Bool = true) -> BoxSum {
    if domain.isEmpty { return BoxSum(boxes: [], isExact: isExact) }
    return BoxSum(boxes: domain.isEverything ? [[:]] : [[column: domain]], isExact: isExact)
  }

  var isNever: Bool { boxes.isEmpty }
  var isEverything: Bool { boxes.contains { $0.isEmpty } }

  func or(_ other: BoxSum) -> BoxSum {
    var sum = BoxSum(boxes: boxes, isExact: isExact && other.isExact)
    for box in other.boxes { sum.add(box) }
    if sum.isEverything {
      // Everything is exact whatever it was made of, if it is all of what was exact.
      let whole = isEverything && isExact || other.isEverything && other.isExact
      return BoxSum(boxes: [[:]], isExact: whole || sum.isExact)
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
    var box = left
    var isExact = true
    for (column, domain) in right {
      guard let known = box[column] else {
        box[column] = domain
        continue
      }
      let (both, exactly) = known.intersection(domain)
      if both.isEmpty { return nil }
      isExact = isExact && exactly
      box[column] = both
    }
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
    outer.allSatisfy { column, domain in inner[column].map { domain.contains($0) } ?? false }
  }

  private static func joined(_ left: Box, _ right: Box) -> Box? {
    guard left.count == right.count else { return nil }
    var difference: (column: Column, domain: ColumnDomain)?
    for (column, domain) in left {
      guard let other = right[column] else { return nil }
      if domain == other { continue }
      guard difference == nil, let union = domain.union(other) else { return nil }
      difference = (column, union)
    }
    guard let difference else { return left }
    var box = left
    box[difference.column] = difference.domain.isEverything ? nil : difference.domain
    return box
  }

  /// As a condition of declared tests.
  func condition(_ columns: ColumnTable) -> Condition {
    if isEverything { return .always }
    let parts = boxes.map { box in
      // By name, so that a rule base always gets the same columns in the same order.
      let domains = box.sorted { $0.key.name < $1.key.name }
      return ConditionCompiler.all(
        domains.map { $0.value.condition(on: columns.index(of: $0.key)) })
    }
    return ConditionCompiler.any(parts)
  }
}
