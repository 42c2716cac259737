/// Which fields of a request the conditions of a process read.
enum FieldsRead {
  /// What events must bring; nil if that cannot be said, because a function reads them.
  static func slots(of rule: ProcessRule, _ columns: [Column]) -> Set<Int>? {
    var conditions: [Condition] = []
    rule.forEachConditionWithin { conditions.append($0) }
    guard var slots = slots(of: conditions, columns) else { return nil }
    for state in rule.states { slots.formUnion(state.needs) }
    for constraint in rule.constraints {
      slots.formUnion((constraint.same + constraint.differing).compactMap(\.slot))
    }
    for pair in rule.pairs { slots.formUnion(pair.attributes.compactMap(\.slot)) }
    for limit in rule.limits {
      switch limit.subject {
      case .handoffs(let attribute), .bounces(let attribute):
        if let slot = attribute.slot { slots.insert(slot) }
      case .visits, .time, .events: break
      }
    }
    return slots
  }

  static func slots(of conditions: [Condition], _ columns: [Column]) -> Set<Int>? {
    var slots: Set<Int> = []
    for condition in conditions {
      if condition.callsFunctions { return nil }
      condition.forEachTest { test in
        if case .field(let slot) = columns[test.column].root { slots.insert(slot) }
      }
    }
    return slots
  }
}

extension EventAttribute {
  /// Of a field.
  fileprivate var slot: Int? { if case .field(let slot, _) = self { slot } else { nil } }
}
