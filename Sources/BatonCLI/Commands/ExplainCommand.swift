import ArgumentParser
import Baton
import BatonModel
import BatonRecords
import BatonWorkbench

/// Why requests are decided as they are.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a request is decided as it is, and why not otherwise.",
    discussion: """
      For each stage: the rule that won with its place and reason, what it outranked, and the rules \
      that came nearest, with the conditions that failed in them and what the request had instead.

        baton explain rules requests.ndjson --request R-1
        head -1 requests.ndjson | baton explain rules
        baton explain rules requests.ndjson --format json | jq '.explain'
        baton explain rules requests.ndjson --request R-1 --why-not acme/payroll-l3
        baton explain rules --service payroll

      With --format json each decision is one line, and `explain` in it has a verdict on every rule.

      With --why-not it says what could have led to a group, a provider, a priority (P1) or a rule, by \
      which conditions it did not, and the smallest change of the request that was found with which it \
      would.

      With --audience it says what a customer or a provider may see; what is withheld is named.

      With --service nothing is decided: it says of a service which mechanism coordinates its requests, \
      who is responsible, and what may be adapted.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The rule base: a folder with a main.lua, or one Lua file.")
  var rules: String

  @Argument(help: "The requests; - is standard input.")
  var file = "-"

  @Option(help: ArgumentHelp("Only the requests with this id.", valueName: "id"))
  var request: String?

  @Option(
    help: ArgumentHelp(
      "Why it is not this: a group, a provider, a priority such as P1, or a rule.",
      valueName: "name"))
  var whyNot: String?

  @Option(help: ArgumentHelp("A service, instead of requests.", valueName: "name"))
  var service: String?

  @Option(help: "How to write explanations: text or json.")
  var format: Format = .text

  @Flag(help: "All rules that did not match, not only the nearest five (of each stage).")
  var all = false

  @OptionGroup var input: InputOptions

  @OptionGroup var told: AudienceOptions

  func run() throws {
    let engine = try RuleBaseLoading.engine(rules)
    let audience = try told.audience(of: engine)
    if let audience, !audience.seesEverything,
      let option = service.map({ _ in "--service" })
        ?? whyNot.map({ _ in "--why-not" })
    {
      throw Unusable(
        "\(option) tells of rules that a \(audience.party) may not see: drop it, or --audience")
    }
    if let service { return try explain(service: service, in: engine) }
    let wanted = try whyNot.map { try self.wanted($0, in: engine) }
    let world = try input.readWorld(for: engine)
    let intake = try RecordIntake(engine, source: input.source)
    let source = try RequestSource(file, format: input.inputFormat?.format)
    var requests = RequestStream(source, intake: intake)
    var explained = 0
    var findings = 0
    while let item = try requests.next() {
      switch item {
      case .fault(let fault):
        Terminal.note(line: fault.inWords)
        findings += 1
      case .request(let candidate):
        if let request, candidate.id != request { continue }
        if format == .text, explained > 0 { try Terminal.write(line: "") }
        explained += 1
        if let wanted {
          try write(engine.whyNot(wanted, candidate, in: world))
          continue
        }
        let decision = engine.decide(candidate, in: world, explain: .full)
        try write(audience.map { decision.disclosed(to: $0) } ?? decision)
        if !decision.errors.isEmpty { findings += 1 }
      }
    }
    if let request, explained == 0 { throw Unusable("no request has the id \"\(request)\"") }
    if findings > 0 { throw ExitCode.finding }
  }

  private func explain(service: String, in engine: Engine) throws {
    guard let account = engine.account(ofService: service) else {
      let nearest = engine.serviceName(near: service)
      throw Unusable(
        "there is no service \"\(service)\"" + (nearest.map { ", did you mean \"\($0)\"?" } ?? ""))
    }
    switch format {
    case .text: for line in ServiceText.page(account) { try Terminal.write(line: line) }
    case .json: try Terminal.write(ServiceJSON.line(account))
    }
  }

  private func wanted(_ name: String, in engine: Engine) throws -> WhyNot.Wanted {
    if let wanted = engine.wanted(name) { return wanted }
    let nearest = engine.nearestWanted(to: name).map { ", did you mean \"\($0)\"?" } ?? ""
    throw Unusable(
      "nothing leads to \"\(name)\": name a group, a provider, a priority such as P1, or a rule"
        + nearest)
  }

  private func write(_ whyNot: WhyNot) throws(OutputFailure) {
    switch format {
    case .text:
      for line in WhyNotText.page(whyNot, limit: all ? nil : 5) { try Terminal.write(line: line) }
    case .json: try Terminal.write(WhyNotJSON.line(whyNot, wanted: self.whyNot ?? ""))
    }
  }

  private func write(_ decision: Decision) throws(OutputFailure) {
    switch format {
    case .text:
      try Terminal.write(Array(ExplanationText.text(decision, limit: all ? nil : 5).utf8))
    case .json: try Terminal.write(line: decision.json)
    }
  }
}
