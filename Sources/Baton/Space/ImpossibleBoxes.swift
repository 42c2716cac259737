import BatonModel

/// What no request is in, because axes have to do with each other: a missing text contains nothing, a
/// declared customer's region is not missing, what contains "payslip" contains "pay".
///
/// There are more of these than a question needs: they are brought in one by one, where an answer would
/// be one of them. A request is made to fit by moving what nobody asked for (see ``settled(in:of:)``);
/// mostly that is enough, and then the question never hears of them. Memory: the boxes, and a number for
/// each pair of patterns of which one is in the other.
struct ImpossibleBoxes {
  /// The request of a box that says least, as far as it must not be.
  struct Settled {
    /// By axis the class that it has instead of the plainest.
    fileprivate(set) var moved: [Int: Int] = [:]
    /// What made it move.
    fileprivate(set) var reasons: [RequestBox] = []
    /// What it is in all the same, or was.
    fileprivate(set) var broken: [RequestBox] = []
    /// How many boxes were looked at.
    fileprivate(set) var work = 0
  }

  private var boxes: [RequestBox] = []
  /// By axis, the numbers of its boxes.
  private var boxesOfAxis: [[Int]] = []
  /// By axis of a pattern, the patterns that hold wherever it does, and those wherever it holds.
  private var implied: [[Int]] = []
  private var implying: [[Int]] = []
  /// Axes of texts: of their last class, any other text, nothing is known.
  private var texts: Set<Int> = []
  /// Axes of boxes that the plainest request of all is in.
  private var restless: [Int] = []

  init() {}

  init(_ space: RequestSpace) {
    implied = Array(repeating: [], count: space.axes.count)
    implying = implied
    for (place, known) in space.patterns.sorted(by: { $0.key.name < $1.key.name }) {
      add(known, at: space.axisOfPlace[place], space)
    }
    addMembers(space)
    addHours(space)
    boxesOfAxis = Array(repeating: [], count: space.axes.count)
    for (number, box) in boxes.enumerated() {
      for side in box.sides { boxesOfAxis[side.axis].append(number) }
    }
    restless = boxes.filter { box in
      box.sides.allSatisfy { $0.classes.contains(space.plainest(of: $0.axis, in: .everything)) }
    }.flatMap { $0.sides.map(\.axis) }
  }

  // MARK: Asking

  /// Whether one of them holds all of a box.
  func contain(_ box: RequestBox) -> Bool {
    box.sides.contains { side in
      boxesOfAxis[side.axis].contains { boxes[$0].contains(box) }
        || !side.classes.contains(0) && implied[side.axis].contains { box[$0] == ClassSet(0) }
    }
  }

  /// The plainest request of a box, moved out of what cannot be as far as the box leaves it: each axis
  /// moves once at most. Cost: the boxes on the axes that are not as they are in the plainest of all.
  func settled(in box: RequestBox, of space: RequestSpace) -> Settled {
    var settled = Settled()
    func number(_ axis: Int) -> Int { settled.moved[axis] ?? space.plainest(of: axis, in: box) }
    func mend(_ impossible: RequestBox) -> Int? {
      guard impossible.sides.allSatisfy({ $0.classes.contains(number($0.axis)) }) else {
        return nil
      }
      for side in impossible.sides where settled.moved[side.axis] == nil {
        let all = box[side.axis] ?? ClassSet(all: space.counts[side.axis])
        let free = all.subtracting(side.classes)
        guard let first = free.first else { continue }
        let last = space.counts[side.axis] - 1
        settled.moved[side.axis] = texts.contains(side.axis) && free.contains(last) ? last : first
        settled.reasons.append(impossible)
        return side.axis
      }
      settled.broken.append(impossible)
      return nil
    }
    var open = box.sides.map(\.axis) + restless
    while let axis = open.popLast() {
      settled.work += boxesOfAxis[axis].count + implied[axis].count + implying[axis].count + 1
      for one in boxesOfAxis[axis] {
        if let moved = mend(boxes[one]) { open.append(moved) }
      }
      let holds = number(axis) == 1
      for other in holds ? implied[axis] : implying[axis] where (number(other) == 1) != holds {
        let pair = holds ? (axis, other) : (other, axis)
        if let moved = mend(Self.without(pair.1, where: pair.0)) { open.append(moved) }
      }
    }
    return settled
  }

  /// Where a pattern holds and another that it implies does not.
  private static func without(_ other: Int, where pattern: Int) -> RequestBox {
    RequestBox(pattern, ClassSet(1)).with(other, ClassSet(0))
  }

  // MARK: What there is

  /// A missing text has nothing in it; a known text has in it what it has; and what has a word in it
  /// has the word's parts.
  private mutating func add(
    _ patterns: [TextPattern: Int], at value: Int?, _ space: RequestSpace
  ) {
    let all = patterns.sorted { $0.value < $1.value }
    if let value, case .values(let values) = space.axes[value].content {
      var isText = false
      for (pattern, axis) in all {
        if case .member = pattern {} else { isText = true }
        // Of the other texts, and of lists that are there, nothing is known.
        let known = 0..<(isText ? values.count - 1 : 1)
        let holding = ClassSet(known.filter { pattern.holds(for: values.example($0)) })
        let others = ClassSet(known.lowerBound, known.upperBound).subtracting(holding)
        if !holding.isEmpty { boxes.append(RequestBox(value, holding).with(axis, ClassSet(0))) }
        if !others.isEmpty { boxes.append(RequestBox(value, others).with(axis, ClassSet(1))) }
      }
      if isText { texts.insert(value) }
    }
    let parts = PatternParts(all.map { ($0.key, $0.value) })
    for (pattern, axis) in all {
      for other in parts.implied(by: pattern) where other != axis {
        implied[axis].append(other)
        implying[other].append(axis)
      }
    }
  }

  /// An instant that is there is in the hours of a calendar or not; one that is missing is neither.
  private mutating func addHours(_ space: RequestSpace) {
    let axes = space.axes
    for (axis, hours) in axes.enumerated() where hours.place.records == nil {
      guard hours.place.calendar != nil else { continue }
      for (other, second) in axes.enumerated()
      where other != axis && second.place.root == hours.place.root
        && second.place.path == hours.place.path
        && (second.place.calendar == nil || other > axis)
      {
        boxes.append(RequestBox(axis, ClassSet(0)).with(other, ClassSet(1, second.count)))
        boxes.append(RequestBox(axis, ClassSet(1, hours.count)).with(other, ClassSet(0)))
      }
    }
  }

  /// What is said of a declared customer or item cannot be missing, for a request can say another, and
  /// cannot say that there is none.
  private mutating func addMembers(_ space: RequestSpace) {
    let axes = space.axes
    for (axis, named) in axes.enumerated() {
      guard case .values(let names) = named.content, named.place.records == nil,
        named.place.calendar == nil, case .field = named.place.root,
        let kind = space.bases[0].kind(of: named.place)
      else { continue }
      for (other, member) in axes.enumerated()
      where other != axis && member.place.root == named.place.root
        && member.place.calendar == nil
        && member.place.path.count > named.place.path.count
        && member.place.path.starts(with: named.place.path)
      {
        if case .pattern = member.content { continue }
        let way = Array(member.place.path[named.place.path.count...])
        for number in 1..<names.count {
          guard case .text(let name)? = names.example(number), number < names.count - 1,
            space.bases.allSatisfy({ $0.value(way, of: kind, name: name) != nil })
          else { continue }
          boxes.append(RequestBox(axis, ClassSet(number)).with(other, ClassSet(0)))
        }
      }
    }
  }
}
