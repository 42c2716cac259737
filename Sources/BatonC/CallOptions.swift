import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// What a caller asks for beside the requests: one JSON object, the same for one request and many.
///
///     { "world": { "now": "2026-05-12T09:30:00+01:00" }, "fields": ["request", "to"], "jobs": 4 }
struct CallOptions {
  /// How many threads a batch may use.
  private(set) var jobs = 1
  private var world = World()
  /// Nil for whole decisions.
  private var fields: [DecisionField]?
  private var explanation = Explanation.winners
  /// The source whose mapping to use; nil to recognise it.
  private var source: String?

  private static let mostJobs = 1024
  private static let names = ["world", "fields", "explain", "source", "jobs"]

  init(_ text: BorrowedText, for engine: Engine) throws(Failure) {
    if text.isEmpty { return }
    for (name, value) in try Self.members(of: text) {
      guard let value else { continue }
      switch (name, value) {
      case ("world", .object(let members)): world = try Self.world(members, for: engine)
      case ("fields", .list(let names)): fields = try Self.fields(names, in: engine)
      case ("explain", .yesNo(let isWanted)): explanation = isWanted ? .full : .winners
      case ("source", .text(let name)): source = try Self.source(name, of: engine)
      case ("jobs", .integer(let count)) where 1...Self.mostJobs ~= count: jobs = count
      default: throw Self.refusal(of: name)
      }
    }
    if fields != nil, explanation == .full {
      throw Failure(.badOptions, "\"explain\" adds to whole decisions: drop \"fields\"")
    }
  }

  /// A decider that does what is asked for.
  func makeDecider(for engine: Engine) throws(Failure) -> RecordDecider {
    do throws(Intake.Failure) {
      return try RecordDecider(
        engine, in: world, fields: fields, source: source, explain: explanation)
    } catch {
      throw Failure(.badOptions, error.description)
    }
  }

  private static func members(of text: BorrowedText) throws(Failure) -> Members {
    let record = LineBatch(record: text.copy)
    if record.isEmpty { return Members() }
    var reader = LineBatchReader()
    switch reader.outcome(at: 0, of: record) {
    case .record(let record): return record.value
    case .fault(let fault): throw Failure(.badOptions, "options: \(fault)")
    }
  }

  private static func world(_ members: Members, for engine: Engine) throws(Failure) -> World {
    do throws(WorldFault) {
      return try WorldReader.world(members, in: engine.zone)
    } catch {
      throw Failure(.badOptions, "\"world\": \(error.message)")
    }
  }

  private static func fields(
    _ names: [Value], in engine: Engine
  ) throws(Failure) -> [DecisionField] {
    var fields: [DecisionField] = []
    for name in names {
      guard case .text(let name) = name else { throw refusal(of: "fields") }
      let field = try field(name, in: engine)
      if fields.contains(field) {
        throw Failure(.badOptions, "\"fields\": \"\(name)\" is here twice")
      }
      fields.append(field)
    }
    return fields
  }

  private static func field(_ name: String, in engine: Engine) throws(Failure) -> DecisionField {
    do throws(DecisionField.Unknown) {
      return try DecisionField(name, in: engine)
    } catch {
      throw Failure(
        .badOptions, "\"fields\": there is no field \"\(name)\"" + hint(error.nearest))
    }
  }

  private static func source(_ name: String, of engine: Engine) throws(Failure) -> String {
    do throws(Intake.Failure) {
      _ = try engine.intake(source: name)
      return name
    } catch {
      throw Failure(.badOptions, error.description)
    }
  }

  private static func refusal(of name: String) -> Failure {
    let rule =
      switch name {
      case "world": "takes an object"
      case "fields": "takes a list of names"
      case "explain": "takes true or false"
      case "source": "takes a source's name"
      case "jobs": "takes a whole number from 1 to \(mostJobs)"
      default: "is no option" + hint(Engine.nearest(to: name, among: names))
      }
    return Failure(.badOptions, "\"\(name)\" \(rule)")
  }

  private static func hint(_ nearest: String?) -> String {
    nearest.map { ", did you mean \"\($0)\"?" } ?? ""
  }
}
