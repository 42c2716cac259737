package import BatonModel
package import BatonTime

/// What a process needs of a log beside its activities, and how the log's values become fields.
///
///     var fields = LogFields(engine, source: "tickets", processes: [0])
///     mapping.values = fields.wanted.map { LogKey($0) }
///     watch.bind(fields.members(values))
///
/// Of a source's fields only those are wanted that a condition, a needed field or a compared field
/// reads; without a source the log has them by their own names. A field that comes from a function
/// cannot be taken from an event and is left out.
package struct LogFields {
  /// What the log is asked for, in the order of values.
  package let wanted: [SourceLog.Key]
  /// Where among them the state stands; nil if only events say it.
  package let state: Int?
  /// Fields that are read and that the source makes with functions.
  package let leftOut: [String]
  /// Whether anything but the state is wanted.
  package let hasFields: Bool
  /// Whether the source says with which provider a case is.
  package let hasHolder: Bool

  private var reader: MappingReader
  private let names: MemberNames
  private let mapping: SourceMapping?
  private let stateMapping: SourceMapping?

  /// - Parameters:
  ///   - source: whose mapping to use; nil where the log has our own names.
  ///   - isChoosing: whether a case's process is found by its fields.
  ///   - wantsState: whether to ask for the state where there is no source that says how.
  ///   - more: names of further fields that are read.
  ///   - readsState: whether the state is read though no process has any.
  package init(
    _ engine: Engine, source: String?, processes: [Int], isChoosing: Bool, wantsState: Bool,
    reading more: [String] = [], readsState: Bool = false
  ) {
    let table = engine.decider.rules.fields
    let mapping = engine.sources.first { $0.name == source }
    let slots = Self.slots(
      processes.map { engine.caseRules.processes[$0] }, isChoosing: isChoosing
    )?.union(more.compactMap { table.slot($0) })
    let hasStates =
      readsState || processes.contains { !engine.caseRules.processes[$0].rule.states.isEmpty }
    var wanted: [SourceLog.Key] = []
    var state: Int?
    var leftOut: [String] = []
    var used: [SourceMapping.Field] = []
    func want(_ key: SourceLog.Key) -> Int {
      if let known = wanted.firstIndex(of: key) { return known }
      wanted.append(key)
      return wanted.count - 1
    }
    if let mapping {
      for field in mapping.fields {
        let name = field.definition.name
        let isState = name == "state" && hasStates
        let isRead =
          name == "provider" || table.slot(name).map { slots?.contains($0) ?? true } ?? false
        guard isState || isRead else { continue }
        if field.origin.hasFunction {
          leftOut.append(name)
          continue
        }
        if let key = field.origin.key {
          let place = want(key)
          if isState { state = place }
        }
        if isRead { used.append(field) }
      }
    } else {
      for slot in (slots ?? []).sorted() {
        _ = want([table.requestFields[slot].name])
      }
      if hasStates, wantsState { state = want(["state"]) }
    }
    self.wanted = wanted
    self.state = state
    self.leftOut = leftOut
    hasHolder = used.contains { $0.definition.name == "provider" }
    hasFields = mapping == nil ? !(slots ?? []).isEmpty : !used.isEmpty
    reader = MappingReader(fields: table, functions: nil)
    // A record here is flat: what lies deeper in the log has its whole path for a name.
    names = MemberNames(mapping == nil ? wanted.map { $0.last ?? "" } : wanted.map(Self.flat))
    self.mapping = mapping.map { $0.keeping(used) }
    stateMapping = mapping.map { source in
      source.keeping(source.fields.filter { $0.definition.name == "state" })
    }
  }

  private static func slots(_ plans: [ProcessPlan], isChoosing: Bool) -> Set<Int>? {
    var slots: Set<Int> = []
    for plan in plans {
      guard let own = plan.fieldsRead else { return nil }
      slots.formUnion(own)
      guard isChoosing else { continue }
      guard let own = plan.fieldsOfCondition else { return nil }
      slots.formUnion(own)
    }
    return slots
  }

  /// The fields of an event.
  /// - Parameter values: what the log has, in the order of ``wanted``.
  package mutating func members(_ values: [Value?]) -> Members {
    let record = self.record(values)
    guard let mapping else { return reader.plain(record).members }
    return reader.request(from: record, mapping).members
  }

  /// The state as the source's mapping says it.
  package mutating func state(_ text: String) -> String? {
    guard let state, let stateMapping else { return text }
    var values = [Value?](repeating: nil, count: wanted.count)
    values[state] = .text(text)
    guard
      case .text(let own)? = reader.request(from: record(values), stateMapping)
        .members["state"]
    else { return nil }
    return own
  }

  private func record(_ values: [Value?]) -> Members { Members(shape: names, values: values) }

  fileprivate static func flat(_ key: SourceLog.Key) -> String {
    key.count == 1 ? key[0] : key.joined(separator: "\u{1f}")
  }
}

extension SourceMapping {
  fileprivate func keeping(_ fields: [Field]) -> SourceMapping {
    SourceMapping(
      name: name, place: place, zone: zone, dates: dates, missing: missing, records: [],
      fields: fields.map { Field(definition: $0.definition, origin: $0.origin.flat) }, log: log,
      names: MemberNames(fields.map(\.definition.name)))
  }
}

extension SourceMapping.Origin {
  /// Where a record has it.
  fileprivate var key: SourceLog.Key? {
    switch self {
    case .member(let name): [name]
    case .path(let names): names
    case .translate(let inner, _, _), .optional(let inner): inner.key
    case .constant, .function: nil
    }
  }

  /// The same where a record has its paths for names.
  fileprivate var flat: SourceMapping.Origin {
    switch self {
    case .path(let names): .member(LogFields.flat(names))
    case .translate(let inner, let map, let otherwise):
      .translate(inner.flat, map, otherwise: otherwise)
    case .optional(let inner): .optional(inner.flat)
    case .member, .constant, .function: self
    }
  }

  fileprivate var hasFunction: Bool {
    switch self {
    case .function: true
    case .translate(let inner, _, _), .optional(let inner): inner.hasFunction
    case .member, .path, .constant: false
    }
  }
}

extension Engine {
  /// What a source says of its logs, with what it says of all its records.
  package struct LogSource: Sendable {
    package let name: String
    /// Nil if it says nothing: then everything is as usual in the log's format.
    package let log: SourceLog?
    package let zone: Zone
    package let dates: [DatePattern]
    package let missing: Set<String>
  }

  /// The sources of the rule base, in the order in which they are declared.
  package var logSources: [LogSource] {
    sources.map {
      LogSource(name: $0.name, log: $0.log, zone: $0.zone, dates: $0.dates, missing: $0.missing)
    }
  }
}

extension Engine {
  /// Whether every request follows a process.
  package func isForAll(process: Int) -> Bool {
    caseRules.processes[process].rule.condition.isAlways
  }

  /// Whether a source has all fields that say which requests follow a process.
  package func source(_ name: String, tellsProcess process: Int) -> Bool {
    guard let mapping = sources.first(where: { $0.name == name }),
      let slots = caseRules.processes[process].fieldsOfCondition
    else { return false }
    let own = Set(mapping.fields.compactMap { decider.rules.fields.slot($0.definition.name) })
    return slots.isSubset(of: own)
  }
}
