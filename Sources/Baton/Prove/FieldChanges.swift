import BatonModel
import BatonTime

/// The changes of a request that could make conditions come out otherwise: for each field that rules
/// test, values on both sides of every bound that they draw.
///
/// A field that names a record of the catalogue may name any other; a member of an object that stands in
/// such a field is changed by itself. Texts get the words that rules look for. What an expression or a
/// function in Lua tests has no values here.
struct FieldChanges {
  struct Change: Hashable {
    /// The field, and the member of its object; empty for the field itself.
    let slot: Int
    let path: [String]
    /// Nil to take it away.
    let value: Value?
  }

  private let rules: CompiledRuleBase
  private let request: Request
  private let now: Instant?
  private var changes: [Change] = []
  private var known: Set<Change> = []

  init(_ rules: CompiledRuleBase, _ request: Request, now: Instant?) {
    self.rules = rules
    self.request = request
    self.now = now
  }

  /// The changes for some conditions, each once, in the order of the conditions.
  mutating func add(_ conditions: some Sequence<Condition>) {
    for condition in conditions { add(condition) }
  }

  /// The changes of a field to any value of its type, where those are few.
  mutating func add(slot: Int) { addTyped(rules.fields.requestFields[slot].type, slot) }

  /// All so far.
  var all: [Change] { changes }

  private mutating func add(_ condition: Condition) {
    switch condition {
    case .always: break
    case .all(let parts), .any(let parts): for part in parts { add(part) }
    case .not(let inner): add(inner)
    case .function(let function): if let possible = function.lifted?.possible { add(possible) }
    case .test(let test): add(test)
    }
  }

  private mutating func add(_ test: FieldTest) {
    let column = rules.columns[test.column]
    guard case .field(let slot) = column.root, !Self.isOurs(rules.fields.requestFields[slot]) else {
      return
    }
    let field = rules.fields.requestFields[slot]
    if case .reference(let kind) = field.type { addRecords(of: kind, slot) }
    if let calendar = column.calendar { return addTurns(of: calendar, slot, column.path) }
    if column.path.isEmpty {
      addTyped(field.type, slot)
      add(test.predicate, slot, [], has: request.members[field.name])
    } else if case .object(let members)? = request.members[field.name], column.path.count == 1 {
      addTyped(column.type, slot, column.path)
      add(test.predicate, slot, column.path, has: members[column.path[0]])
    }
  }

  /// What the engine makes or counts itself cannot be asked of a sender.
  private static func isOurs(_ field: FieldDefinition) -> Bool {
    [
      "id", "priority", FieldTable.event, FieldTable.trustPeriod, "provider", "group",
      "accountable",
    ]
    .contains(field.name)
  }

  private mutating func add(_ slot: Int, _ path: [String], _ value: Value?) {
    let change = Change(slot: slot, path: path, value: value)
    guard value != current(slot, path), known.insert(change).inserted else { return }
    changes.append(change)
  }

  /// What the request has there.
  func current(_ slot: Int, _ path: [String]) -> Value? {
    let value = request.members[rules.fields.requestFields[slot].name]
    guard let member = path.first else { return value }
    if case .object(let members)? = value { return members[member] }
    return nil
  }

  // MARK: By type

  private mutating func addRecords(of kind: RecordKind, _ slot: Int) {
    for name in rules.catalogue.names(of: kind) { add(slot, [], .text(name)) }
  }

  private mutating func addTyped(_ type: FieldType, _ slot: Int, _ path: [String] = []) {
    switch type {
    case .oneOf(let names): for name in names { add(slot, path, .text(name)) }
    case .yesNo:
      add(slot, path, .yesNo(true))
      add(slot, path, .yesNo(false))
    default: break
    }
  }

  /// Just inside and just outside the hours of a calendar, before and behind the time that is there.
  private mutating func addTurns(of name: String, _ slot: Int, _ path: [String]) {
    guard path.isEmpty, let calendar = rules.calendars[name] else { return }
    let start: Instant
    switch current(slot, path) {
    case .instant(let instant)?: start = instant
    case .text(let text)?:
      guard let instant = ISO8601.parse(text, in: rules.zone)?.instant ?? now else { return }
      start = instant
    default:
      guard let now else { return }
      start = now
    }
    if calendar.isOpen(at: start) {
      calendar.nextClosing(notBefore: start).map { add(slot, path, .instant($0)) }
    } else {
      calendar.nextOpening(notBefore: start).map { add(slot, path, .instant($0)) }
    }
  }

  // MARK: By what is tested

  private mutating func add(
    _ predicate: Predicate, _ slot: Int, _ path: [String], has value: Value?
  ) {
    switch predicate {
    case .present, .absent: add(slot, path, nil)
    case .equals(let wanted): add(slot, path, wanted)
    case .oneOf(let wanted):
      for one in wanted.sorted(by: { ConditionWording.words($0) < ConditionWording.words($1) }) {
        add(slot, path, one)
      }
    case .within(let range):
      for bound in [range.lower, range.upper] {
        guard let bound else { continue }
        for one in Self.around(bound.value) { add(slot, path, one) }
      }
    case .containsAny(let texts), .containsWord(let texts):
      for text in texts { add(slot, path, Self.text(value, behind: text.text)) }
    case .startsWith(let texts):
      for text in texts { add(slot, path, Self.text(value, before: text.text)) }
    case .endsWith(let texts):
      for text in texts { add(slot, path, Self.text(value, behind: text.text)) }
    case .matches: break
    }
    if case .text? = value { add(slot, path, nil) }
  }

  private static func around(_ bound: Value) -> [Value] {
    switch bound {
    case .integer(let number):
      [bound]
        + [number.addingReportingOverflow(1), number.subtractingReportingOverflow(1)]
        .filter { !$0.overflow }.map { .integer($0.partialValue) }
    case .number(let number): [bound, .number(number.nextUp), .number(number.nextDown)]
    case .instant(let instant):
      [bound, .instant(instant.adding(1000)), .instant(instant.adding(-1000))]
    default: [bound]
    }
  }

  private static func text(_ value: Value?, behind word: String) -> Value {
    if case .text(let text)? = value, !text.isEmpty {
      .text("\(text) \(word)")
    } else {
      .text(word)
    }
  }

  private static func text(_ value: Value?, before word: String) -> Value {
    if case .text(let text)? = value, !text.isEmpty {
      .text("\(word) \(text)")
    } else {
      .text(word)
    }
  }

  // MARK: The request with them

  /// The request with some changes, of different fields.
  func request(with some: [Change]) -> Request {
    var request = request
    var names = ChangedNames()
    for change in some {
      let name = rules.fields.requestFields[change.slot].name
      guard let member = change.path.first else {
        request.members.set(name, to: change.value, &names)
        continue
      }
      guard case .object(var members)? = request.members[name] else { continue }
      members.set(member, to: change.value, &names)
      request.members.set(name, to: .object(members), &names)
    }
    return request
  }

  /// The change as people are told it.
  func told(_ change: Change) -> SmallestChange.Field {
    let name = rules.fields.requestFields[change.slot].name
    return SmallestChange.Field(
      name: ([name] + change.path).joined(separator: "."),
      before: current(change.slot, change.path), after: change.value)
  }
}
