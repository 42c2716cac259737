import BatonModel

/// What the stages before one make of requests: which boxes, as that stage sees them, some request can
/// be in.
///
/// Steps stand in the order in which they decide: classify rules, the service of an item, each table,
/// priorities, their caps and floors. A box is followed back through them (see
/// `EarlierStages+Origins.swift`) to the requests from which they make it. Where a function, a pattern
/// or a day decides, a step may do both: so what never arrives, never does, and of the rest an example
/// is to be tried.
struct EarlierStages {
  /// Rules that decide at once, each group about its own fields.
  struct Step {
    let groups: [SettingGroup]

    func touches(_ box: RequestBox) -> Bool { groups.contains { $0.touches(box) } }
  }

  let steps: ArraySlice<Step>
  let memory: Memory

  /// What questions before have found. A class, because all questions about a rule base share it.
  final class Memory {
    struct Key: Hashable {
      let step: Int
      let box: RequestBox
    }

    static let most = 100_000
    private static let mostNever = 128
    /// Comparisons of boxes for all questions about a rule base.
    static let mostWork = 5_000_000

    /// How many were spent on the way back through stages.
    fileprivate(set) var work = 0
    /// Questions that came when nothing was left: what they are about counts as arriving.
    fileprivate(set) var unfollowed = 0

    /// What never arrives, by the number of steps.
    fileprivate(set) var never: [Int: [RequestBox]] = [:]
    /// Of a box behind a step the requests that become so; nil for none.
    var origins: [Key: RequestBox?] = [:]

    /// Whether a question may be followed; else it is noted.
    func mayFollow() -> Bool {
      if work < Self.mostWork { return true }
      unfollowed += 1
      return false
    }

    func spend(_ comparisons: Int) { work += comparisons }

    /// What was learned long ago is forgotten: looking through all of it would cost more than to learn
    /// it again.
    func learn(_ box: RequestBox, at step: Int) {
      never[step, default: []].removeAll { box.contains($0) }
      if never[step]?.count ?? 0 >= Self.mostNever { never[step]?.removeFirst(Self.mostNever / 2) }
      never[step, default: []].append(box)
    }
  }

  init(_ steps: ArraySlice<Step>, _ memory: Memory = Memory()) {
    self.steps = steps
    self.memory = memory
  }

  /// The same without the last steps.
  func through(_ count: Int) -> EarlierStages { EarlierStages(steps.prefix(count), memory) }

  /// The axes of a box that the steps may have changed.
  func axesSet(of box: RequestBox) -> [Int] {
    box.sides.map(\.axis).filter { axis in
      steps.contains { $0.groups.contains { $0.axes.contains(axis) } }
    }
  }
}

/// Rules or rows that set the same fields, in their order.
struct SettingGroup {
  struct Field {
    let axes: [Int]
    /// Of which class 0 is that the request lacks it, and no other; nil if none says that.
    let presence: Int?
    /// All other classes of that axis.
    let present: ClassSet
  }

  struct Way {
    /// Of the requests as the step sees them.
    let box: RequestBox
    /// Whether it surely sets what it sets there, on every day.
    let isSure: Bool
    let overwrites: Bool
    /// By field, nil where it is not set: the classes of axes that are known; of others any.
    let sets: [[Int: Int]?]
    /// The position of its rule: of one rule no way keeps another from counting.
    let rank: Int
  }

  let fields: [Field]
  let ways: [Way]
  /// Whether of the ways that hold only the first counts.
  let isFirst: Bool
  let axes: Set<Int>
  /// What the ways ask for.
  let asked: Set<Int>
  let index: BoxIndex

  init(_ fields: [Field], _ ways: [Way], isFirst: Bool, _ space: RequestSpace) {
    self.fields = fields
    self.ways = ways
    self.isFirst = isFirst
    axes = Set(fields.flatMap(\.axes))
    asked = Set(ways.flatMap { $0.box.sides.map(\.axis) })
    index = BoxIndex(ways.map(\.box), space)
  }

  func touches(_ box: RequestBox) -> Bool { box.sides.contains { axes.contains($0.axis) } }
}
