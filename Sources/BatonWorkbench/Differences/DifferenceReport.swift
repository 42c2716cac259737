import Baton
package import BatonModel

/// What changes between two rule bases: what they declare, and what they decide about requests.
///
///     var report = DifferenceReport(from: old, to: new)
///     report.add(old.decide(request), new.decide(request)) { "line 7" }
///
/// A value; those of several threads are joined in the order of their requests. Memory: the distinct
/// changes, at most ``mostGroups`` of them, whatever the number of requests.
package struct DifferenceReport: Sendable {
  /// So many distinct changes are told one by one; what more there are is only counted.
  package static let mostGroups = 10_000
  static let mostSamples = 3

  /// The same change of several requests.
  package struct Group: Sendable {
    package let change: DecisionChange
    package internal(set) var count = 0
    /// The first few, by their names.
    package internal(set) var samples: [String] = []
    /// Of due dates: the milliseconds by which they are later, in sum, and that of the furthest.
    package internal(set) var shift: Int64 = 0
    package internal(set) var furthest: Int64 = 0
  }

  /// How many requests a group, or another receiver, gets.
  package struct Load: Sendable {
    package let target: String
    package internal(set) var before = 0
    package internal(set) var after = 0
  }

  package let before: RuleBaseIdentity
  package let after: RuleBaseIdentity
  /// What is declared otherwise; nil if nobody asked.
  package var rules: RuleChanges?
  /// What was found without requests; nil if there were some.
  package var shown: ShownDifference?
  package private(set) var requests = 0
  package private(set) var moved = 0
  /// Requests by respect: in how many something is otherwise in it.
  package private(set) var movedBy: [DecisionChange.Aspect: Int] = [:]
  /// Changes that are only counted.
  package private(set) var others = 0
  /// Records that nobody could read, and those that only one of both could.
  package private(set) var unreadable = 0
  package private(set) var onlyBefore: [String] = []
  package private(set) var onlyAfter: [String] = []
  package private(set) var onlyBeforeCount = 0
  package private(set) var onlyAfterCount = 0
  /// What the requests cost by the `cost` of the groups and providers they go to; how many have one.
  package private(set) var cost = (before: 0.0, after: 0.0)
  package private(set) var costed = (before: 0, after: 0)

  private var positions: [DecisionChange: Int] = [:]
  private var list: [Group] = []
  private var loadPositions: [String: Int] = [:]
  private var loadList: [Load] = []

  package init(from before: RuleBaseIdentity, to after: RuleBaseIdentity) {
    self.before = before
    self.after = after
  }

  /// Whether anything moves, or may: what is declared otherwise counts unless it is proven that every
  /// request is decided alike.
  package var hasFindings: Bool {
    if moved > 0 || onlyBeforeCount + onlyAfterCount > 0 { return true }
    return shown?.certainty != .equal && !(rules?.isEmpty ?? true)
      || !(shown?.examples.isEmpty ?? true)
  }

  /// The changes of a respect, the most frequent first.
  package func groups(_ aspect: DecisionChange.Aspect) -> [Group] {
    // `sort` is stable: equally frequent ones stay in the order of the requests.
    list.filter { $0.change.aspect == aspect }.sorted { $0.count > $1.count }
  }

  /// Receivers whose share changes, the largest change first.
  package var loads: [Load] {
    loadList.filter { $0.before != $0.after }
      .sorted { abs($0.after - $0.before) > abs($1.after - $1.before) }
  }

  // MARK: Counting

  /// Counts a request that both decided.
  package mutating func add(
    _ old: Decision, _ new: Decision, cost oldCost: Double?, _ newCost: Double?,
    name: () -> String
  ) {
    requests += 1
    count(old, new)
    if let oldCost {
      cost.before += oldCost
      costed.before += 1
    }
    if let newCost {
      cost.after += newCost
      costed.after += 1
    }
    guard let one = DecisionComparison.moved(old, new, name: name) else { return }
    moved += 1
    var aspects: Set<DecisionChange.Aspect> = []
    for change in one.changes {
      aspects.insert(change.aspect)
      let shift = change.aspect == .due ? change.before.flatMap { one.shifts[$0] } ?? 0 : 0
      add(change, one.name, shift)
    }
    for aspect in aspects { movedBy[aspect, default: 0] += 1 }
  }

  private mutating func add(_ change: DecisionChange, _ name: String, _ shift: Int64) {
    var one = Group(change: change)
    one.count = 1
    one.samples = [name]
    one.shift = shift
    one.furthest = shift
    add(one)
  }

  private mutating func add(_ other: Group) {
    guard let position = positions[other.change] else {
      guard list.count < Self.mostGroups else {
        others += other.count
        return
      }
      positions[other.change] = list.count
      list.append(other)
      return
    }
    list[position].count += other.count
    list[position].samples += other.samples.prefix(
      Self.mostSamples - min(Self.mostSamples, list[position].samples.count))
    list[position].shift += other.shift
    if abs(other.furthest) > abs(list[position].furthest) {
      list[position].furthest = other.furthest
    }
  }

  private mutating func count(_ old: Decision, _ new: Decision) {
    let (before, after) = (old.to?.name, new.to?.name)
    if before == after, let before {
      let position = loadPosition(before)
      loadList[position].before += 1
      loadList[position].after += 1
      return
    }
    if let before { loadList[loadPosition(before)].before += 1 }
    if let after { loadList[loadPosition(after)].after += 1 }
  }

  private mutating func loadPosition(_ target: String) -> Int {
    if let known = loadPositions[target] { return known }
    loadPositions[target] = loadList.count
    loadList.append(Load(target: target))
    return loadList.count - 1
  }

  /// Counts a record that neither could make a request of.
  package mutating func addUnreadable() { unreadable += 1 }

  /// Counts a record that only one of both could make a request of.
  package mutating func add(readOnlyBefore isBefore: Bool, name: String) {
    if isBefore {
      onlyBeforeCount += 1
      if onlyBefore.count < Self.mostSamples { onlyBefore.append(name) }
    } else {
      onlyAfterCount += 1
      if onlyAfter.count < Self.mostSamples { onlyAfter.append(name) }
    }
  }

  /// Adds what was found for requests that came later.
  package mutating func add(_ later: DifferenceReport) {
    requests += later.requests
    moved += later.moved
    others += later.others
    unreadable += later.unreadable
    onlyBeforeCount += later.onlyBeforeCount
    onlyAfterCount += later.onlyAfterCount
    onlyBefore += later.onlyBefore.prefix(Self.mostSamples - onlyBefore.count)
    onlyAfter += later.onlyAfter.prefix(Self.mostSamples - onlyAfter.count)
    cost.before += later.cost.before
    cost.after += later.cost.after
    costed.before += later.costed.before
    costed.after += later.costed.after
    for (aspect, count) in later.movedBy { movedBy[aspect, default: 0] += count }
    for one in later.list { add(one) }
    for load in later.loadList {
      let position = loadPosition(load.target)
      loadList[position].before += load.before
      loadList[position].after += load.after
    }
  }
}
