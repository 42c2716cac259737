import Baton
import BatonModel
import BatonTime

/// What a run of a log decides by, as its first line says it.
package struct DecisionLogRun: Sendable {
  /// The line in the file.
  package let began: Int
  let name: String
  let hash: String
  /// Nil if its rules were not given.
  let engine: Engine?
  let mask: RequestMask
  /// Whether each decision changes the world of the next.
  let applies: Bool
  /// As it is when the run begins.
  let world: World

  /// - Parameter engines: by the hashes of their rule bases.
  init(
    _ members: Members, engines: [String: Engine], at line: Int
  ) throws(DecisionLogFault) {
    guard case .text(let form)? = members["log"] else { throw .notAnOpening }
    guard form == DecisionLog.schema else { throw .newerForm(form) }
    guard case .object(let rules)? = members["rules"], case .text(let hash)? = rules["hash"],
      case .object(let written)? = members["world"], case .list(let masked)? = members["masked"],
      case .yesNo(let applies)? = members["applies"]
    else { throw .notAnOpening }
    began = line
    name = if case .text(let name)? = rules["name"] { name } else { "?" }
    self.hash = hash
    engine = engines[hash]
    var world = World()
    if let engine {
      do throws(WorldFault) {
        world = try WorldReader.world(written, in: engine.zone)
      } catch {
        throw .world(error.message)
      }
      if case .text(let clock)? = members["clock"] {
        world.clock = ISO8601.parse(clock, in: .utc)?.instant
      }
    }
    self.world = world
    let paths = masked.compactMap { path -> [String]? in
      guard case .text(let text) = path else { return nil }
      return text.split(separator: ".").map(String.init)
    }
    mask = RequestMask(paths)
    self.applies = applies
  }
}
