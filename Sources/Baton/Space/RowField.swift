import BatonModel

/// The rows of a stage with all their boxes in one index, to ask what stands in the way of a box.
struct RowField {
  let rows: [StageRow]
  /// By their places; of several at one the first.
  let numbers: [Place: Int]
  private let all: Boxes
  /// Where rows take requests for themselves.
  private let taking: Boxes
  private let space: RequestSpace

  /// The boxes of all rows in their order, and for each box the row.
  private struct Boxes {
    let index: BoxIndex
    private let owners: [Int]

    init(_ boxes: [[RequestBox]], _ space: RequestSpace) {
      index = BoxIndex(boxes.flatMap(\.self), space)
      owners = boxes.enumerated().flatMap { Array(repeating: $0, count: $1.count) }
    }

    func meeting(_ box: RequestBox, before row: Int) -> [(row: Int, box: RequestBox)] {
      var limit = Int.max
      if row != .max {
        var (low, high) = (0, owners.count)
        while low < high {
          let middle = (low + high) / 2
          if owners[middle] < row { low = middle + 1 } else { high = middle }
        }
        limit = low
      }
      return index.meeting(box, below: limit).map { (owners[$0], index.boxes[$0]) }
    }
  }

  init(_ rows: [StageRow], _ space: RequestSpace) {
    self.rows = rows.map { row in
      var row = row
      row.isAsDeclared = row.boxes.contains { box in
        box.sides.contains { space.asDeclared.contains($0.axis) }
      }
      return row
    }
    numbers = Dictionary(rows.enumerated().map { ($1.place, $0) }) { first, _ in first }
    all = Boxes(rows.map(\.boxes), space)
    taking = rows.contains { $0.own != nil } ? Boxes(rows.map(\.taking), space) : all
    self.space = space
  }

  /// The boxes of other rows that meet a box, with their rows, in the order of the rows.
  func meeting(_ box: RequestBox, before row: Int = .max) -> [(row: Int, box: RequestBox)] {
    all.meeting(box, before: row)
  }

  /// The same of where rows take requests for themselves.
  func taking(_ box: RequestBox, before row: Int = .max) -> [(row: Int, box: RequestBox)] {
    taking.meeting(box, before: row)
  }

  /// The exact boxes of rows before a row that keep it from being looked at, on every day on which it
  /// is in force.
  func hiding(_ row: Int, _ box: RequestBox) -> [BoxSearch.Part] {
    taking.meeting(box, before: row).compactMap { other, outer in
      guard outer.isExact, rows[other].hides(row), rows[other].isInForce(wheneverIs: rows[row])
      else { return nil }
      return BoxSearch.Part(box: outer, rank: other, isRight: true)
    }
  }
}
