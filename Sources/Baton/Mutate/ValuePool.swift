import BatonModel
import BatonTime

/// Values that a request could have in a field, as far as conditions can tell them apart: what they name,
/// what lies just beside a bound, the records that there are, something else, and nothing.
///
/// Of each value it is known what every column that starts at the field has then, so that conditions are
/// asked without deciding.
struct ValuePool {
  /// As a request writes it; nil for nothing.
  let values: [Value?]
  /// By column, then by value.
  let columns: [Int: [Value?]]

  static let mostValues = 160
}

/// Makes the pools of a rule base's fields.
struct ValuePoolMaker {
  private let decider: Decider
  private let schema: FactSchema
  /// The tests of all conditions, by column.
  private var tests: [Int: [Predicate]] = [:]
  private var dates: Set<CivilDate> = []

  init(_ decider: Decider, _ observed: ObservedRules) {
    self.decider = decider
    schema = decider.schema
    for unit in observed.units {
      for part in unit.condition.parts { collect(part.condition) }
      if let from = unit.head.from { dates.insert(from) }
      if let until = unit.head.until { dates.insert(until) }
    }
  }

  private mutating func collect(_ condition: Condition) {
    switch condition {
    case .always: break
    case .test(let test): tests[test.column, default: []].append(test.predicate)
    case .function(let function):
      if let lifted = function.lifted { collect(lifted.possible) }
    case .not(let inner): collect(inner)
    case .all(let parts), .any(let parts): for part in parts { collect(part) }
    }
  }

  /// By slot; only of fields that conditions ask for, and of those that a decision needs anyway.
  func pools() -> [Int: ValuePool] {
    var slots: [Int: [Int]] = [:]
    for (index, column) in schema.columns.enumerated() {
      if case .field(let slot) = column.root { slots[slot, default: []].append(index) }
    }
    for slot in [schema.slots.impact, schema.slots.urgency, schema.slots.openedAt] {
      slots[slot, default: []] += []
    }
    return slots.reduce(into: [:]) { pools, entry in
      pools[entry.key] = pool(of: entry.key, columns: entry.value)
    }
  }

  private func pool(of slot: Int, columns: [Int]) -> ValuePool {
    let field = schema.requestFields[slot]
    var values: [Value] = []
    var seen: Set<Value> = []
    func add(_ value: Value) {
      if values.count < ValuePool.mostValues, seen.insert(value).inserted { values.append(value) }
    }
    for column in columns where schema.columns[column].path.isEmpty {
      for value in Self.constants(tests[column] ?? [], field.type) { add(value) }
    }
    switch field.type {
    case .oneOf(let names): for name in names { add(.text(name)) }
    case .yesNo:
      add(.yesNo(true))
      add(.yesNo(false))
    case .reference(let kind): addRecords(of: kind, columns, add)
    case .priority: for priority in 1...5 { add(.integer(priority)) }
    case .instant: for instant in instants { add(.instant(instant)) }
    case .text: if !values.isEmpty { add(.text("something else")) }
    case .number, .share, .wholeNumber: if !values.isEmpty { add(.integer(1)) }
    case .list: if !values.isEmpty { add(.list([.text("something else")])) }
    }
    let all: [Value?] = values + [nil]
    return ValuePool(values: all, columns: columnValues(all, field.name, columns))
  }

  /// What the columns of a field have for each of its values, as deciding would see it.
  private func columnValues(
    _ values: [Value?], _ field: String, _ columns: [Int]
  ) -> [Int: [Value?]] {
    var run = DecisionRun(decider, decider.makeFunctions())
    var found: [Int: [Value?]] = [:]
    for value in values {
      run.bind(Request(Members(value.map { [(field, $0)] } ?? [])), in: World())
      for column in columns { found[column, default: []].append(run.facts.columnValue(column)) }
    }
    run.forget()
    return found
  }

  // MARK: Values

  private static func constants(_ tests: [Predicate], _ type: FieldType) -> [Value] {
    var values: [Value] = []
    var texts: [String] = []
    for test in tests {
      switch test {
      case .present, .absent, .matches: break
      case .equals(let value): values.append(value)
      case .oneOf(let several): values += several.sorted { "\($0)" < "\($1)" }
      case .within(let range):
        for bound in [range.lower, range.upper].compactMap(\.self) { values += beside(bound.value) }
      case .containsAny(let wanted), .containsWord(let wanted), .startsWith(let wanted),
        .endsWith(let wanted):
        texts += wanted.map(\.text)
      }
    }
    values += texts.map { .text($0) }
    // Several may be wanted of one text.
    let few = Array(Set(texts)).sorted().prefix(10)
    for first in few {
      for second in few where first != second { values.append(.text("\(first) \(second)")) }
    }
    if case .list = type { values = values.map { .list([$0]) } }
    return values
  }

  /// A bound, and what lies next to it on either side.
  private static func beside(_ bound: Value) -> [Value] {
    switch bound {
    case .integer(let number):
      // At the end of all numbers there is nothing beyond.
      [bound]
        + [number.addingReportingOverflow(1), number.subtractingReportingOverflow(1)]
        .filter { !$0.overflow }.map { .integer($0.partialValue) }
    case .number(let number): [bound, Value(number + 1), Value(number - 1)]
    case .instant(let instant):
      [bound, .instant(instant.adding(1000)), .instant(instant.adding(-1000))]
    default: [bound]
    }
  }

  /// Times in and out of hours, and on the days on which rules begin and end to be in force.
  private var instants: [Instant] {
    // 2026-01-05 is a Monday.
    let monday: Int64 = 1_767_571_200
    let hours: [Int64] = [3, 10, 13, 20]
    let week = (0..<7).flatMap { day in
      hours.map { Instant(seconds: monday + Int64(day) * 86_400 + $0 * 3600) }
    }
    let days = dates.sorted().flatMap { date -> [Instant] in
      guard let noon = ISO8601.parse("\(date)T12:00:00Z")?.instant else { return [] }
      return [noon, noon.adding(-86_400_000), noon.adding(86_400_000)]
    }
    return days + week
  }

  /// The records by name, and where any may come from outside some that say what conditions ask for.
  private func addRecords(of kind: RecordKind, _ columns: [Int], _ add: (Value) -> Void) {
    for record in schema.catalogue.records(of: kind).prefix(60) { add(.text(record.name)) }
    guard kind.mayBeUndeclared else { return }
    add(.text("somebody-else"))
    var objects: [[(String, Value)]] = [[]]
    for column in columns where schema.columns[column].path.count == 1 {
      let member = schema.columns[column].path[0]
      let values = Self.constants(tests[column] ?? [], schema.columns[column].type).prefix(4)
      objects += objects.prefix(12).flatMap { object in values.map { object + [(member, $0)] } }
    }
    for object in objects.dropFirst().prefix(40) { add(.object(Members(object))) }
  }
}
