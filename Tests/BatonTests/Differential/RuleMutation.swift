import BatonModel

@testable import Baton

/// A small wrong in what the index is made of, which the comparison must notice.
enum RuleMutation: CaseIterable {
  /// A range without its ends, or with them.
  case openRange
  /// A missing value passes what is negated.
  case presentOnly
  /// One value of a list is forgotten.
  case shortList
  /// All of the parts where any would do.
  case allForAny
  /// A prefix is looked for anywhere.
  case prefixAnywhere
  case endsAnywhere
  /// A word may be part of another.
  case wordAnywhere
  /// The last two routes change places.
  case otherOrder
  /// The first rule that is in force only on some days is always.
  case undated
  /// Policies ask only what they are about.
  case halfPolicy

  func apply(to rules: CompiledRuleBase) -> CompiledRuleBase {
    var rules = rules
    rules.routes = rules.routes.map { entry in
      guard case .rule(let rule) = entry.kind else { return entry }
      let head = rule.head
      let undated = RuleHead(
        name: head.name, place: head.place, because: head.because, owner: head.owner, from: nil,
        until: nil, mode: head.mode, tags: head.tags)
      let changed = RouteRule(
        head: self == .undated ? undated : head, condition: apply(rule.condition),
        outcome: rule.outcome,
        children: rule.children, continues: rule.continues)
      return RouteEntry(kind: .rule(changed), level: entry.level)
    }
    if self == .otherOrder, rules.routes.count > 2 {
      rules.routes.swapAt(rules.routes.count - 2, rules.routes.count - 3)
    }
    rules.policies = rules.policies.map { policy in
      PolicyRule(
        head: policy.head, condition: apply(policy.condition),
        violation: self == .halfPolicy ? .always : apply(policy.violation),
        severity: policy.severity, message: policy.message)
    }
    return rules
  }

  private func apply(_ condition: Condition) -> Condition {
    switch condition {
    case .always, .function: return condition
    case .all(let parts): return .all(parts.map(apply))
    case .any(let parts): return self == .allForAny ? .all(parts) : .any(parts.map(apply))
    case .not(let inner):
      if self == .presentOnly, case .test(let test) = inner {
        return .all([
          .not(inner), .test(FieldTest(column: test.column, predicate: .present)),
        ])
      }
      return .not(apply(inner))
    case .test(let test):
      return .test(FieldTest(column: test.column, predicate: apply(test.predicate)))
    }
  }

  private func apply(_ predicate: Predicate) -> Predicate {
    switch (self, predicate) {
    case (.openRange, .within(let range)):
      func turned(_ bound: ValueRange.Bound?) -> ValueRange.Bound? {
        bound.map { ValueRange.Bound(value: $0.value, inclusive: !$0.inclusive) }
      }
      return .within(ValueRange(lower: turned(range.lower), upper: turned(range.upper)))
    case (.shortList, .oneOf(let values)): return .oneOf(Set(values.dropFirst()))
    case (.prefixAnywhere, .startsWith(let texts)), (.endsAnywhere, .endsWith(let texts)),
      (.wordAnywhere, .containsWord(let texts)):
      return .containsAny(texts)
    default: return predicate
    }
  }
}
