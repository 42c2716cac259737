package import Baton
package import BatonLogs

/// How a log is to be read and by which processes its cases are to be checked: what a rule base says
/// of it, and what was asked for.
package struct ConformanceSetup {
  /// Why a log cannot be checked.
  package enum Failure: Error, Sendable, Equatable {
    case noProcess
    case unknownProcess(String, nearest: String?)
    /// Several, and nothing says which a case follows.
    case severalProcesses([String])
    case unknownSource(String, nearest: String?)
    case severalSources([String])
  }

  /// The source's name; nil if the log is as usual in its format.
  package let source: String?
  package let mapping: LogMapping
  /// Positions in ``Engine/processNames``.
  package let processes: [Int]
  /// Whether each case's first event says which of them it follows.
  package let isChoosing: Bool
  package let fields: LogFields
  /// What the source says of the time after an activity or in a state.
  package let times: [String: SourceLog.Time]

  /// - Parameters:
  ///   - source: the source to use; nil for the one that says how its log is written.
  ///   - process: the process of all cases; nil to find each case's own.
  package init(
    _ engine: Engine, source: String? = nil, process: String? = nil
  ) throws(Failure) {
    let chosen = try Self.source(engine, named: source)
    self.source = chosen?.name
    (processes, isChoosing) = try Self.processes(engine, named: process, source: chosen?.name)
    times = chosen?.log?.times ?? [:]
    fields = LogFields(
      engine, source: chosen?.name, processes: processes, isChoosing: isChoosing,
      wantsState: chosen == nil)
    mapping = Self.mapping(engine, chosen, fields)
  }

  /// For whoever measures: a log need follow no process, and more of its fields are read.
  package init(
    measuring engine: Engine, source: String?, fields more: [String]
  ) throws(Failure) {
    let chosen = try Self.source(engine, named: source)
    self.source = chosen?.name
    (processes, isChoosing) =
      engine.processNames.isEmpty
      ? ([], false) : try Self.processes(engine, named: nil, source: chosen?.name)
    times = chosen?.log?.times ?? [:]
    fields = LogFields(
      engine, source: chosen?.name, processes: processes, isChoosing: isChoosing,
      wantsState: chosen == nil, reading: more, readsState: true)
    mapping = Self.mapping(engine, chosen, fields)
  }

  /// Fits the mapping to the log's format, once that is known.
  package func adjust(_ mapping: inout LogMapping) {
    if source == nil {
      // In our own words an event has its fields where `simulate` reads them.
      let inner = mapping.format == .eventLines ? ["set"] : []
      mapping.values = fields.wanted.map { LogKey(inner + $0) }
    }
    // A row describes its case and its event alike.
    guard mapping.format == .csv || mapping.format == .eventLines else { return }
    func row(_ key: LogKey?) -> LogKey? { key.map { LogKey($0.path) } }
    mapping.caseKey = row(mapping.caseKey)
    mapping.activity = mapping.activity.map { $0.map { LogKey($0.path) } }
    mapping.time = row(mapping.time)
    mapping.party = row(mapping.party)
    mapping.unit = row(mapping.unit)
    mapping.person = row(mapping.person)
    mapping.values = mapping.values.map { LogKey($0.path) }
  }

  private static func source(
    _ engine: Engine, named name: String?
  ) throws(Failure) -> Engine.LogSource? {
    let sources = engine.logSources
    guard let name else {
      let logs = sources.filter { $0.log != nil }
      if logs.count > 1 { throw .severalSources(logs.map(\.name)) }
      return logs.first
    }
    if let known = sources.first(where: { $0.name == name }) { return known }
    throw .unknownSource(name, nearest: Engine.nearest(to: name, among: sources.map(\.name)))
  }

  private static func processes(
    _ engine: Engine, named name: String?, source: String?
  ) throws(Failure) -> ([Int], Bool) {
    let names = engine.processNames
    if names.isEmpty { throw .noProcess }
    if let name {
      if let position = names.firstIndex(of: name) { return ([position], false) }
      throw .unknownProcess(name, nearest: Engine.nearest(to: name, among: names))
    }
    if names.count == 1 {
      // Without anything that tells, all cases of the log are meant.
      let isTold = source.map { engine.source($0, tellsProcess: 0) } ?? false
      return ([0], isTold && !engine.isForAll(process: 0))
    }
    let open = names.indices.filter { engine.isForAll(process: $0) }
    if open.count > 1 { throw .severalProcesses(names) }
    return (Array(names.indices), true)
  }

  private static func mapping(
    _ engine: Engine, _ source: Engine.LogSource?, _ fields: LogFields
  ) -> LogMapping {
    var mapping = LogMapping()
    mapping.zone = engine.zone
    guard let source else { return mapping }
    mapping.zone = source.zone
    mapping.dates = source.dates
    mapping.missing = source.missing
    let log = source.log ?? SourceLog()
    func key(_ path: SourceLog.Key) -> LogKey {
      LogKey(path, of: log.ofCase.contains(path) ? .case : .event)
    }
    mapping.caseKey = log.caseKey.map { LogKey($0, of: .case) }
    mapping.activity = log.activity.map { $0.map(key) }
    mapping.time = log.time.map(key)
    mapping.party = log.party.map(key)
    mapping.unit = log.unit.map(key)
    mapping.person = log.person.map(key)
    mapping.isSortedByCase = log.isSorted
    mapping.objectType = log.objectType
    mapping.values = fields.wanted.map(key)
    return mapping
  }
}
