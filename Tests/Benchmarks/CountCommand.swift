import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does what `Tests/Benchmarks/instructions` has counted by callgrind: each case between two marks,
/// once it has been done before, so that what is counted is the steady state.
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Do fixed cases between marks, for counting instructions.",
    discussion: "Prints each case with the number of times it is done between its marks.")

  enum Case: String, ExpressibleByArgument, CaseIterable {
    /// The route stage: bound facts to the winner's rank.
    case stage
    /// A request as a value, to a decision.
    case decision
    /// A line of NDJSON, to one of `request`, `priority`, `to` and `why`.
    case line
    /// A request as a value, to a decision with what was outranked and the nearest misses.
    case nearest
    /// Loading the rule base.
    case load
    /// An event of a case with ten clocks, by rules of its own.
    case event
  }

  @Argument(help: "The rule base's folder.") var rules: String
  @Argument(help: "The requests, NDJSON.") var requests: String
  @Argument(help: "Which cases.") var cases: [Case]

  func run() throws {
    let folder = URL(filePath: rules)
    let engine = try Engine(rules: folder)
    let requests = try Requests.read(requests)
    for each in cases {
      switch each {
      case .stage:
        var probe = RouteProbe(engine)
        for request in requests { probe.bind(request) }
        count(each, requests.count) {
          var found = 0
          probe.forEachRank { if $0 != nil { found += 1 } }
          precondition(found == probe.count, "every request of the workload has a route")
        }
      case .decision:
        var worker = engine.makeWorker()
        count(each, requests.count) { for request in requests { keep(worker.decide(request)) } }
      case .nearest:
        guard let explanation = Explanation.measured[.nearest] else { continue }
        var worker = engine.makeWorker()
        count(each, requests.count) {
          for request in requests { keep(worker.decide(request, explain: explanation)) }
        }
      case .line:
        let batch = try Requests.lines(self.requests)
        var decider = try RecordDecider(
          engine, fields: [.own(.request), .own(.priority), .own(.to), .own(.why)])
        count(each, batch.count) {
          decider.decide(0..<batch.count, of: batch)
          _ = decider.take()
        }
        guard !decider.count.hasFindings else { throw ValidationError("a line is not decided") }
      case .load:
        try count(each, 1) { _ = try Engine(rules: folder) }
      case .event:
        let workload = try CaseWorkload(cases: 100)
        count(each, workload.events) { workload.run() }
      }
    }
  }

  private func count(_ each: Case, _ times: Int, _ body: () throws -> Void) rethrows {
    try body()
    countingBegins()
    try body()
    countingEnds()
    print(each.rawValue, times)
  }
}

// The marks. Callgrind knows them by their names; the calls in them keep them from being left out.

@inline(never)
private func countingBegins() { _ = getpid() }

@inline(never)
private func countingEnds() { _ = getppid() }
