package import Baton
package import BatonModel
import BatonRecords
import BatonTime

/// A log of decisions that shows whether it is complete and unaltered: schema `baton.decisions/1`.
///
/// NDJSON. Each line has its number, the hash of the line before it and its own, SHA-256 over its bytes
/// up to the hash: so no line can be changed, left out, moved or put in without the next one telling.
///
///     {"line":1,"previous":"","log":"baton.decisions/1","rules":{…},…,"hash":"…"}
///     {"line":2,"previous":"…","request_hash":"…","request":{…},"decision":{…},"hash":"…"}
///     {"line":3,"previous":"…","unreadable":{"line":7,…},"hash":"…"}
///     {"line":4,"previous":"…","closed":{"decided":1,"unreadable":1},"hash":"…"}
///
/// A run begins with what it decided by (rules, world, clock) and ends with its counts; the next run
/// goes on behind it. Whoever can write the file can write all of it anew: who must trust nobody keeps
/// the last line's hash elsewhere.
package enum DecisionLog {
  package static let schema = "baton.decisions/1"

  /// What a run decides by.
  package struct Run: Sendable {
    package var rules: RuleBaseIdentity
    /// Where the rules were, as the caller named them.
    package var path: String
    /// The state of the world, as it was written; with the instant to decide at, if one was given.
    package var world: Members
    package var clock: Instant?
    /// Whether each decision changes the world of the next.
    package var applies: Bool
    package var mask: RequestMask

    package init(
      rules: RuleBaseIdentity, path: String, world: Members, clock: Instant?, applies: Bool,
      mask: RequestMask
    ) {
      self.rules = rules
      self.path = path
      self.world = world
      self.clock = clock
      self.applies = applies
      self.mask = mask
    }
  }

  // MARK: What a line says, without its place in the chain

  package static func opening(_ run: Run) -> [UInt8] {
    content { json in
      json.name("log")
      json.text(schema)
      json.name("rules")
      json.beginObject()
      json.name("name")
      json.text(run.rules.name)
      if let version = run.rules.version {
        json.name("version")
        json.text(version)
      }
      json.name("hash")
      json.text(run.rules.hash)
      json.endObject()
      json.name("path")
      json.text(run.path)
      json.name("world")
      json.value(.object(run.world))
      if let clock = run.clock {
        json.name("clock")
        json.instant(clock, offsetSeconds: 0)
      }
      json.name("applies")
      json.yesNo(run.applies)
      json.name("masked")
      json.value(.list(run.mask.paths.map { .text($0.joined(separator: ".")) }))
    }
  }

  package static func entry(_ request: Request, _ decision: Decision, _ mask: RequestMask)
    -> [UInt8]
  {
    let (told, hidden) = mask.covered(request)
    var decided = JSONWriter()
    decision.write(to: &decided)
    if !mask.isEmpty {
      let members = mask.covered(Self.members(decided.bytes), hidden)
      decided = JSONWriter()
      decided.value(.object(members))
    }
    return content { json in
      json.name("request_hash")
      json.text(hash(of: request))
      write(told, to: &json)
      json.name("decision")
      json.raw(decided.bytes)
    }
  }

  /// What a JSON object that this program wrote has.
  private static func members(_ json: [UInt8]) -> Members {
    var reader = LineBatchReader()
    let batch = LineBatch(record: json, maximumRecordSize: .max)
    guard batch.count == 1, case .record(let record) = reader.outcome(at: 0, of: batch) else {
      return Members()
    }
    return record.value
  }

  package static func unreadable(_ record: RefusedRecord) -> [UInt8] {
    content { json in
      json.name("unreadable")
      record.write(to: &json)
    }
  }

  package static func closing(decided: Int, unreadable: Int) -> [UInt8] {
    content { json in
      json.name("closed")
      json.beginObject()
      json.name("decided")
      json.integer(decided)
      json.name("unreadable")
      json.integer(unreadable)
      json.endObject()
    }
  }

  /// How long a line may be: a request of the largest size, beside it what its sender wrote, and its
  /// decision.
  package static let longestLine = 64 << 20

  /// Whether a line may be one with which a run begins. Its hash is not looked at.
  package static func isOpening(_ line: [UInt8]) -> Bool {
    guard let link = DecisionLogLink(line) else { return false }
    return link.content.starts(with: "\"log\":".utf8)
  }

  /// SHA-256 of a request as it was decided: its members, attributes and faults in their order.
  package static func hash(of request: Request) -> String {
    var json = JSONWriter()
    json.beginObject()
    write(request, to: &json)
    json.endObject()
    return ContentHash.of(json.bytes)
  }

  private static func write(_ request: Request, to json: inout JSONWriter) {
    json.name("request")
    json.value(.object(request.members))
    if !request.attributes.isEmpty {
      json.name("attributes")
      json.value(.object(request.attributes))
    }
    guard !request.faults.isEmpty else { return }
    json.name("faults")
    json.beginList()
    for fault in request.faults {
      json.beginObject()
      json.name("field")
      json.text(fault.field)
      json.name("message")
      json.text(fault.message)
      json.endObject()
    }
    json.endList()
  }

  /// Members without the braces round them.
  private static func content(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    write(&json)
    return Array(json.bytes.dropFirst())
  }
}
