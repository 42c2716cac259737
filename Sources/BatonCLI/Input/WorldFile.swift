import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Reads what `--world` and `--now` say, and the clock for requests that say no time.
enum WorldFile {
  /// The world as it was written, with the instant that was given.
  static func written(file: String?, now: String?) throws -> Members {
    var members = try file.map { try read($0).map { ($0.name, $0.value) } } ?? []
    if let now { members = members.filter { $0.0 != "now" } + [("now", .text(now))] }
    return Members(members)
  }

  static func world(file: String?, now: String?, for engine: Engine) throws -> World {
    try world(written(file: file, now: now), file: file, for: engine)
  }

  /// - Parameter written: what `written` gave; with the instant that was given in it.
  static func world(_ written: Members, file: String?, for engine: Engine) throws -> World {
    var world: World
    do throws(WorldFault) {
      world = try WorldReader.world(written, in: engine.zone)
    } catch {
      throw Unusable((file.map { "\($0): " } ?? "--now ") + error.message)
    }
    world.clock = Clock.now
    return world
  }

  private static func read(_ file: String) throws -> Members {
    let first: RecordOutcome?
    do throws(ReadFailure) {
      var reader = try RecordReader(ByteSource(path: file), format: .json, name: file)
      first = try reader.next()
    } catch {
      throw Unusable("\(error)")
    }
    switch first {
    case .record(let record)?: return record.value
    case .fault(let fault)?: throw Unusable("\(file): \(fault)")
    case nil: throw Unusable("\(file): the file is empty, a world is an object in braces")
    }
  }
}
