import Baton
import Foundation

/// Decides requests with a rule base: EmbedSwift RULES REQUESTS
@main
struct EmbedSwift {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: EmbedSwift RULES REQUESTS")
      exit(2)
    }
    do {
      let engine = try Engine(rules: URL(filePath: arguments[1]))
      print(engine.identity.name, engine.identity.version ?? "without a version")
      decideOne(with: engine)
      try await decideAll(in: arguments[2], with: engine)
    } catch let error as RuleBaseError {
      print(error)
      exit(2)
    }
  }

  /// A request that is built of values, in a world of its own.
  private static func decideOne(with engine: Engine) {
    let request = Request([
      ("kind", .text("incident")), ("service", .text("payroll")),
      ("impact", .text("high")), ("urgency", .text("high")),
    ])
    let world = World(now: Instant(seconds: 1_778_574_600), load: ["acme/payroll-desk": 31])
    let decision = engine.decide(request, in: world)
    print(decision.to?.name ?? "nobody", "because", decision.why[.route]?.because ?? "of the rules")
  }

  /// Requests as lines of JSON, decided by many tasks at once: an engine never changes.
  private static func decideAll(in file: String, with engine: Engine) async throws {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let answers = await withTaskGroup { tasks in
      for (number, line) in lines.enumerated() {
        tasks.addTask { (number, answer(to: String(line), by: engine)) }
      }
      return await tasks.reduce(into: Array(repeating: "", count: lines.count)) { answers, task in
        answers[task.0] = task.1
      }
    }
    print(answers.joined(separator: "\n"))
  }

  private static func answer(to line: String, by engine: Engine) -> String {
    do {
      let decision = engine.decide(try Request(json: line))
      let priority = decision.priority.map { "P\($0)" } ?? "no priority"
      return "\(decision.request ?? "?"): \(decision.to?.name ?? "nobody"), \(priority)"
    } catch {
      return "no request: \(error)"
    }
  }
}
