import BatonModel

/// Agreements behind a target hold for some of its requests and not for others: each combination that
/// some request can meet is a case of its own.
extension Feasibility {
  /// Measures one way in all the cases that the conditions of the agreements on it make.
  mutating func follow(
    _ way: [String], _ target: AgreementRule, _ base: Condition, _ position: Int,
    _ behind: [AgreementRule], _ starts: ClosedRange<Int64>, _ search: inout FeasibilitySearch
  ) {
    var items: [Chain.Item] = []
    var from = Party.integrator
    for (station, provider) in way.enumerated() {
      let assumption = assumption(position, provider: provider)
      func add(_ rule: Chain.Rule, _ head: RuleHead, _ condition: Condition) {
        let left = condition.assuming(assumption)
        items.append(
          Chain.Item(
            station: station, rule: rule, head: head, condition: left, isMoving: isMoving(left)))
      }
      for agreement in behind
      where agreement.providers.contains(provider) && bounds(agreement.metric, target.metric) {
        add(.own(agreement), agreement.head, agreement.condition)
      }
      if target.metric != .timeToAcknowledge {
        for agreement in active
        where agreement.metric == .timeToAcknowledge && agreement.providers.contains(provider)
          && isInForce(agreement.head, at: starts.lowerBound)
        {
          add(.acknowledge(agreement), agreement.head, agreement.condition)
        }
        for rule in rules.handoffs
        where rule.head.mode != .shadow && isInForce(rule.head, at: starts.lowerBound)
          && isOne(of: rule.from, from) && isOne(of: rule.to, .provider(provider))
        {
          add(.handoff(rule), rule.head, rule.condition)
        }
      }
      from = .provider(provider)
    }
    guard let cells = cells(base, items) else {
      search.doubt = search.doubt ?? .tooManyCases
      return
    }
    for cell in cells {
      measure(cell, items, way, target, position, starts, &search)
    }
  }

  /// Whether keeping one metric keeps another.
  private func bounds(_ metric: Metric, _ wanted: Metric) -> Bool {
    metric == wanted || (wanted == .timeToRestore && metric == .timeToResolve)
  }

  private func isOne(of names: [String], _ party: Party) -> Bool {
    names.isEmpty || names.contains(party.name)
      || (party == .integrator && names.contains { integrators.contains($0) })
  }

  private func isMoving(_ condition: Condition) -> Bool {
    var found = false
    condition.forEachTest { test in
      if case .field(let slot) = schema.columns[test.column].root, movingSlots.contains(slot) {
        found = true
      }
    }
    return found
  }

  private static let mostCells = 64

  /// All combinations of rules that can hold for one request; nil if there are too many.
  private mutating func cells(_ base: Condition, _ items: [Chain.Item]) -> [Chain.Cell]? {
    var cells = [Chain.Cell(conditions: [base])]
    for item in items {
      var next: [Chain.Cell] = []
      for var cell in cells {
        if item.isMoving {
          cell.holds.append(false)
          cell.doubt = cell.doubt ?? .moving(item.head.name)
          next.append(cell)
          continue
        }
        if item.condition.isAlways || item.condition.isNever {
          cell.holds.append(item.condition.isAlways)
          next.append(cell)
          continue
        }
        for holds in [true, false] {
          let condition = holds ? item.condition : .not(item.condition)
          guard !possibility.isNever(cell.conditions + [condition]) else { continue }
          var part = cell
          part.conditions.append(condition)
          part.holds.append(holds)
          next.append(part)
        }
      }
      if next.count > Self.mostCells { return nil }
      cells = next
    }
    for index in cells.indices {
      switch possibility.answer(cells[index].conditions) {
      case .open: cells[index].doubt = cells[index].doubt ?? .function
      case .certain, .never: break
      }
    }
    return cells
  }
}
