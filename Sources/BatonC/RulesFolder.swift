import Baton
import BatonRecords
import BatonWorkbench

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Rule bases by their paths.
enum RulesFolder {
  static func engine(at path: String) throws(Failure) -> Engine {
    let url = try url(path)
    do throws(RuleBaseError) {
      return try Engine(rules: url)
    } catch {
      throw Failure(.badRules, error.description)
    }
  }

  /// The document of `baton check RULES --format json`, scenarios' files included.
  static func findings(at path: String) throws(Failure) -> [UInt8] {
    let load = RuleBaseLoad(rules: try url(path), more: TestFiles.names(in: path))
    var json = JSONWriter()
    DiagnosticDocument.write(
      CheckedRules(load.diagnostics), functions: load.engine?.functions ?? [], to: &json)
    return json.bytes
  }

  private static func url(_ path: String) throws(Failure) -> URL {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        .noRules, "there is no rule base \"\(path)\": give its folder, or one Lua file")
    }
    return URL(filePath: path)
  }
}
