import Baton
import BatonModel
import BatonRecords
import BatonTime
import BatonWorkbench

/// Reads what `--world` and `--now` say, and the clock for requests that say no time.
enum WorldFile {
  static func world(file: String?, now: String?, for engine: Engine) throws -> World {
    var world = World()
    if let file { world = try read(file, in: engine.zone) }
    if let now {
      do throws(WorldFault) {
        world.now = try WorldReader.instant(now, in: engine.zone)
      } catch {
        throw Unusable("--now \(error.message)")
      }
    }
    world.clock = Clock.now
    return world
  }

  private static func read(_ file: String, in zone: Zone) throws -> World {
    do {
      var reader = try RecordReader(ByteSource(path: file), format: .json, name: file)
      switch try reader.next() {
      case nil: throw Unusable("\(file): the file is empty, a world is an object in braces")
      case .fault(let fault)?: throw Unusable("\(file): \(fault)")
      case .record(let record)?: return try WorldReader.world(record.value, in: zone)
      }
    } catch let failure as ReadFailure {
      throw Unusable("\(failure)")
    } catch let fault as WorldFault {
      throw Unusable("\(file): \(fault.message)")
    }
  }
}
