package import BatonModel

/// Turns records as they were read into requests, through the rule base's sources.
///
/// The source used is the one that was asked for; else the only one declared; else the one whose
/// members a record has. A record in the engine's own words needs no source.
package struct Intake {
  /// Why a record did not become a request.
  package enum Failure: Error, Sendable, Equatable {
    case noSuchSource(String, nearest: String?)
    /// No declared source fits; the names that the record lacks, by source.
    case noSource(lacking: [String: [String]])
    /// Several fit: one must be chosen.
    case severalSources([String])
    /// Where a source says that the records are, there are none.
    case noRecords(source: String, member: String)
    /// A member of the list of records, counted from 1, is no object.
    case notARecord(source: String, number: Int, typeName: String)
  }

  private let sources: [SourceMapping]
  private let chosen: SourceMapping?
  private let fields: FieldTable
  private var reader: MappingReader
  /// Whether a record's names alone tell its source, whatever is inside its members.
  private let goesByNames: Bool
  /// The names of the record before, and its source: the next one mostly has the same.
  private var recognised: (names: MemberNames, source: SourceMapping?)?

  /// - Parameter name: the source to use for every record; nil to recognise it.
  init(
    sources: [SourceMapping], named name: String?, fields: FieldTable, functions: RecordFunctions?
  ) throws(Failure) {
    self.sources = sources
    self.fields = fields
    reader = MappingReader(fields: fields, functions: functions)
    goesByNames = sources.allSatisfy { source in
      source.records.isEmpty
        && source.fields.allSatisfy { $0.origin.required.map { $0.count == 1 } ?? true }
    }
    guard let name else {
      chosen = nil
      return
    }
    guard let source = sources.first(where: { $0.name == name }) else {
      let names = sources.map(\.name)
      throw .noSuchSource(name, nearest: NearestName.to(name, among: names))
    }
    chosen = source
  }

  /// What one record gives: several requests where a source finds a list of records in it. A
  /// member of that list that is no object costs only itself.
  /// - Parameter isTabular: values came from a table, where everything is text.
  package mutating func outcomes(
    of record: Members, isTabular: Bool
  ) throws(Failure) -> [Result<Request, Failure>] {
    guard let source = try source(for: record) else {
      return [.success(isTabular ? reader.plain(record) : Request(record))]
    }
    guard let parts = Self.parts(of: record, source) else {
      throw .noRecords(source: source.name, member: source.records.joined(separator: "."))
    }
    var outcomes: [Result<Request, Failure>] = []
    for (index, part) in parts.enumerated() {
      if case .object(let members) = part {
        outcomes.append(.success(reader.request(from: members, source)))
      } else {
        outcomes.append(
          .failure(
            .notARecord(source: source.name, number: index + 1, typeName: part.typeName)))
      }
    }
    return outcomes
  }

  /// The requests of a record of which all parts are known to be records.
  package mutating func requests(
    from record: Members, isTabular: Bool
  ) throws(Failure) -> [Request] {
    var requests: [Request] = []
    for outcome in try outcomes(of: record, isTabular: isTabular) {
      requests.append(try outcome.get())
    }
    return requests
  }

  /// Fields in the engine's own words from a table, where everything is text, by their types.
  package func plain(_ fields: Members) -> Request { reader.plain(fields) }

  private mutating func source(for record: Members) throws(Failure) -> SourceMapping? {
    if let chosen { return chosen }
    if sources.isEmpty { return nil }
    if goesByNames, let recognised, recognised.names === record.shape { return recognised.source }
    let source = try recognise(record)
    recognised = (record.shape, source)
    return source
  }

  private func recognise(_ record: Members) throws(Failure) -> SourceMapping? {
    let isOurs = record.names.contains { Self.ownWords.contains($0) }
    let fitting = sources.filter { source in
      // What requires nothing, as sources of logs may, fits everything and shows nothing.
      if isOurs, source.fields.allSatisfy({ $0.origin.required == nil }) { return false }
      return Self.lacking(record, source)?.isEmpty ?? false
    }
    if fitting.count == 1 { return fitting[0] }
    if let best = Self.mostSpecific(fitting) { return best }
    if fitting.count > 1 { throw .severalSources(fitting.map(\.name)) }
    // The engine's own words need no source, even where one is declared for other records.
    if isOurs { return nil }
    if sources.count == 1, Self.hasAny(record, sources[0]) { return sources[0] }
    var lacking: [String: [String]] = [:]
    for source in sources {
      lacking[source.name] = Self.lacking(record, source) ?? source.records
    }
    throw .noSource(lacking: lacking)
  }

  /// Names that only a request in the engine's own words has.
  private static let ownWords: Set<String> = [
    "kind", "service", "impact", "urgency", "opened_at", "configuration_item", "requester",
    "catalogue_item", "customer",
  ]

  /// The one whose required members include those of every other that fits.
  private static func mostSpecific(_ sources: [SourceMapping]) -> SourceMapping? {
    let needs = sources.map { Set($0.fields.compactMap(\.origin.required)) }
    for (index, own) in needs.enumerated()
    where needs.indices.allSatisfy({ $0 == index || needs[$0].isStrictSubset(of: own) }) {
      return sources[index]
    }
    return nil
  }

  /// The required members that a record lacks; nil when it lacks the records themselves.
  private static func lacking(_ record: Members, _ source: SourceMapping) -> [String]? {
    guard let parts = parts(of: record, source) else { return nil }
    guard let first = firstObject(parts) else { return [] }
    return source.fields.compactMap { field in
      guard let path = field.origin.required else { return nil }
      return MappingReader.contains(path, in: first) ? nil : path.joined(separator: ".")
    }
  }

  private static func hasAny(_ record: Members, _ source: SourceMapping) -> Bool {
    guard let parts = parts(of: record, source), let first = firstObject(parts) else {
      return false
    }
    return source.fields.contains { field in
      field.origin.required.map { MappingReader.contains($0, in: first) } ?? false
    }
  }

  /// The records inside a document, or the document itself; nil if they are not where they belong.
  private static func parts(of record: Members, _ source: SourceMapping) -> [Value]? {
    if source.records.isEmpty { return [.object(record)] }
    switch MappingReader.value(at: source.records, in: record) {
    case .object(let only)?: return [.object(only)]
    case .list(let values)?: return values
    default: return nil
    }
  }

  private static func firstObject(_ parts: [Value]) -> Members? {
    for case .object(let members) in parts { return members }
    return nil
  }
}

extension Intake.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noSuchSource(let name, let nearest):
      "there is no source \"\(name)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? "")
    case .noSource(let lacking):
      "no source fits this record: "
        + lacking.sorted { $0.key < $1.key }.map { name, names in
          "\"\(name)\" needs " + names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
            + (names.count > 3 ? " and \(names.count - 3) more" : "")
        }.joined(separator: "; ")
    case .severalSources(let names):
      "several sources fit this record (" + names.joined(separator: ", ")
        + "): choose one with --source"
    case .noRecords(let source, let member):
      "source \"\(source)\" finds its records in \"\(member)\", which is no record and no list here"
    case .notARecord(let source, let number, let typeName):
      "member \(number) of the records of source \"\(source)\" is no object but \(typeName)"
    }
  }
}
