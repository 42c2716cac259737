import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import Foundation

/// Decides a workload's requests in this process, without reading or writing text.
///
/// The requests are in memory as an embedder has them: members by name, not yet typed. So this is
/// binding, all stages, and the decision as a value; every answer is compared.
struct RoutingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routing",
    abstract: "Decisions per CPU second in process.",
    discussion: "Prints: seconds to load, decisions per CPU second, wrong answers.")

  @Argument(help: "The rule base's folder.") var rules: String
  @Argument(help: "The requests, NDJSON.") var requests: String
  @Argument(help: "The rule that must win, for each request a line.") var answers: String

  func run() throws {
    var loaded: Engine?
    let loading = try ProcessorClock.seconds {
      loaded = try Engine(rules: URL(filePath: rules))
    }
    guard let engine = loaded else { return }
    let requests = try Self.read(requests)
    let answers = try String(contentsOf: URL(filePath: answers), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    guard requests.count == answers.count else {
      throw ValidationError("\(requests.count) requests, but \(answers.count) answers")
    }

    let world = World()
    let wrong = zip(requests, answers).count { request, answer in
      engine.decide(request, in: world).why[.route]?.rule != answer
    }
    var decided = 0
    let best = ProcessorClock.best {
      for request in requests where engine.decide(request, in: world).to != nil { decided += 1 }
    }
    precondition(decided > 0)
    print(
      String(format: "%.3f", loading), Int(Double(requests.count) / best), wrong,
      separator: "\t")
  }

  /// Reads the requests of a workload.
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
}
