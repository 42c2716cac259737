extension Workload {
  private static let users = 100_000_000

  /// Rules that no equality tells apart: each has a range of users of its own, so that nearly all
  /// ends differ, and a request meets two or three of them.
  static func ownRanges(ruleCount: Int, requestCount: Int, seed: UInt64) -> Workload {
    var random = SplitMix(state: seed &+ UInt64(ruleCount))
    let widest = max(5 * users / ruleCount, 2)
    var rules = (0..<ruleCount - 1).map { number in
      let lower = random.below(users)
      let range = Ranges(users: [lower, lower + 1 + random.below(widest)])
      return Rule(
        id: "r\(number)", eq: Equalities(), range: range, provider: "prov-00",
        team: "team-\(random.below(150))")
    }
    rules.append(
      Rule(
        id: "r\(ruleCount - 1)", eq: Equalities(), range: Ranges(), provider: "prov-00",
        team: "l1-desk"))
    let requests = (0..<requestCount).map { number in
      Ticket(
        id: "REQ\(number)", title: "a range of its own", service: service(0), kind: kinds[0],
        region: regions[0], priority: 3, risk: 0, users: random.below(users))
    }
    return Workload(rules: rules, requests: requests)
  }
}
