/// Rules of the stages round the routes, one of each kind for every hundred routes and at least
/// five, and what they come to, said once in Lua and once plainly.
///
/// They are as specific as routes, so that a request meets few of them, but each needs its own
/// search. A floor on the priority changes which route holds.
struct OtherStages {
  private struct Rule {
    let number: Int
    let service: String
    let kind: String
    let region: String
  }

  private static let floor = 2
  private static let users = 1000
  private let rules: [Rule]

  init(routes: Int) {
    rules = (0..<max(5, routes / 100)).map { number in
      Rule(
        number: number, service: Workload.service(number * 7 % Workload.serviceCount),
        kind: Workload.kinds[number % Workload.kinds.count],
        region: Workload.regions[number % Workload.regions.count])
    }
  }

  var lua: String {
    var lines = [
      """
      role "board" { name = "Board", party = "service_integrator" }
      priority_matrix {
        impact = { "high", "medium", "low" }, urgency = { "high", "medium", "low" },
        { 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 5 } }
      """
    ]
    for rule in rules {
      let service = "service = \"\(rule.service)\""
      let region = "region = \"\(rule.region)\""
      lines += [
        "classify \"c\(rule.number)\" { when = { \(service), kind = \"\(rule.kind)\" }, "
          + "set = { category = \"category \(rule.number % 20)\" } }",
        "priority \"p\(rule.number)\" { when = { \(service), \(region) }, "
          + "not_below = \(Self.floor) }",
        "approval \"a\(rule.number)\" { when = { \(service), \(region), kind = \"change\" }, "
          + "by = { \"board\" }, needs = 1 }",
        "policy \"o\(rule.number)\" { when = { \(service), \(region) }, "
          + "forbid = { users = above(\(Self.users)) }, severity = \"warning\" }",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The answer but for its route, and the priority that routes see.
  func answer(_ request: Workload.Ticket) -> Answer {
    var answer = Answer(route: "", priority: request.priority)
    for rule in rules where rule.service == request.service {
      if rule.kind == request.kind { answer.classified = 1 }
      guard rule.region == request.region else { continue }
      answer.priority = min(answer.priority, Self.floor)
      if request.kind == "change" { answer.approvals += 1 }
      if request.users > Self.users { answer.policies += 1 }
    }
    return answer
  }
}
