import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import Foundation

/// The requests of a workload, with what must be decided.
struct Requests {
  let values: [Request]
  let answers: [Substring]

  init(_ path: String, answers folder: String) throws {
    values = try Self.read(path)
    let text = try String(
      contentsOf: URL(filePath: folder).appending(path: "answers.txt"), encoding: .utf8)
    answers = text.split(separator: "\n")
    guard values.count == answers.count else {
      throw ValidationError("\(values.count) requests, but \(answers.count) answers")
    }
  }

  static func read(_ path: String) throws -> [Request] {
    var reader = try RecordReader(ByteSource(path: path), name: path)
    var found: [Request] = []
    while let outcome = try reader.next() {
      guard case .record(let record) = outcome else {
        throw ValidationError("a request cannot be read")
      }
      found.append(Request(record.value))
    }
    return found
  }

  /// The lines of a file as one batch, still to be parsed.
  static func lines(_ path: String) throws -> LineBatch {
    var reader = try RecordReader(ByteSource(path: path), name: path)
    guard case .lines(let batch)? = try reader.nextBatch(size: 1 << 30, isIdle: { false }) else {
      throw ValidationError("\(path) is not NDJSON")
    }
    return batch
  }

  /// How many decisions of an engine are wrong.
  func mistakes(of engine: Engine) -> Int {
    zip(values, answers).count { Answer(engine.decide($0)).line != $1 }
  }
}
