// A made-up service desk: 200 services, five kinds, twelve regions, and rules that mostly name two
// or three of them, as routing rules do. Sixty requests of a hundred are made to fit some rule.

extension Workload {
  static let kinds = ["incident", "service_request", "change", "problem", "event"]
  static let regions = [
    "emea-n", "emea-s", "dach", "uki", "na-e", "na-w", "latam", "apac-n", "apac-s", "anz", "mena",
    "india",
  ]
  static let serviceCount = 200

  static func service(_ number: Int) -> String { "svc-" + padded(number, 3) }

  /// The same seed gives the same workload.
  static func random(ruleCount: Int, requestCount: Int, seed: UInt64) -> Workload {
    var random = SplitMix(state: seed &+ UInt64(ruleCount))
    var rules: [Rule] = []
    while rules.count < ruleCount - 1 {
      rules.append(rule(rules.count, &random))
    }
    rules.append(
      Rule(
        id: "r" + padded(rules.count, 5), eq: Equalities(), range: Ranges(), provider: "prov-00",
        team: "l1-desk"))
    let requests = (0..<requestCount).map { request($0, rules, &random) }
    return Workload(rules: rules, requests: requests)
  }

  private static func rule(_ number: Int, _ random: inout SplitMix) -> Rule {
    var equalities = Equalities()
    repeat {
      equalities = Equalities()
      if random.chance(90) { equalities.service = service(random.below(serviceCount)) }
      if random.chance(80) { equalities.kind = random.pick(kinds) }
      if random.chance(50) { equalities.region = random.pick(regions) }
      if random.chance(60) { equalities.priority = 1 + random.below(5) }
    } while equalities.count < (equalities.service == nil ? 3 : 2)
    var ranges = Ranges()
    if random.chance(35) {
      let lower = 10 * random.below(8)
      ranges.risk = [lower, lower + random.pick([20, 30])]
    }
    if random.chance(25) { ranges.users = [random.pick([10, 50, 100, 500, 1000]), nil] }
    return Rule(
      id: "r" + padded(number, 5), eq: equalities, range: ranges,
      provider: "prov-" + padded(random.below(12), 2),
      team: "team-" + padded(random.below(150), 3))
  }

  private static func request(_ number: Int, _ rules: [Rule], _ random: inout SplitMix) -> Ticket {
    var ticket = Ticket(
      id: "REQ" + padded(number, 6), title: "printer / vpn / sap something is broken",
      service: service(random.below(serviceCount)), kind: random.pick(kinds),
      region: random.pick(regions), priority: 1 + random.below(5), risk: random.below(100),
      users: random.pick([1, 5, 20, 80, 300, 700, 2000]))
    if random.chance(60) {
      let model = rules[random.below(rules.count)]
      ticket.service = model.eq.service ?? ticket.service
      ticket.kind = model.eq.kind ?? ticket.kind
      ticket.region = model.eq.region ?? ticket.region
      ticket.priority = model.eq.priority ?? ticket.priority
      if let lower = model.range.risk?[0] { ticket.risk = lower + random.below(20) }
      if let lower = model.range.users?[0] { ticket.users = lower + 5 }
    }
    return ticket
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Workload.Equalities {
  fileprivate var count: Int {
    [service != nil, kind != nil, region != nil, priority != nil].count { $0 }
  }
}

/// Steele, Lea and Flood's SplitMix64: small, and the same everywhere.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }
}
