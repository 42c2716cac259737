package import BatonModel
import BatonTime

/// Requests that are worth trying: for which a rule decides, for which one part of its condition alone
/// fails, or for which a mutant answers otherwise.
package struct MutantSolver {
  private let decider: Decider
  private let observed: ObservedRules
  private var solver: RequestSolver

  init(_ decider: Decider, _ observed: ObservedRules) {
    self.decider = decider
    self.observed = observed
    solver = RequestSolver(decider, observed)
  }

  /// Requests of which the mutant could decide one otherwise.
  package mutating func requests(for mutant: Mutant, count: Int) -> [Members] {
    let unit = observed.units[mutant.unit]
    let own = unit.condition.original
    switch mutant.effect {
    case .whenItHolds:
      let found = requests(mutant.unit, [.init(condition: own, holds: true)], count)
      // A choice by shares goes by the id.
      return found
        + found.prefix(2).flatMap { request in
          (1...8).map { number in
            Members(request.map { ($0.name, $0.value) } + [("id", .text("R-\(number)"))])
          }
        }
    case .withOther(let other):
      let before = observed.units[other].condition.original
      return requests(
        mutant.unit,
        [.init(condition: own, holds: true), .init(condition: before, holds: true)], count,
        besides: other)
    case .condition(let condition):
      let more = requests(
        mutant.unit,
        [.init(condition: condition, holds: true), .init(condition: own, holds: false)], count)
      let less = requests(
        mutant.unit,
        [.init(condition: own, holds: true), .init(condition: condition, holds: false)], count)
      return more + less
    }
  }

  /// How many things there are that can match.
  package var unitCount: Int { observed.units.count }

  package func isStandard(_ unit: Int) -> Bool { observed.units[unit].isStandard }

  /// Requests that a rule, a row or a node decides.
  package mutating func requests(decidedBy unit: Int, count: Int) -> [Members] {
    requests(
      unit, [.init(condition: observed.units[unit].condition.original, holds: true)], count)
  }

  /// For each part of a unit's condition requests for which the others hold and it does not.
  package mutating func requests(failingPartsOf unit: Int, count: Int) -> [Members] {
    let parts = observed.units[unit].condition.parts
    return parts.indices.flatMap { failing in
      requests(
        unit,
        parts.indices.map { index in
          RequestSolver.Wish(
            condition: parts[index].condition,
            holds: (index != failing) != parts[index].isNegated)
        }, count)
    }
  }

  /// - Parameter besides: a unit before it that may hold.
  private mutating func requests(
    _ number: Int, _ wishes: [RequestSolver.Wish], _ count: Int, besides: Int? = nil
  ) -> [Members] {
    let alone = requests(number, wishes, count, besides: besides, isAlone: true)
    let unit = observed.units[number]
    guard unit.row != nil else { return alone }
    // Where only one row may hold, a mistake may show just where another does.
    return alone + requests(number, wishes, count, besides: besides, isAlone: false)
  }

  /// - Parameter isAlone: whether no sibling that would keep it from deciding may hold.
  private mutating func requests(
    _ number: Int, _ wishes: [RequestSolver.Wish], _ count: Int, besides: Int?, isAlone: Bool
  ) -> [Members] {
    let unit = observed.units[number]
    var wishes = wishes
    if unit.hit != nil {
      let rows = unit.children.map { observed.units[$0].condition.original }
      wishes.append(.init(condition: .any(rows), holds: true))
    }
    var never: [Condition] = []
    var missing: [Int] = []
    var inner = number
    // What it stands in must hold, and nothing before it there.
    while let outer = observed.units.firstIndex(where: { $0.children.contains(inner) }) {
      let parent = observed.units[outer]
      wishes.append(.init(condition: parent.condition.original, holds: true))
      if isAlone, parent.hit == nil || parent.hit == .first || parent.hit == .unique {
        for child in parent.children where child != inner && child != besides {
          if child < inner || parent.hit == .unique {
            never.append(observed.units[child].condition.original)
          }
        }
      }
      inner = outer
    }
    if let stage = stage(of: inner) {
      for earlier in stage.units where earlier < inner && earlier != besides {
        let other = observed.units[earlier]
        if other.head.mode == .shadow { continue }
        if other.head.from != nil || other.head.until != nil { continue }
        if stage.isFirst || competes(other.rank, observed.units[inner].rank, in: stage.kind) {
          never.append(other.condition.original)
        }
      }
      if case .classify = stage.kind {
        let rule = decider.rules.classify[unit.rank]
        if !rule.overwrites { missing = rule.assignments.map(\.slot) }
      }
    }
    if let tables = observed.units(of: decider.tables), tables.contains(inner) {
      let table = decider.rules.tables[observed.units[inner].rank]
      if !table.overwrites { missing = table.outputs.map(\.slot) }
    }
    let head = unit.head
    let zone = decider.rules.zone
    return solver.requests(
      wishes, never: never, missing: missing,
      within: { value in
        if head.from == nil, head.until == nil { return true }
        guard case .instant(let instant) = value else { return false }
        return Validity(head, in: zone).contains(instant)
      }, count: count)
  }

  private enum StageKind {
    case classify, prioritise, other
  }

  private struct StageOfUnit {
    let units: Range<Int>
    let kind: StageKind
    /// Whether the first rule that holds decides alone.
    let isFirst: Bool
  }

  private func stage(of unit: Int) -> StageOfUnit? {
    let known: [(StageRules, StageKind, Bool)] = [
      (decider.classify, .classify, false), (decider.prioritise, .prioritise, false),
      (decider.route, .other, true), (decider.plan, .other, true),
    ]
    for (stage, kind, isFirst) in known {
      if let units = observed.units(of: stage), units.contains(unit) {
        return StageOfUnit(units: units, kind: kind, isFirst: isFirst)
      }
    }
    return nil
  }

  /// Whether a rule before another takes from it what it does.
  private func competes(_ earlier: Int, _ rank: Int, in stage: StageKind) -> Bool {
    switch stage {
    case .classify:
      let slots = Set(decider.rules.classify[earlier].assignments.map(\.slot))
      return decider.rules.classify[rank].assignments.contains { slots.contains($0.slot) }
    case .prioritise:
      return decider.rules.priorities[earlier].set != nil
        && decider.rules.priorities[rank].set != nil
    case .other: return false
    }
  }
}
