import BatonLua
import BatonModel
import BatonSyntax

extension Findings {
  /// Reports why a file did not run to its end, where it was and who called.
  func report(_ failure: LuaFailure) {
    let problem: Problem =
      switch failure.kind {
      case .stopped(let meter): .stopped(meter)
      case .raised, .syntax: .raised(failure.message)
      case .refused: .refused(failure.message)
      }
    let frame = failure.traceback.first { sources.file(named: $0.chunk) != nil }
    let file = failure.chunk ?? frame?.chunk ?? sources.files.first?.name ?? "main.lua"
    let line = failure.line ?? frame?.line ?? 1
    guard let site = sources.site(file: file, line: line) else {
      return report(problem, at: Place(file: file, line: line))
    }
    let callers = failure.traceback.dropFirst().prefix(8).compactMap { frame in
      sources.site(file: frame.chunk, line: frame.line).map { ($0, "called from here") }
    }
    report(problem, at: site, related: callers)
  }
}
