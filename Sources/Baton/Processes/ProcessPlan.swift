import BatonDeclare
import BatonModel
import BatonTime

/// One process, frozen so that cases can be watched: every name is a number, and for each event and
/// each state there is a list of the rules that it concerns.
final class ProcessPlan: Sendable {
  let rule: ProcessRule
  let constraints: [ConstraintWatch]
  let monitorCount: Int
  let dutyCount: Int
  /// How many conditions of constraints have numbers.
  let conditionCount: Int
  /// Of the events that some rule names.
  let activityNumbers: [String: Int]
  let touches: TouchTable
  /// Which constraints can come to where not all can be kept.
  let conflicts: ConflictBook
  /// Constraints that wait for something from the beginning.
  let waitingFromBegin: [Int]
  /// Constraints about times and values, with their positions among the track's duties.
  let timed: [(constraint: Int, duties: Duties, position: Int)]
  /// Constraints of which a deviation is told by no more than its number: no date and nobody's
  /// agreement can make something else of it.
  let isPlainlyTold: [Bool]
  private let stateNumbers: [String: Int]
  /// By the provider, or the source, whose words they are.
  private let mappings: [String: ProcessMapping]
  let adaptations: [AdaptationRule]
  let waivers: [WaiverRule]
  /// Whether an event may say more than its name: conditions, fields, limits of fields.
  let readsFacts: Bool
  /// Whether it matters of every event, and not only to constraints that name it.
  let readsFactsOfAll: Bool
  /// The request's fields that events must bring for that, by slot; nil: whatever there is.
  let fieldsRead: Set<Int>?
  /// The same for ``ProcessRule/condition``, which says whether a case follows the process.
  let fieldsOfCondition: Set<Int>?
  let stateSlot: Int?
  /// Whether a rule compares persons.
  let readsPersons: Bool
  /// Whether a limit looks at how long a state lasts.
  let limitsTime: Bool
  /// Providers that are the service integrator's own.
  let integrators: Set<String>
  let zone: Zone
  /// The names of fields by their slots, for messages.
  let fields: FieldTable

  init(_ position: Int, _ rules: CompiledRuleBase, integrators: Set<String>) {
    let rule = rules.processes[position]
    self.rule = rule
    self.integrators = integrators
    zone = rules.zone
    fields = rules.fields
    stateNumbers = Dictionary(
      rule.states.enumerated().map { ($1.name, $0) }
    ) { first, _ in first }
    mappings = Dictionary(
      rules.mappings.filter { $0.process == position }.map { ($0.speaker, $0) }
    ) { first, _ in first }
    adaptations = rules.adaptations.filter { $0.process == position }
    waivers = rules.waivers.filter { $0.process == position }
    var monitors = 0
    var duties = 0
    var conditions = 0
    // What fields alone decide is decided once for all events with the same fields.
    let stateSlot = rules.fields.slot("state")
    func number(_ condition: Condition) -> Int {
      guard let slots = FieldsRead.slots(of: [condition], rules.columns),
        stateSlot.map({ !slots.contains($0) }) ?? true
      else { return -1 }
      conditions += 1
      return conditions - 1
    }
    let variations = rule.variations.flatMap(\.skips)
    let agreed = Set(
      variations + adaptations.flatMap(\.skips) + waivers.flatMap(\.constraints))
    let constraints = rule.constraints.map {
      ConstraintWatch($0, agreed: agreed, monitors: &monitors, duties: &duties, number: number)
    }
    conditionCount = conditions
    self.constraints = constraints
    monitorCount = monitors
    dutyCount = duties
    let numbers = Self.numbers(rule)
    activityNumbers = numbers
    conflicts = ConflictBook(constraints, states: rule.states.count)
    touches = TouchTable(constraints, activities: numbers, states: rule.states.count)
    timed = constraints.enumerated().compactMap { number, constraint in
      guard case .duties(let duties, let position) = constraint.means else { return nil }
      return (number, duties, position)
    }
    waitingFromBegin = timed.filter { $0.duties.needsBegin }.map(\.constraint)
    isPlainlyTold = constraints.map { $0.duties == nil && !$0.isExcusable }
    readsFacts = Self.readsFacts(rule)
    readsFactsOfAll = Self.readsFacts(rule, withConstraints: false)
    fieldsRead = FieldsRead.slots(of: rule, rules.columns)
    fieldsOfCondition = FieldsRead.slots(of: [rule.condition], rules.columns)
    self.stateSlot = stateSlot
    readsPersons = Self.readsPersons(rule)
    limitsTime = rule.limits.contains { if case .time = $0.subject { true } else { false } }
  }

  /// Every event that a rule of the process names.
  private static func numbers(_ rule: ProcessRule) -> [String: Int] {
    var numbers: [String: Int] = [:]
    func add(_ name: String) { if numbers[name] == nil { numbers[name] = numbers.count } }
    for name in rule.activities ?? [] { add(name) }
    for state in rule.states { for way in state.ways { way.events.forEach(add) } }
    let terms =
      rule.constraints.flatMap { $0.first + $0.second }
      + rule.pairs.flatMap { $0.first + $0.second }
      + rule.responsibilities.map(\.activity)
    for case .event(let name) in terms { add(name) }
    for case .events(let name) in rule.limits.map(\.subject) { add(name) }
    for variation in rule.variations {
      for (_, way) in variation.allows { way.events.forEach(add) }
    }
    return numbers
  }

  private static func readsFacts(_ rule: ProcessRule, withConstraints: Bool = true) -> Bool {
    var found = false
    // Whether a case follows the process is asked once.
    rule.forEachConditionWithin(constraints: withConstraints) {
      if !$0.isAlways { found = true }
    }
    func isField(_ attribute: EventAttribute) -> Bool {
      if case .field = attribute { true } else { false }
    }
    return found || rule.states.contains { !$0.needs.isEmpty }
      || withConstraints
        && rule.constraints.contains { ($0.same + $0.differing).contains(where: isField) }
      || rule.pairs.contains { $0.attributes.contains(where: isField) }
      || rule.limits.contains { limit in
        switch limit.subject {
        case .handoffs(let attribute), .bounces(let attribute): isField(attribute)
        default: false
        }
      }
  }

  private static func readsPersons(_ rule: ProcessRule) -> Bool {
    var attributes = rule.constraints.flatMap { $0.same + $0.differing }
    attributes += rule.pairs.flatMap(\.attributes)
    for limit in rule.limits {
      switch limit.subject {
      case .handoffs(let attribute), .bounces(let attribute): attributes.append(attribute)
      case .visits, .time, .events: break
      }
    }
    return attributes.contains { if case .person = $0 { true } else { false } }
  }

  var hasMappings: Bool { !mappings.isEmpty }

  /// Whether a party, or a source, has words of its own.
  func hasMapping(of name: String) -> Bool { mappings[name] != nil }

  /// An event by the process's name, as a party calls it.
  func event(_ name: String, of party: String?) -> String {
    party.flatMap { mappings[$0] }?.events[name] ?? name
  }

  /// A state as a party calls it. A party with words of its own must keep to them, or to the process's.
  func state(_ value: Value?, of party: String?) -> ProcessEvent.Entered {
    guard case .text(let name)? = value else { return .unsaid }
    return state(name, of: party)
  }

  func state(_ name: String, of party: String?) -> ProcessEvent.Entered {
    if let state = party.flatMap({ mappings[$0] })?.states[name] ?? stateNumbers[name] {
      return .known(state)
    }
    return rule.states.isEmpty ? .unsaid : .unknown(name)
  }

  /// The state that an event's own name stands for, where a mapping says so.
  func stateNamed(by event: String, of party: String?) -> ProcessEvent.Entered {
    guard let mapping = party.flatMap({ mappings[$0] }), !mapping.states.isEmpty else {
      return .unsaid
    }
    if let state = mapping.states[event] { return .known(state) }
    return mapping.events[event] == nil && mapping.events.isEmpty ? .unknown(event) : .unsaid
  }

  func stateName(_ state: Int) -> String { rule.states[state].name }

  /// Whether a party is the service integrator, by its name or by one of its own providers'.
  func isIntegrator(_ party: String) -> Bool {
    party == Party.integrator.name || integrators.contains(party)
  }
}
