import ArgumentParser
import Baton
import BatonModel
import Foundation

/// Decides a workload's requests in this process, without reading or writing text.
///
/// Each pass goes through all requests, so that neither caches nor branch prediction learn one of
/// them by heart. What a decision costs once its request is bound is the time of binding and
/// deciding less that of binding.
struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decisions per CPU second in process, on one thread.",
    discussion: """
      Prints lines of a key and a figure. Always: `wrong`, the number of wrong answers; `load`, \
      seconds; `understood` and `opaque`, numbers of functions; `index`, bytes of the routes' index. \
      And what is asked for.
      """)

  enum Measure: String, ExpressibleByArgument, CaseIterable {
    /// The route stage alone: bound facts to the winner's rank.
    case stage
    /// Bound facts to a line of id and target: nothing is explained.
    case off
    /// Bound facts to a decision as a value, with each stage's winner and its place.
    case on
    /// The same with the rules that were outranked and the nearest misses.
    case nearest
    /// The same with a verdict on every rule.
    case full
    /// A request as an embedder has it, members by name and not yet typed, to a decision.
    case values
    /// Seconds to build the routes' index.
    case build
  }

  /// Verdicts on so many rules make a pass: on every rule of every request would take minutes.
  private static let verdicts = 2_000_000
  /// How many nearest misses are told.
  static let misses = 3

  @Argument(help: "The rule base's folder, with answers.txt.") var rules: String
  @Argument(help: "The requests, NDJSON.") var requests: String
  @Option(parsing: .upToNextOption, help: "What to measure.")
  var measure = Measure.allCases
  @Option(help: "For how many seconds to measure each.") var seconds = 1.0

  func run() throws {
    var loaded: Engine?
    let load = try ProcessorClock.seconds { loaded = try Engine(rules: URL(filePath: rules)) }
    guard let engine = loaded else { return }
    let requests = try Requests(requests, answers: rules)
    var probe = RouteProbe(engine)
    let opaque = engine.functions.count { $0.obstacle != nil }
    print("load", load)
    print("wrong", requests.mistakes(of: engine))
    print("understood", engine.functions.count - opaque)
    print("opaque", opaque)
    print("index", probe.indexSize)
    for measure in measure {
      switch measure {
      case .stage: print(measure.rawValue, stage(&probe, requests))
      case .build: print(measure.rawValue, ProcessorClock.best(budget: 0.2) { probe.build() })
      case .values:
        let values = requests.values
        print(
          measure.rawValue,
          rate(values.count) { for value in values { keep(engine.decide(value)) } })
      case .off, .on:
        print(measure.rawValue, bound(engine, requests.values, asLine: measure == .off))
      case .nearest, .full:
        guard let explanation = Explanation.measured[measure] else { continue }
        print(measure.rawValue, explained(engine, requests.values, explanation))
      }
    }
  }

  private func rate(_ count: Int, _ pass: () -> Void) -> Int {
    Int(Double(count) / ProcessorClock.best(budget: seconds, pass))
  }

  private func stage(_ probe: inout RouteProbe, _ requests: Requests) -> Int {
    for request in requests.values { probe.bind(request) }
    var sum = 0
    let rate = rate(probe.count) {
      probe.forEachRank { sum &+= $0 ?? 0 }
    }
    precondition(sum > 0, "not every request has the first route")
    return rate
  }

  private func bound(_ engine: Engine, _ requests: [Request], asLine: Bool) -> Int {
    var worker = engine.makeWorker()
    var writer = worker.makeWriter(fields: [.own(.request), .own(.to)])
    let both = ProcessorClock.best(budget: seconds) {
      for request in requests {
        worker.bind(request)
        if asLine {
          worker.decideBound(writing: &writer)
        } else {
          keep(worker.decideBound())
        }
      }
      writer.bytes.removeAll(keepingCapacity: true)
    }
    return Int(Double(requests.count) / (both - binding(&worker, requests)))
  }

  private func explained(
    _ engine: Engine, _ requests: [Request], _ explanation: Explanation
  ) -> Int {
    let requests =
      explanation == .full
      ? requests.prefix(max(10, Self.verdicts / engine.ruleCounts.reduce(0) { $0 + $1.count }))
      : requests[...]
    var worker = engine.makeWorker()
    let both = ProcessorClock.best(budget: seconds) {
      for request in requests { keep(worker.decide(request, explain: explanation)) }
    }
    return Int(Double(requests.count) / (both - binding(&worker, Array(requests))))
  }

  private func binding(_ worker: inout DecisionWorker, _ requests: [Request]) -> Double {
    ProcessorClock.best(budget: seconds) { for request in requests { worker.bind(request) } }
  }
}

/// Uses a decision.
@inline(never)
func keep(_ decision: Decision) {
  precondition(decision.to != nil, "every request of the workload has a route")
}

extension Explanation {
  /// What is measured besides the winners.
  static let measured: [DecideCommand.Measure: Explanation] = [
    .full: .full, .nearest: .nearest(DecideCommand.misses),
  ]
}
