import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import Foundation

/// What a decision costs once its request is bound: matching all stages, the outcome, and making a
/// decision of it or a line of output.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decisions per CPU second from bound facts, on one worker.",
    discussion: """
      Prints two figures: decisions as values, and as lines with request, priority, to and why. With \
      --passes it decides that often and prints nothing, for counting instructions.
      """)

  private static let again = 50

  @Argument(help: "The rule base's folder.") var rules: String
  @Argument(help: "The requests, NDJSON.") var requests: String
  @Option(help: "How often to decide every request, untimed.") var passes: Int?
  @Flag(help: "With --passes: lines instead of decisions.") var lines = false

  func run() throws {
    let engine = try Engine(rules: URL(filePath: rules))
    let requests = try RoutingCommand.read(requests)
    var worker = engine.makeWorker()
    var writer = worker.makeWriter(fields: [
      .own(.request), .own(.priority), .own(.to), .own(.why),
    ])
    if let passes {
      for request in requests {
        worker.bind(request)
        for _ in 0..<passes { decide(&worker, &writer, asLine: lines) }
      }
      return
    }
    let figures = [false, true].map { asLine in
      let best = ProcessorClock.best {
        for request in requests {
          worker.bind(request)
          for _ in 0..<Self.again { decide(&worker, &writer, asLine: asLine) }
        }
      }
      return Int(Double(requests.count * Self.again) / best)
    }
    print(figures[0], figures[1], separator: "\t")
  }

  @inline(never)
  private func decide(
    _ worker: inout DecisionWorker, _ writer: inout OutcomeWriter, asLine: Bool
  ) {
    if asLine {
      worker.decideBound(writing: &writer)
      if writer.bytes.count > 1 << 16 { writer.bytes.removeAll(keepingCapacity: true) }
    } else {
      precondition(worker.decideBound().to != nil, "every request of the workload has a route")
    }
  }
}
