import Baton
import BatonModel
import BatonRecords
import BatonWorkbench
import Foundation
import Testing

/// One case of the corpus in `Tests/Conformance/<topic>/<case>`:
///
///     rules/             a rule base
///     requests.ndjson    requests, one a line
///     expected.ndjson    for each, the members that its decision must have
///     world.json         the state of the world, if it matters
///
/// The expected values come from the meaning of the language, or from who is named in the folder's
/// NOTICE; never from what the engine happened to say.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  /// `route/levels`
  let name: String

  var testDescription: String { name }

  static let all: [ConformanceCase] = Repository.files(
    below: "Tests/Conformance", endingIn: "/expected.ndjson"
  ).map { path in
    ConformanceCase(name: path.split(separator: "/").dropFirst(2).dropLast().joined(separator: "/"))
  }

  var folder: String { "Tests/Conformance/\(name)" }
  var rules: String { folder + "/rules" }
  var requests: String { folder + "/requests.ndjson" }
  var world: String? {
    let path = folder + "/world.json"
    return FileManager.default.fileExists(atPath: Repository.root.path + "/" + path) ? path : nil
  }

  func expected() throws -> [Members] {
    try Records.read(Repository.root.path + "/\(folder)/expected.ndjson")
  }

  /// What the library decides, as the lines of JSON that integrators see.
  func decisions() throws -> [String] {
    let engine = try Engine(rules: Repository.folder(rules))
    let world = try self.world.map { path in
      try WorldReader.world(Records.read(Repository.root.path + "/" + path)[0], in: engine.zone)
    }
    return try Records.read(Repository.root.path + "/" + requests).map { record in
      engine.decide(Request(record), in: world ?? World()).json
    }
  }
}

/// Records of a file, all at once.
enum Records {
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  static func read(_ path: String) throws -> [Members] {
    try read(RecordReader(ByteSource(path: path), name: path))
  }

  static func parse(_ lines: String) throws -> [Members] {
    try read(
      RecordReader(ByteSource(bytes: Array(lines.utf8)), format: .ndjson, name: "decisions"))
  }

  private static func read(_ reader: consuming RecordReader) throws -> [Members] {
    var records: [Members] = []
    while let outcome = try reader.next() {
      switch outcome {
      case .record(let record): records.append(record.value)
      case .fault(let fault):
        throw Unreadable(description: "line \(fault.line): \(fault.cause.description)")
      }
    }
    return records
  }
}
