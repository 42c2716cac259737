import BatonModel

/// Floors and caps of the priority that both hold for some request and cannot both be met.
struct BoundsDoubts {
  let space: RequestSpace
  let finder: WitnessFinder
  let rules: CompiledRuleBase

  func findings(_ allowance: inout Int) -> [RuleFinding] {
    let inForce = rules.priorities.filter { $0.head.mode != .shadow }
    var findings: [RuleFinding] = []
    for floor in inForce {
      guard let notBelow = floor.notBelow else { continue }
      for cap in inForce {
        guard let notAbove = cap.notAbove, notBelow < notAbove,
          !(floor.condition.isAlways && cap.condition.isAlways && floor.head !== cap.head)
        else { continue }
        for box in space.boxes(of: .all([floor.condition, cap.condition])) {
          var search = BoxSearch(space, budget: min(allowance, StageDoubts.mostForOne))
          let answer = search.search(box, [], restIsRight: false)
          allowance -= search.spent
          guard case .found(let free) = answer,
            let witness = finder.witness(
              in: free, "\(floor.head.name) against \(cap.head.name)",
              shows: { $0.priority != nil && $0.priority ?? 0 <= notBelow })
          else { continue }
          findings.append(
            .bounds(floor: floor.head, notBelow, cap: cap.head, notAbove, witness))
          break
        }
      }
    }
    return findings
  }
}
