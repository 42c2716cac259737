import BatonModel

/// The requests as each stage of a rule base sees them.
struct StageSpaces {
  /// As they come in.
  let bare: RequestSpace
  private let all: EarlierStages
  /// How many steps there are before the first table, and before the priorities.
  private let beforeTables: Int
  private let beforePriorities: Int

  init(_ bare: RequestSpace) {
    self.bare = bare
    let maker = StepMaker(space: bare)
    var steps = [maker.classify(), maker.itemService()]
    beforeTables = steps.count
    steps += maker.rules.tables.map { maker.table($0) }
    if !maker.rules.trusts.isEmpty { steps.append(maker.trust()) }
    beforePriorities = steps.count
    steps += maker.priorities()
    let all = EarlierStages(steps[...])
    self.all = all
    beforePlan = bare.behind(EarlierStages((steps + maker.routed())[...]))
  }

  /// Questions about later stages that were not followed back, because too much was spent on others.
  var unfollowed: Int { all.memory.unfollowed }

  func before(table: Int) -> RequestSpace { bare.behind(all.through(beforeTables + table)) }

  var beforePriority: RequestSpace { bare.behind(all.through(beforePriorities)) }

  var beforeRoute: RequestSpace { bare.behind(all) }

  /// A route says who gets the request, whatever the request says itself.
  let beforePlan: RequestSpace
}

/// Makes the steps that change requests.
private struct StepMaker {
  typealias Way = SettingGroup.Way

  let space: RequestSpace

  var rules: CompiledRuleBase { space.bases[0].rules }

  // MARK: Steps

  func classify() -> EarlierStages.Step {
    var ways: [Int: [Way]] = [:]
    var order: [Int] = []
    for (rank, rule) in rules.classify.enumerated() where rule.head.mode != .shadow {
      let boxes = space.boxes(of: rule.condition)
      for assignment in rule.assignments {
        let field = field(assignment.slot)
        if field.axes.isEmpty { continue }
        if ways[assignment.slot] == nil { order.append(assignment.slot) }
        var constant: Value?
        if case .constant(let value) = assignment.value { constant = value }
        ways[assignment.slot, default: []] += boxes.map { box in
          Way(
            box: box, isSure: isSure(rule.head, box) && constant != nil,
            overwrites: rule.overwrites, sets: [classes(of: constant, field)], rank: rank)
        }
      }
    }
    return EarlierStages.Step(
      groups: order.map { SettingGroup([field($0)], ways[$0] ?? [], isFirst: true, space) })
  }

  /// A request can say of its item which service it is for.
  func itemService() -> EarlierStages.Step {
    anything(of: "service", overwrites: false)
  }

  /// What a route makes of a request.
  func routed() -> [EarlierStages.Step] {
    ["provider", "group"].map { anything(of: $0, overwrites: true) }
  }

  func trust() -> EarlierStages.Step {
    anything(of: FieldTable.trustPeriod, overwrites: true)
  }

  private func anything(of name: String, overwrites: Bool) -> EarlierStages.Step {
    guard let slot = rules.fields.slot(name), !field(slot).axes.isEmpty else {
      return EarlierStages.Step(groups: [])
    }
    let way = Way(box: .everything, isSure: false, overwrites: overwrites, sets: [[:]], rank: 0)
    return EarlierStages.Step(
      groups: [SettingGroup([field(slot)], [way], isFirst: false, space)])
  }

  func table(_ table: DecisionTable) -> EarlierStages.Step {
    let fields = table.outputs.map { field($0.slot) }
    guard table.head.mode != .shadow, fields.contains(where: { !$0.axes.isEmpty }) else {
      return EarlierStages.Step(groups: [])
    }
    // What is worked out of several rows may be anything.
    let saysOne = !table.hit.makesLists && !table.hit.aggregates
    var ways: [Way] = []
    for row in table.rows {
      for box in space.boxes(of: .all([table.condition, row.condition])) {
        let sets = zip(row.values, fields).map { value, field -> [Int: Int]? in
          guard let value else { return saysOne ? nil : [:] }
          guard saysOne, case .constant(let constant) = value else { return [:] }
          return classes(of: constant, field)
        }
        ways.append(
          Way(
            box: box,
            isSure: table.hit == .first && row.constants != nil && isSure(table.head, box),
            overwrites: table.overwrites, sets: sets, rank: row.number))
      }
    }
    if !table.defaults.isEmpty || table.hit == .count {
      let sets = fields.enumerated().map { output, field -> [Int: Int]? in
        guard output < table.defaults.count else { return [:] }
        return table.defaults[output].map { classes(of: $0, field) }
      }
      let boxes = space.boxes(of: table.condition)
      ways += boxes.map { box in
        Way(
          box: box, isSure: table.hit == .first && isSure(table.head, box),
          overwrites: table.overwrites, sets: sets, rank: .max)
      }
    }
    return EarlierStages.Step(
      groups: [SettingGroup(fields, ways, isFirst: table.hit == .first, space)])
  }

  // MARK: Priorities

  /// What rules set or else the matrix gives; then the strictest cap, then the strictest floor.
  func priorities() -> [EarlierStages.Step] {
    guard let slot = rules.fields.slot("priority"),
      let axis = space.axis(ofField: "priority")
    else { return [] }
    let field = field(slot)
    let inForce = rules.priorities.enumerated().filter { $0.element.head.mode != .shadow }
    var setting: [Way] = []
    for (rank, rule) in inForce {
      guard let set = rule.set else { continue }
      var constant: Value?
      if case .constant(let priority) = set { constant = .integer(priority) }
      setting += space.boxes(of: rule.condition).map { box in
        Way(
          box: box, isSure: isSure(rule.head, box) && constant != nil, overwrites: true,
          sets: [classes(of: constant, field)], rank: rank)
      }
    }
    setting += matrix(field, rank: rules.priorities.count)
    let caps = inForce.compactMap { _, rule in rule.notAbove.map { Bound(rule: rule, bound: $0) } }
    let floors = inForce.compactMap { _, rule in
      rule.notBelow.map { Bound(rule: rule, bound: $0) }
    }
    return [
      setting, ways(of: caps.sorted { $0.bound > $1.bound }, ValueRange.below, axis, field),
      ways(of: floors.sorted { $0.bound < $1.bound }, ValueRange.above, axis, field),
    ].map { ways in
      EarlierStages.Step(groups: [SettingGroup([field], ways, isFirst: true, space)])
    }
  }

  private struct Bound {
    let rule: PriorityRule
    let bound: Int
  }

  /// - Parameters:
  ///   - bounds: the strictest first.
  ///   - beyond: the priorities that the bound changes.
  private func ways(
    of bounds: [Bound], _ beyond: (Int) -> ValueRange, _ axis: Int, _ field: SettingGroup.Field
  ) -> [Way] {
    bounds.enumerated().flatMap { rank, bound -> [Way] in
      guard case .values(let values) = space.axes[axis].content,
        let classes = values.accepted(.within(beyond(bound.bound))), !classes.isEmpty
      else { return [] }
      let changed = RequestBox(axis, classes)
      return space.boxes(of: bound.rule.condition).compactMap { box in
        // A rule that asks for the priority asks for that of the request, not for what was set since.
        let asks = box[axis] != nil
        guard let both = (asks ? box.without(axis).inexact : box).intersection(changed) else {
          return nil
        }
        return Way(
          box: both, isSure: isSure(bound.rule.head, both), overwrites: true,
          sets: [self.classes(of: .integer(bound.bound), field)], rank: rank)
      }
    }
  }

  private func matrix(_ field: SettingGroup.Field, rank: Int) -> [Way] {
    var ways: [Way] = []
    for (row, impact) in rules.matrix.impact.enumerated() {
      for (column, urgency) in rules.matrix.urgency.enumerated() {
        guard let one = box("impact", impact), let other = box("urgency", urgency),
          let both = one.intersection(other)
        else { continue }
        ways.append(
          Way(
            box: both, isSure: both.isExact, overwrites: true,
            sets: [classes(of: .integer(rules.matrix.priorities[row][column]), field)],
            rank: rank))
      }
    }
    return ways
  }

  /// Requests with a value, as far as the rules tell; nil if no request can have it.
  private func box(_ name: String, _ text: String) -> RequestBox? {
    guard let axis = space.axis(ofField: name), case .values(let values) = space.axes[axis].content
    else { return .maybe }
    let number = values.number(of: .text(text))
    if number == 0 { return nil }
    let box = RequestBox(axis, ClassSet(number))
    return values.example(number) == .text(text) ? box : box.inexact
  }

  // MARK: Fields

  private func isSure(_ head: RuleHead, _ box: RequestBox) -> Bool {
    box.isExact && head.isAlwaysInForce
  }

  private func field(_ slot: Int) -> SettingGroup.Field {
    let name = rules.fields.requestFields[slot].name
    let axes = space.axes(under: name)
    let presence = axes.first { axis in
      let place = space.axes[axis].place
      guard place.path.isEmpty, place.calendar == nil else { return false }
      switch space.axes[axis].content {
      case .values: return true
      case .pattern: return false
      case .records: return !(space.recordNumbers[axis]?.values.contains(0) ?? true)
      }
    }
    return SettingGroup.Field(
      axes: axes, presence: presence,
      present: ClassSet(1, presence.map { space.counts[$0] } ?? 0))
  }

  /// Where a value lies on the axes of its field, as far as that is known.
  private func classes(of value: Value?, _ field: SettingGroup.Field) -> [Int: Int] {
    guard let value else { return [:] }
    var known: [Int: Int] = [:]
    for axis in field.axes {
      let place = space.axes[axis].place
      guard place.path.isEmpty, place.calendar == nil else { continue }
      switch space.axes[axis].content {
      case .values(let values): known[axis] = values.number(of: value)
      case .pattern(let pattern): known[axis] = pattern.holds(for: value) ? 1 : 0
      case .records:
        if let name = value.asReference.name { known[axis] = space.recordNumbers[axis]?[name] }
      }
    }
    return known
  }
}

extension ValueRange {
  fileprivate static func below(_ number: Int) -> ValueRange {
    ValueRange(lower: nil, upper: .init(value: .integer(number), inclusive: false))
  }

  fileprivate static func above(_ number: Int) -> ValueRange {
    ValueRange(lower: .init(value: .integer(number), inclusive: false), upper: nil)
  }
}
