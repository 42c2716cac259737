import BatonModel

/// Whom the work for a target may come to, one after the other.
extension Feasibility {
  /// The stations that work for a target may come to. Nil if there are too many ways.
  mutating func stations(
    of target: AgreementRule, _ base: Condition, _ position: Int, _ behind: [AgreementRule]
  ) -> (all: [[String]], isOpen: Bool)? {
    var further: [[String]] = [[]]
    let follows = followsToTheCause(target.metric)
    if let service = services[position] {
      guard let ways = ways.ways(from: service) else { return nil }
      further = ways
    }
    guard target.providers.isEmpty else {
      // What its provider hands on: to those on whose services its own depend, and to subcontractors.
      var all: [[String]] = []
      for provider in target.providers {
        for way in further {
          if let place = way.firstIndex(of: provider) { all.append(Array(way[(place + 1)...])) }
        }
        for other in ways.subcontractors(of: provider) { all.append([other]) }
      }
      let promised = Set(behind.flatMap(\.providers))
      return (all.map { $0.filter { promised.contains($0) } }, false)
    }
    let (first, isOpen) = routed(base, position)
    var all: [[String]] = []
    for provider in first.isEmpty ? [nil] : first.map(Optional.some) {
      for way in follows || provider == nil ? further : [[]] {
        let way = ways.stations((provider.map { [$0] } ?? []) + way)
        let whole = follows ? way : Array(way.prefix(1))
        if !all.contains(whole) { all.append(whole) }
      }
    }
    return (all, isOpen)
  }

  private static let mostLeads = 500

  /// Whether others than the first provider take part in it.
  func followsToTheCause(_ metric: Metric) -> Bool {
    metric == .timeToRestore || metric == .timeToResolve
  }

  /// The providers that routes may lead requests under a condition to.
  mutating func routed(_ base: Condition, _ position: Int) -> ([String], isOpen: Bool) {
    var providers: [String] = []
    var isOpen = false
    let assumption = assumption(position)
    let leads = reach.leads(ofService: position)
    for lead in leads {
      let condition = lead.condition.assuming(assumption)
      if leads.count <= Self.mostLeads, possibility.isNever([base, condition]) { continue }
      isOpen = isOpen || lead.isOpen
      for case let provider? in lead.targets.map(\.provider) where !providers.contains(provider) {
        providers.append(provider)
      }
      if lead.decides, leads.count <= Self.mostLeads,
        possibility.isNever([base, .not(condition)])
      {
        break
      }
    }
    return (providers, isOpen)
  }
}
