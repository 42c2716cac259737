/// Which of many boxes may meet a box, by the classes of axes that have few enough of them.
///
/// For each such axis and class a row of bits over the boxes: a look-up unites the rows of the classes
/// that the box leaves and intersects over axes. Memory: one bit for each class and box.
struct BoxIndex {
  /// Axes with more classes are compared box by box.
  private static let mostClasses = 4096
  /// Of more classes of one axis the rows are not united.
  private static let mostUnited = 64

  let boxes: [RequestBox]
  private let words: Int
  /// By axis and class; nil for axes that are compared box by box.
  private var rows: [[[UInt64]]?]

  init(_ boxes: [RequestBox], _ space: RequestSpace) {
    self.boxes = boxes
    words = (boxes.count + 63) / 64
    rows = Array(repeating: nil, count: space.axes.count)
    var open = [[UInt64]](
      repeating: Array(repeating: .max, count: words), count: space.axes.count)
    for (number, box) in boxes.enumerated() {
      for side in box.sides where space.axes[side.axis].count <= Self.mostClasses {
        open[side.axis][number / 64] &= ~(1 << UInt64(number % 64))
      }
    }
    for (axis, bits) in open.enumerated() where bits.contains(where: { $0 != .max }) {
      rows[axis] = Array(repeating: bits, count: space.axes[axis].count)
    }
    for (number, box) in boxes.enumerated() {
      for side in box.sides where rows[side.axis] != nil {
        for stretch in side.classes.stretches {
          for number64 in Int(stretch.lower)..<Int(stretch.upper) {
            rows[side.axis]?[number64][number / 64] |= 1 << UInt64(number % 64)
          }
        }
      }
    }
  }

  /// The numbers of the boxes that meet a box, ascending.
  func meeting(_ box: RequestBox, below limit: Int = .max) -> [Int] {
    let words = min(words, limit == .max ? words : (limit + 63) / 64)
    var bits = [UInt64](repeating: .max, count: words)
    for side in box.sides {
      guard let rows = rows[side.axis], side.classes.count <= Self.mostUnited else { continue }
      let classes = side.classes.classes
      if classes.count == 1 {
        let row = rows[classes[0]]
        for word in 0..<words { bits[word] &= row[word] }
        continue
      }
      for word in 0..<words where bits[word] != 0 {
        var united: UInt64 = 0
        for number in classes { united |= rows[number][word] }
        bits[word] &= united
      }
    }
    var found: [Int] = []
    for word in 0..<words {
      var rest = bits[word]
      while rest != 0 {
        let number = word * 64 + rest.trailingZeroBitCount
        rest &= rest - 1
        if number < boxes.count, number < limit, !boxes[number].isDisjoint(with: box) {
          found.append(number)
        }
      }
    }
    return found
  }
}
