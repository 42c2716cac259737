import ArgumentParser

/// Makes workloads of our own, for machines that do not have the shared generator.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write rules, requests and answers into a folder.")

  @Argument var folder: String
  @Argument(help: "How many rules; one workload for each.") var counts: [Int]
  @Option(help: "How many requests.") var requests = 2000
  @Option var seed: UInt64 = 7

  func run() throws {
    for count in counts {
      let workload = Workload.random(ruleCount: count, requestCount: requests, seed: seed)
      try workload.write(to: folder)
    }
  }
}
