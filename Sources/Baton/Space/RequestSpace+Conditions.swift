import BatonModel

/// Conditions as unions of boxes.
extension RequestSpace {
  /// The most boxes that one condition may have.
  static let mostBoxes = 64

  /// Boxes that hold at least wherever a condition may; where a box is exact, the condition holds in
  /// all of it. None if the condition never holds.
  func boxes(of condition: Condition, inBase base: Int = 0) -> [RequestBox] {
    let boxes = sum(condition, true, base)
    return boxes.count < 2
      ? boxes
      : boxes.enumerated().filter { index, box in
        // A box inside another that is as exact adds nothing.
        !boxes.enumerated().contains { other, outer in
          other != index && (outer.isExact || !box.isExact) && outer.contains(box)
            && (other < index || !box.contains(outer))
        }
      }.map(\.element)
  }

  private func sum(_ condition: Condition, _ wanted: Bool, _ base: Int) -> [RequestBox] {
    switch condition {
    case .always: return wanted ? [.everything] : []
    case .not(let inner): return sum(inner, !wanted, base)
    case .test(let test): return sum(test, wanted, base)
    case .function(let function): return sum(function, wanted, base)
    case .all(let parts): return wanted ? product(parts, true, base) : union(parts, false, base)
    case .any(let parts): return wanted ? union(parts, true, base) : product(parts, false, base)
    }
  }

  private func sum(_ test: FieldTest, _ wanted: Bool, _ base: Int) -> [RequestBox] {
    guard let accepted = accepted(test, ofBase: base) else { return [.maybe] }
    if wanted {
      return accepted.compactMap { axis, classes in
        classes.isEmpty
          ? nil : classes.count == axes[axis].count ? .everything : RequestBox(axis, classes)
      }
    }
    var box = RequestBox.everything
    for (axis, classes) in accepted {
      let rest = classes.complement(of: axes[axis].count)
      if rest.isEmpty { return [] }
      if rest.count == axes[axis].count { continue }
      guard let both = box.intersection(RequestBox(axis, rest)) else { return [] }
      box = both
    }
    return [box]
  }

  /// A function that is understood holds at most where its declared tests do.
  private func sum(_ function: FunctionCondition, _ wanted: Bool, _ base: Int) -> [RequestBox] {
    guard let lifted = function.lifted else { return [.maybe] }
    if lifted.isExact { return sum(lifted.possible, wanted, base) }
    guard wanted else { return [.maybe] }
    return sum(lifted.possible, true, base).map(\.inexact)
  }

  private func product(_ parts: [Condition], _ wanted: Bool, _ base: Int) -> [RequestBox] {
    var result = [RequestBox.everything]
    for part in parts {
      let more = sum(part, wanted, base)
      if result.count * more.count > Self.mostBoxes {
        let hull = Self.hull(more)
        result = result.compactMap { $0.intersection(hull) }
        continue
      }
      result = result.flatMap { box in more.compactMap { box.intersection($0) } }
      if result.isEmpty { return [] }
    }
    return result
  }

  private func union(_ parts: [Condition], _ wanted: Bool, _ base: Int) -> [RequestBox] {
    var boxes: [RequestBox] = []
    for part in parts { boxes += sum(part, wanted, base) }
    if let whole = boxes.first(where: { $0.sides.isEmpty && $0.isExact }) { return [whole] }
    let merged = merged(boxes)
    return merged.count <= Self.mostBoxes ? merged : [Self.hull(merged)]
  }

  /// Boxes that say something of one and the same axis only become one box.
  private func merged(_ boxes: [RequestBox]) -> [RequestBox] {
    if boxes.count < 2 { return boxes }
    var single: [Int: ClassSet] = [:]
    var rest: [RequestBox] = []
    for box in boxes {
      if box.sides.count == 1, box.isExact {
        let side = box.sides[0]
        single[side.axis] = single[side.axis]?.union(side.classes) ?? side.classes
      } else {
        rest.append(box)
      }
    }
    return single.sorted { $0.key < $1.key }.map { axis, classes in
      classes.count == axes[axis].count ? .everything : RequestBox(axis, classes)
    } + rest
  }

  private static func hull(_ boxes: [RequestBox]) -> RequestBox {
    guard let first = boxes.first else { return .maybe }
    return boxes.dropFirst().reduce(first) { $0.hull($1) }.inexact
  }
}

extension RequestBox {
  /// The same requests, of which a condition may still refuse some.
  var inexact: RequestBox {
    var box = self
    box.isExact = false
    return box
  }
}
