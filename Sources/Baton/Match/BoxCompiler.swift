import BatonModel
import BatonRecords

/// Turns conditions into sums of boxes.
///
/// The sum holds at least wherever the condition may: what no set of values can say (a regular
/// expression, a function, a list that lacks a member) leaves its box wider and not exact, and the
/// condition itself is asked about the candidates. So does a condition whose sum would be large:
/// `isWide` says that it was cut short.
struct BoxCompiler {
  /// The most boxes that one condition may have.
  static let limit = 16

  let schema: FactSchema
  var needles = NeedleTable()
  /// Whether the condition compiled last had more boxes than the limit.
  private(set) var isWide = false

  init(_ schema: FactSchema) {
    self.schema = schema
  }

  /// The boxes of a condition; none if nothing meets it.
  mutating func boxes(of condition: Condition) -> [Box] {
    isWide = false
    return sum(condition, wanted: true)
  }

  private mutating func sum(_ condition: Condition, wanted: Bool) -> [Box] {
    switch condition {
    case .always: return wanted ? [.everything] : []
    case .not(let inner): return sum(inner, wanted: !wanted)
    case .test(let test): return [box(test, wanted: wanted)]
    case .function(let function): return sum(function, wanted: wanted)
    case .all(let parts): return wanted ? product(parts, true) : union(parts, false)
    case .any(let parts): return wanted ? union(parts, true) : product(parts, false)
    }
  }

  /// A function that is understood holds at most where its declared tests do.
  private mutating func sum(_ function: FunctionCondition, wanted: Bool) -> [Box] {
    guard let lifted = function.lifted else { return [.maybe] }
    if lifted.isExact { return sum(lifted.possible, wanted: wanted) }
    guard wanted else { return [.maybe] }
    return sum(lifted.possible, wanted: true).map {
      Box(constraints: $0.constraints, isExact: false)
    }
  }

  private mutating func product(_ parts: [Condition], _ wanted: Bool) -> [Box] {
    var first = Box.everything
    first.constraints.reserveCapacity(parts.count)
    var result = [first]
    for part in parts {
      if case .test(let test) = part, result.count == 1 {
        // What almost all rules are made of.
        if !result[0].formIntersection(box(test, wanted: wanted)) { return [] }
        continue
      }
      let more = sum(part, wanted: wanted)
      if result.count * more.count > Self.limit {
        isWide = true
        // Still true of the whole, only less sharp: the condition is asked in the end.
        let hull = Self.hull(more)
        result = result.compactMap { $0.intersection(hull) }
        continue
      }
      result = result.flatMap { box in more.compactMap { box.intersection($0) } }
    }
    return result
  }

  private mutating func union(_ parts: [Condition], _ wanted: Bool) -> [Box] {
    var boxes: [Box] = []
    for part in parts { boxes += sum(part, wanted: wanted) }
    let merged = Self.merged(boxes)
    if merged.count <= Self.limit { return merged }
    isWide = true
    return [Self.hull(merged)]
  }

  /// Boxes that say something of one and the same lane only become one box.
  private static func merged(_ boxes: [Box]) -> [Box] {
    if boxes.count < 2 { return boxes }
    var groups: [Box.Lane: [Box]] = [:]
    var order: [Box.Lane] = []
    var rest: [Box] = []
    for box in boxes {
      guard box.constraints.count == 1 else {
        // Nothing can be added to what takes everything.
        if box.constraints.isEmpty { return [box.isExact ? .everything : .maybe] }
        rest.append(box)
        continue
      }
      let lane = box.constraints[0].lane
      if groups[lane] == nil { order.append(lane) }
      groups[lane, default: []].append(box)
    }
    let single = order.flatMap { lane -> [Box] in
      let group = groups[lane] ?? []
      // An exact box must not be drowned by one that is not.
      return [group.filter(\.isExact), group.filter { !$0.isExact }].compactMap { boxes in
        guard let first = boxes.first else { return nil }
        let allowed = balanced(boxes.map { $0.constraints[0].allowed }) { $0.union($1) }
        return Box(
          constraints: [.init(lane: lane, allowed: allowed)], isExact: first.isExact)
      }
    }
    return single + rest
  }

  private static func hull(_ boxes: [Box]) -> Box {
    guard !boxes.isEmpty else { return .maybe }
    var hull = balanced(boxes) { $0.hull($1) }
    hull.isExact = false
    return hull
  }

  /// Combines pairs, then pairs of pairs, so that n sets are merged in n log n.
  private static func balanced<T>(_ items: [T], _ combine: (T, T) -> T) -> T {
    var items = items
    while items.count > 1 {
      var next: [T] = []
      next.reserveCapacity(items.count / 2 + 1)
      for index in stride(from: 0, to: items.count, by: 2) {
        next.append(
          index + 1 < items.count ? combine(items[index], items[index + 1]) : items[index])
      }
      items = next
    }
    return items[0]
  }

  // MARK: One test

  private mutating func box(_ test: FieldTest, wanted: Bool) -> Box {
    let isList = schema.columns[test.column].type == .list
    if isList, let box = member(test, wanted: wanted) { return box }
    if let found = needles(of: test) {
      guard wanted else { return .maybe }
      let lane = Box.Lane(column: test.column, aspect: .needles)
      return Box(
        constraints: [.init(lane: lane, allowed: .anyOf(found.numbers))], isExact: found.isExact)
    }
    let lane = Box.Lane(column: test.column, aspect: .value)
    guard let allowed = allowed(test) else {
      guard wanted else { return .maybe }
      return Box(constraints: [.init(lane: lane, allowed: .value(.present))], isExact: false)
    }
    return Box(
      constraints: [.init(lane: lane, allowed: .value(wanted ? allowed : allowed.complement))])
  }

  /// A test of a list for members; nil for other tests.
  private func member(_ test: FieldTest, wanted: Bool) -> Box? {
    let symbols: [UInt32]
    switch test.predicate {
    case .equals(let value): symbols = self.symbols(of: [value])
    case .oneOf(let values): symbols = self.symbols(of: values)
    case .present, .absent: return nil
    default:
      guard wanted else { return .maybe }
      let lane = Box.Lane(column: test.column, aspect: .value)
      return Box(constraints: [.init(lane: lane, allowed: .value(.present))], isExact: false)
    }
    guard wanted else { return .maybe }
    let lane = Box.Lane(column: test.column, aspect: .members)
    return Box(constraints: [.init(lane: lane, allowed: .anyOf(symbols))])
  }

  private func symbols(of values: some Sequence<Value>) -> [UInt32] {
    values.compactMap { value in
      if case .text(let text) = value { schema.symbols.find(text)?.number } else { nil }
    }.sorted()
  }

  private mutating func needles(of test: FieldTest) -> (numbers: [UInt32], isExact: Bool)? {
    let kind: NeedleTable.Kind
    let texts: [FoldedText]
    var isExact = true
    switch test.predicate {
    case .containsAny(let wanted): (kind, texts) = (.anywhere, wanted)
    case .startsWith(let wanted): (kind, texts) = (.start, wanted)
    case .endsWith(let wanted): (kind, texts) = (.end, wanted)
    case .containsWord(let wanted):
      // Where the word is, its boundaries are looked at.
      (kind, texts) = (.anywhere, wanted)
      isExact = false
    default: return nil
    }
    // Nothing is found everywhere.
    if texts.contains(where: \.isEmpty) { return nil }
    let numbers = texts.map { needles.number(of: $0, kind, in: test.column) }
    return (Array(Set(numbers)).sorted(), isExact)
  }

  /// The values that pass a test; nil if no set of values says it.
  private func allowed(_ test: FieldTest) -> Allowed? {
    switch test.predicate {
    case .present: .present
    case .absent: Allowed.present.complement
    case .equals(let value): allowed(value)
    case .oneOf(let values): allowed(values)
    case .within(let range): Allowed(range)
    case .containsAny, .containsWord, .startsWith, .endsWith, .matches: nil
    }
  }

  private func allowed(_ values: Set<Value>) -> Allowed? {
    var texts: [UInt32] = []
    var others = [Allowed.nothing]
    for value in values {
      if case .text(let text) = value {
        if let symbol = schema.symbols.find(text) { texts.append(symbol.number) }
      } else if let allowed = allowed(value) {
        others.append(allowed)
      } else {
        return nil
      }
    }
    var sum = Self.balanced(others) { $0.union($1) }
    sum.texts.symbols = texts.sorted()
    return sum
  }

  private func allowed(_ value: Value) -> Allowed? {
    switch value {
    case .text(let text): return schema.symbols.find(text).map { .symbol($0.number) }
    case .yesNo(let yes):
      var allowed = Allowed.nothing
      if yes { allowed.yes = true } else { allowed.no = true }
      return allowed
    case .integer, .number, .instant:
      return Allowed(
        ValueRange(
          lower: ValueRange.Bound(value: value, inclusive: true),
          upper: ValueRange.Bound(value: value, inclusive: true)))
    case .list, .object: return nil
    }
  }
}

extension Allowed {
  static let present: Allowed = {
    var allowed = Allowed.everything
    allowed.missing = false
    return allowed
  }()

  /// The values in a range; nil where doubles do not tell the bounds apart.
  init?(_ range: ValueRange) {
    if range.lower == nil, range.upper == nil { return nil }
    var lower = -Double.infinity
    var upper = Double.infinity
    if let bound = range.lower {
      guard let value = bound.value.orderedExactly else { return nil }
      lower = bound.inclusive ? value : value.nextUp
    }
    if let bound = range.upper {
      guard let value = bound.value.orderedExactly else { return nil }
      upper = bound.inclusive ? value.nextUp : value
    }
    self = .span(lower, upper)
  }
}

extension Value {
  /// The place on the line of numbers, where a double holds it and no other integer shares it.
  var orderedExactly: Double? {
    let value: Double
    switch self {
    case .integer(let number): value = Double(number)
    case .number(let number): value = number
    case .instant(let instant): value = Double(instant.milliseconds)
    default: return nil
    }
    return value.magnitude < 0x1p53 ? value : nil
  }
}
