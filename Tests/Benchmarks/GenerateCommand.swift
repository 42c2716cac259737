import ArgumentParser

/// Makes workloads of our own: for machines that do not have the shared generator, for more rules
/// than it can do in reasonable time, and for rules that it does not make.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write rules, requests and answers into a folder.")

  @Argument var folder: String
  @Argument(help: "How many rules; one workload for each.") var counts: [Int]
  @Option(help: "How many requests.") var requests = 2000
  @Option var seed: UInt64 = 7
  @Flag(help: "Every rule has a range of its own and nothing else.") var ownRanges = false

  func run() throws {
    for count in counts {
      let workload =
        ownRanges
        ? Workload.ownRanges(ruleCount: count, requestCount: requests, seed: seed)
        : Workload.random(ruleCount: count, requestCount: requests, seed: seed)
      try workload.write(to: folder)
    }
  }
}
