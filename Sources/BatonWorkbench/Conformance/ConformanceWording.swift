// Why a log cannot be checked, in words.

package import Baton

extension ConformanceSetup.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noProcess: "the rule base has no process to check a log by"
    case .unknownProcess(let name, let nearest):
      "there is no process \"\(name)\"" + Self.suggestion(nearest)
    case .severalProcesses(let names):
      "several processes are for every case (\(names.joined(separator: ", "))): "
        + "choose one with --process"
    case .unknownSource(let name, let nearest):
      "there is no source \"\(name)\"" + Self.suggestion(nearest)
    case .severalSources(let names):
      "several sources say how a log is written (\(names.joined(separator: ", "))): "
        + "choose one with --source"
    }
  }

  package static func unknownProcess(_ name: String, of engine: Engine) -> Self {
    .unknownProcess(name, nearest: Engine.nearest(to: name, among: engine.processNames))
  }

  private static func suggestion(_ nearest: String?) -> String {
    nearest.map { ", did you mean \"\($0)\"?" } ?? ""
  }
}
