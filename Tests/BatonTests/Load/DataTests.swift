import TestSupport
import Testing

@testable import Baton

/// Declarations that are data never pass through Lua. Inside `do … end` the same text is a statement
/// like any other, and Lua makes what it says: both must give the same rules and say the same.
@Suite struct DataTests {
  private func load(_ rules: String, throughLua: Bool) -> RuleBaseLoad {
    let text = throughLua ? "do\n\(rules)\nend" : "\n\(rules)\n"
    let files = [
      "main.lua": "include \"landscape\" include \"rules\"\n",
      "landscape.lua": MarkedRules.landscape, "rules.lua": text,
    ]
    return RuleBaseLoad(folder: RuleFolder(contents: files), main: "main.lua", more: [])
  }

  /// Everything that a value holds. The order in which a set shows its members means nothing.
  private func shown(_ value: Any) -> String {
    String(reflecting: value).replacing(/Set\(\[(.*?)\]\)/) { match in
      "Set(\(match.1.split(separator: ", ").sorted().joined(separator: ", ")))"
    }
  }

  /// What was found in which line. A table that is the argument of a word has no places of its own
  /// once Lua made it; as data its keys have theirs, so that columns may differ.
  private func findings(_ load: RuleBaseLoad) -> Set<String> {
    Set(load.diagnostics.map { "\($0.place) \($0.severity) \($0.code) \($0.message)" })
  }

  private func expectSame(_ rules: String, exactly isExact: Bool = true, _ comment: Comment? = nil)
  {
    let data = load(rules, throughLua: false)
    let lua = load(rules, throughLua: true)
    if isExact {
      #expect(data.diagnostics == lua.diagnostics, comment)
    } else {
      #expect(findings(data) == findings(lua), comment)
    }
    #expect((data.engine == nil) == (lua.engine == nil), comment)
    guard let data = data.engine?.decider.rules, let lua = lua.engine?.decider.rules else { return }
    #expect(shown(data.routes) == shown(lua.routes), comment)
    #expect(shown(data.classify) == shown(lua.classify), comment)
    #expect(shown(data.priorities) == shown(lua.priorities), comment)
    #expect(shown(data.approvals) == shown(lua.approvals), comment)
    #expect(shown(data.policies) == shown(lua.policies), comment)
    #expect(shown(data.agreements) == shown(lua.agreements), comment)
    #expect(shown(data.ladders) == shown(lua.ladders), comment)
    #expect(shown(data.rotas) == shown(lua.rotas), comment)
    #expect(shown(data.handoffs) == shown(lua.handoffs), comment)
    #expect(shown(data.plans) == shown(lua.plans), comment)
  }

  @Test(arguments: [
    "route \"a\" { to = \"acme\" }",
    "route \"a\" { when = { kind = \"incident\", priority = { 1, 2 } }, to = \"acme\" }",
    "route \"a\" { when = { summary = contains_any { \"x\", 'y', [[z]] } }, to = \"acme\" }",
    "route \"a\" { when = { summary = absent, any_of { { priority = 1 }, { vip = true } } } }",
    "route \"a\" { when = { { priority = 1 }, { kind = none_of { \"change\" } } }, to = \"acme\" }",
    "route \"a\" { to = \"acme\"; because = \"caf\\u{E9} \\x41\\65\\z   B\"; }",
    "route \"a\" { to = weighted { [\"acme\"] = 3, acme = 1 } }",
    "route \"a\" { to = weighted { [\"acme\"] = 3.5 }, [\"because\"] = \"x\" }",
    "route \"a\" { to = \"nobody\", tags = { \"x\", 2 }, servce = 1, 7 }",
    "route \"a\" { when = { priority = -1, summary = 5, vip = \"yes\" }, to = \"acme\" }",
    "route \"a\" { when = { priority = above(2) }, to = least_loaded {} }",
    "route \"a\" { when = { hours = hours(hours(1)) }, to = hours(1) }",
    "route \"tree\" { labels = true, when = { team = \"x\" }, to = \"acme\",\n"
      + "  route \"leaf\" { when = { team = 7 } },\n  policy \"no\" { require = {} } }",
    "route \"same\" { to = \"acme\" }\nroute \"same\" { to = \"acme\" }",
    "route \"\" { to = \"acme\" }",
    "priority \"p\" { not_below = 2, not_above = 1 }\npriority \"q\" { set = 0x10 }",
    "classify \"c\" { when = { summary = matches(\"(\") }, set = { category = \"x\", priority = 2 } }",
    "approval \"a\" { by = { \"cio\" }, needs = 2, within = business_days(2.5) }",
    "policy \"p\" { forbid = { priority = 1 }, severity = \"violation\", mode = \"advisory\" }",
    "levels { \"team\", \"global\" }\nroute \"a\" { level = \"team\", to = \"acme\" }",
    "route \"a\" { when = { opened_at = during(\"office\", \"ofice\") }, to = on_call \"r\" }",
    "route \"a\" { when = { opened_at = during \"office\" }, to = first_open { \"fuji/depot\" } }",
    "sla \"s\" { metric = \"time_to_own\", within = business_hours(2.5), boundary = \"next_open\",\n"
      + "  warn_at = { \"50%\", before(minutes(5)), past(hours(1)) }, pause_on = { \"customer\" } }",
    "ola \"o\" { with = { \"acme\", \"fuji\" }, supports = \"s\", metric = \"own\", within = 4,\n"
      + "  warn_at = { 50, \"0%\", before(\"x\") }, resume_when = \"not_paused\" }",
    "sla \"s\" { metric = \"time_to_own\", within = hours(1) }\n"
      + "escalation \"e\" { on = \"s\", at(\"50%\", { functional = \"acme/l3\", when = { vip = true } }),\n"
      + "  at(before(minutes(5)), { hierarchical = \"boss\", notify = { \"customer\" } }),\n"
      + "  after(minutes(0), { notify = \"pager\" }), after(hours(1), { notify = \"boss\" }),\n"
      + "  repeat_times = 2 }",
    "escalation \"e\" { at(\"50%\"), after({}), at(\"50%\", { x = 1 }), 7, repeat_times = 2 }",
    "sla \"s\" { metric = \"time_to_own\", within = hours(1), at(\"50%\", {}), task \"t\" {} }",
    "at(\"50%\", {})\nafter(minutes(1), {})\ntask \"t\" { to = \"acme\" }",
    "rota \"r\" { timezone = \"Europe/Paris\", layers = { { people = { \"a\", \"b\" },\n"
      + "  handover = \"mon 09:00\", every = days(7), from_date = \"2026-01-05\" } },\n"
      + "  overrides = { { from = \"2026-01-05\", to = \"2026-01-06\", person = \"c\" } } }",
    "rota \"r\" { layers = { 5, { people = {} }, { x = 1 } }, overrides = { {} } }",
    "handoff \"h\" { to = \"acme\", needs = { \"summary\", \"sumary\" }, within = days(1) }",
    "plan \"p\" { task \"a\" { to = \"acme\" }, task \"b\" { to = \"acme/l3\", after = { \"a\" },\n"
      + "  within = business_days(1), if_failed = \"continue\", any = true } }",
    "plan \"p\" { task \"a\" { after = \"b\" }, task \"b\" { to = \"x\", after = \"a\" }, task \"\" {} }",
  ])
  func saysTheSame(_ rules: String) {
    expectSame(rules)
    expectSame(rules + "\nroute \"rest\" { to = \"acme\" }")
  }

  @Test func saysTheSameOfGeneratedRules() {
    let seed = SeededNumbers.anySeed()
    var source = Source(seed: seed)
    for _ in 0..<150 {
      let rules = (0..<Int.random(in: 1...6, using: &source.random)).map { source.declaration($0) }
      expectSame(rules.joined(separator: "\n"), exactly: false, "seed \(seed)")
    }
  }

  /// What a loop declares takes its place among what is data, and so does what is skipped.
  @Test func keepsTheOrderOfTheFile() {
    let load = load(
      """
      route "1" { when = { priority = 1 }, to = "acme" }
      for index = 2, 3 do
        route(tostring(index)) { when = { priority = index }, to = "acme" }
      end
      route "4" { when = { priority = 4 }, to = "acme" } route "5" { to = "acme", when = { id = "x" } }
      goto over
      route "never" { to = "acme" }
      ::over::
      local text = "6"
      route(text) { to = "acme" }
      """, throughLua: false)
    #expect(load.diagnostics.isEmpty)
    let names = load.engine?.decider.rules.routes.map(\.head.name)
    #expect(names == ["1", "2", "3", "4", "5", "6"])
  }

  /// A failure ends its file: what stands after it was never reached.
  @Test func stopsWhereTheFileStops() {
    let load = load(
      "route \"a\" { to = \"acme\" }\nerror(\"stop\")\nroute \"b\" { to = \"nobody\" }",
      throughLua: false)
    #expect(load.diagnostics.map(\.message).count { $0.contains("stop") } == 1)
    #expect(!load.diagnostics.contains { $0.message.contains("nobody") })
  }
}

/// Makes declarations of parts that fit, and of parts that do not.
private struct Source {
  var random: SeededNumbers

  init(seed: UInt64) {
    random = SeededNumbers(seed: seed)
  }

  mutating func declaration(_ number: Int) -> String {
    let word = ["route", "route", "priority", "classify", "policy", "approval"].randomElement(
      using: &random)!
    let keys = ["when", "when", "to", "set", "not_below", "forbid", "by", "because", "tags", "tow"]
    return "\(word) \"r\(number)\" \(table(keys, depth: 0))"
  }

  private mutating func table(_ keys: [String], depth: Int) -> String {
    var fields: [String] = []
    for key in keys.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)) {
      guard !fields.contains(where: { $0.hasPrefix(key + " ") }) else { continue }
      fields.append("\(key) = \(value(depth: depth))")
    }
    if Int.random(in: 0..<5, using: &random) == 0 { fields.append(value(depth: depth)) }
    return "{ " + fields.joined(separator: ", ") + " }"
  }

  private mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 2 ? 5 : 10), using: &random) {
    case 0: return "\"acme\""
    case 1: return "\"incident\""
    case 2: return "\(Int.random(in: -1...4, using: &random))"
    case 3: return "1.5"
    case 4: return ["true", "absent", "present", "\"\"", "{}"].randomElement(using: &random)!
    case 5: return "{ \(value(depth: depth + 1)), \(value(depth: depth + 1)) }"
    case 6:
      let words = ["above", "contains_any", "none_of", "any_of", "hours", "weighted", "part_of"]
      return "\(words.randomElement(using: &random)!)(\(value(depth: depth + 1)))"
    default:
      return table(["kind", "priority", "summary", "service", "vip", "acme"], depth: depth + 1)
    }
  }
}
