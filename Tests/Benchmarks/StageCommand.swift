import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import Foundation

/// The route stage alone: typed fields in, the winner's rank out.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage",
    abstract: "One stage per CPU second, from bound fields to the winner.",
    discussion: "Prints: decisions per CPU second, wrong answers, bytes of the index.")

  @Argument(help: "The rule base's folder.") var rules: String
  @Argument(help: "The requests, NDJSON.") var requests: String
  @Argument(help: "The rule that must win, for each request a line.") var answers: String
  @Option(help: "Go through the requests so often and time nothing: for counting instructions.")
  var rounds: Int?

  func run() throws {
    let engine = try Engine(rules: URL(filePath: rules))
    var probe = RouteProbe(engine)
    for request in try RoutingCommand.read(requests) { probe.bind(request) }
    let answers = try String(contentsOf: URL(filePath: answers), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var wrong = 0
    for number in 0..<probe.count {
      let name = probe.rank(of: number).map { probe.name(ofRank: $0) }
      if name != answers[number] { wrong += 1 }
    }
    var sum = 0
    func once() {
      for number in 0..<probe.count { sum &+= probe.rank(of: number) ?? 0 }
    }
    if let rounds {
      for _ in 0..<rounds { once() }
      return print(sum)
    }
    let best = ProcessorClock.best { once() }
    precondition(sum > 0)
    print(Int(Double(probe.count) / best), wrong, probe.indexSize, separator: "\t")
  }
}
