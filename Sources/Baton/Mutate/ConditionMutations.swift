import BatonModel

/// The mistakes that can be made in a condition: a part forgotten or negated, a bound that is in or out, a
/// value of a list too few.
struct ConditionMutations {
  struct Variant {
    let condition: Condition
    let change: String
  }

  /// Of a list of values or texts so many are left out, one at a time.
  private static let mostValues = 12
  /// Of one condition.
  private static let mostVariants = 60

  let columns: [Column]

  func variants(of condition: Condition) -> [Variant] {
    var variants = inner(condition, isNegated: false)
    switch condition {
    case .test, .function, .not, .any:
      variants.insert(without(condition, leaving: .always, isNegated: false), at: 0)
    case .all, .always: break
    }
    return Array(variants.prefix(Self.mostVariants))
  }

  private func inner(_ condition: Condition, isNegated: Bool) -> [Variant] {
    switch condition {
    case .always: return []
    case .all(let parts), .any(let parts):
      var isAll = false
      if case .all = condition { isAll = true }
      func whole(_ parts: [Condition]) -> Condition {
        if isAll { return parts.isEmpty ? .always : .all(parts) }
        return .any(parts)
      }
      var variants: [Variant] = []
      for index in parts.indices {
        var rest = parts
        rest.remove(at: index)
        if isAll || !rest.isEmpty {
          variants.append(without(parts[index], leaving: whole(rest), isNegated: isNegated))
        }
        for variant in inner(parts[index], isNegated: isNegated) {
          var other = parts
          other[index] = variant.condition
          variants.append(Variant(condition: whole(other), change: variant.change))
        }
      }
      return variants
    case .not(let part):
      return inner(part, isNegated: !isNegated).map {
        // A negation of what is negated is the part itself.
        if case .not(let twice) = $0.condition {
          return Variant(condition: twice, change: $0.change)
        }
        return Variant(condition: .not($0.condition), change: $0.change)
      }
    case .function:
      return [
        Variant(condition: .not(condition), change: "`\(words(condition, isNegated))` negated")
      ]
    case .test(let test):
      let negated = Variant(
        condition: .not(condition), change: "`\(words(condition, isNegated))` negated")
      return [negated] + values(test, isNegated)
    }
  }

  private func without(
    _ part: Condition, leaving rest: Condition, isNegated: Bool
  ) -> Variant {
    Variant(condition: rest, change: "without `\(words(part, isNegated))`")
  }

  /// Other bounds, and lists with a value less.
  private func values(_ test: FieldTest, _ isNegated: Bool) -> [Variant] {
    func variant(_ predicate: Predicate) -> Variant {
      let other = Condition.test(FieldTest(column: test.column, predicate: predicate))
      return Variant(
        condition: other,
        change: "`\(words(.test(test), isNegated))` made `\(words(other, isNegated))`")
    }
    switch test.predicate {
    case .within(let range):
      var variants: [Variant] = []
      if let lower = range.lower {
        variants.append(
          variant(.within(ValueRange(lower: lower.turned, upper: range.upper))))
      }
      if let upper = range.upper {
        variants.append(
          variant(.within(ValueRange(lower: range.lower, upper: upper.turned))))
      }
      return variants
    case .oneOf(let values) where values.count > 1:
      let named = values.map { (ConditionWording.words($0), $0) }.sorted { $0.0 < $1.0 }
      return named.prefix(Self.mostValues).map {
        without($0.0, .oneOf(values.subtracting([$0.1])), test.column)
      }
    case .containsAny(let texts): return fewer(texts, test.column) { .containsAny($0) }
    case .containsWord(let texts): return fewer(texts, test.column) { .containsWord($0) }
    case .startsWith(let texts): return fewer(texts, test.column) { .startsWith($0) }
    case .endsWith(let texts): return fewer(texts, test.column) { .endsWith($0) }
    case .present, .absent, .equals, .oneOf, .matches: return []
    }
  }

  private func fewer(
    _ texts: [FoldedText], _ column: Int, _ predicate: ([FoldedText]) -> Predicate
  ) -> [Variant] {
    guard texts.count > 1 else { return [] }
    return texts.indices.prefix(Self.mostValues).map { index in
      var rest = texts
      let left = rest.remove(at: index)
      return without("\"\(left.text)\"", predicate(rest), column)
    }
  }

  /// A list that lacks a value.
  private func without(_ value: String, _ predicate: Predicate, _ column: Int) -> Variant {
    Variant(
      condition: .test(FieldTest(column: column, predicate: predicate)),
      change: "without \(value) in `\(columns[column].name)`")
  }

  private func words(_ part: Condition, _ isNegated: Bool) -> String {
    switch part {
    case .not(let inner): words(inner, !isNegated)
    case .all(let parts): parts.map { words($0, isNegated) }.joined(separator: " and ")
    case .any(let parts): parts.map { words($0, isNegated) }.joined(separator: " or ")
    case .always: "everything"
    case .test, .function: ConditionWording.sentence(part, isWanted: !isNegated, columns)
    }
  }
}

extension ValueRange.Bound {
  /// In instead of out, or out instead of in.
  fileprivate var turned: ValueRange.Bound {
    ValueRange.Bound(value: value, inclusive: !inclusive)
  }
}
