import Testing

@testable import Baton

/// What is found of rules by themselves: where, and what is said.
@Suite struct RuleFindingTests {
  static let landscape = """
    calendar "office" { monday_to_friday = "09:00-17:00" }
    field "size" { type = "number", of = "request" }
    provider "acme" { default = "desk", groups = { desk = { hours = "office" }, l3 = {} } }
    provider "fuji" { default = "desk", groups = { desk = {} } }
    service "payroll" { provider = "acme", criticality = "vital" }
    service "mail" { provider = "fuji", criticality = "low" }
    route "Others" { when = { size = above(1000) }, to = "acme/l3",
      because = "too large for a desk" }

    """
  static let end = "\nroute \"Rest\" { to = \"fuji/desk\" }"

  struct Found: Sendable, CustomTestStringConvertible {
    let code: String
    let message: String
    let rules: String
    var severity = Diagnostic.Severity.warning
    var testDescription: String { "\(code): \(rules)" }
  }

  static let found: [Found] = [
    Found(
      code: "unreachable",
      message: "\"c\" is never reached: 2 before it together take all its requests",
      rules: """
        route "a" { when = { size = above(3) }, to = "acme/l3" }
        route "b" { when = { size = at_most(3) }, to = "acme/desk" }
        route ⌖"c" { when = { size = present, kind = "change" }, to = "acme/l3" }
        """),
    Found(
      code: "unreachable",
      message: "\"b\" is never reached: \"a\" before it takes all its requests",
      rules: """
        route "a" { when = { summary = contains "pay" }, to = "acme/l3" }
        route ⌖"b" { when = { summary = contains_word "payslip" }, to = "acme/desk" }
        """),
    Found(
      code: "unreachable",
      message: "\"b\" is never reached: \"a\" before it takes all its requests",
      rules: """
        route "a" { when = { customer = { region = { "UK", "FR" } } }, to = "acme/l3" }
        route ⌖"b" { when = { customer = { region = "UK" },
          function(request) return request.attributes.x end }, to = "acme/desk" }
        """),
    Found(
      code: "never-holds",
      message: "\"a\" is about no request: its conditions contradict each other",
      rules: """
        route ⌖"a" { when = { service = { criticality = "vital", provider = "fuji" } }, to = "acme" }
        """),
    Found(
      code: "never-holds",
      message: "\"a\" is about no request: its conditions contradict each other",
      rules: """
        approval ⌖"a" { when = { kind = "change", service = absent,
          service = { provider = "acme" } }, by = { "customer" } }
        """.replacing("service = absent,\n", with: "all_of { { service = absent } },\n")
          .replacing("\"customer\"", with: "\"boss\"") + "\nrole \"boss\" { party = \"customer\" }"),
    Found(
      code: "never-holds",
      message: "\"m\" is about no request: its conditions contradict each other",
      rules: """
        measure ⌖"m" { when = { service = { criticality = "vital", provider = "fuji" } }, of = "cases" }
        """),
    Found(
      code: "never-holds",
      message: "\"s\" is about no request: its conditions contradict each other",
      rules: """
        survey ⌖"s" { when = { all_of { { size = above(5) }, { size = below(5) } } }, score = "size" }
        """),
    Found(
      code: "never-holds",
      message: "\"x\" is about no request: its conditions contradict each other",
      rules: """
        measure "m" { of = "first_contact" }
        xla ⌖"x" { when = { service = { criticality = "vital", provider = "fuji" } },
          weights = { m = 1 } }
        """),
    Found(
      code: "never-holds",
      message: "\"c\" is about no request: its conditions contradict each other",
      rules: """
        ola "a" { with = "fuji", metric = "time_to_resolve", within = hours(1) }
        credit ⌖"c" { when = { service = { criticality = "vital", provider = "fuji" } },
          with = "fuji", agreements = "a", fee = 1, steps = { { breaches = 1, share = "1%" } } }
        """),
    Found(
      code: "fills-nothing",
      message: "\"a\" fills \"category\" where it is lacking, and asks for a request that has it",
      rules: "classify ⌖\"a\" { when = { category = \"x\" }, set = { category = \"y\" } }"),
    Found(
      code: "never-violated", message: "no request can violate \"a\"",
      rules: "policy ⌖\"a\" { when = { kind = \"incident\" }, forbid = { kind = \"change\" } }",
      severity: .note),
    Found(
      code: "redundant",
      message: "without \"a\" every request goes the same way: \"Rest\" does the same",
      rules: "route ⌖\"a\" { when = { service = \"mail\" }, to = \"fuji/desk\" }", severity: .note),
    Found(
      code: "overlap",
      message:
        "row 1 of \"t\" and row 2 take the same request: then the table counts as not matched",
      rules: """
        route_table "t" { hit = "unique", columns = { "size", "-> to" },
          { "[0..10]", "acme/desk" },
          ⌖{ "[10..99]", "acme/l3" } }
        """),
    Found(
      code: "overlap",
      message:
        "row 1 of \"t\" and row 2 take the same request: then the table counts as not matched",
      rules: """
        decision_table "t" { columns = { "size", "-> category" }, default = { category = "c" },
          { "[0..10]", "a" },
          ⌖{ "[10..99]", "a" } }
        """),
    Found(
      code: "overlap",
      message: "row 1 of \"t\" and row 2 take the same request with different outcomes: "
        + "then the table counts as not matched",
      rules: """
        decision_table "t" { hit = "any", columns = { "size", "-> category" },
          default = { category = "c" },
          { "[0..10]", "a" },
          ⌖{ "[10..99]", "b" },
          { "[20..30]", "b" } }
        """),
    Found(
      code: "unreachable",
      message: "row 3 of \"t\" is never reached: 2 before it together take all its requests",
      rules: """
        decision_table "t" { hit = "first", columns = { "size", "-> category" },
          { "< 10", "a" },
          { ">= 10", "b" },
          ⌖{ "[0..20]", "c" } }
        """),
    Found(
      code: "never-holds",
      message: "row 1 of \"t\" is about no request: its conditions contradict each other",
      rules: """
        decision_table "t" { hit = "collect", when = { kind = "incident" },
          columns = { "kind", "size", "-> tags" },
          ⌖{ "change", "-", "a" },
          { "-", "< 5", "b" } }
        """),
    Found(
      code: "idle-column", message: "the column \"category\" of \"t\" is empty in every row",
      rules: """
        decision_table "t" { columns = { "size", ⌖"category", "-> location" },
          default = { location = "c" },
          { "[0..10]", "-", "a" },
          { "]10..99]", "-", "b" } }
        """, severity: .note),
    Found(
      code: "idle-column", message: "the column \"category\" of \"t\" is empty in every row",
      rules: """
        route_table "t" { columns = { "size", ⌖"category", "-> to" },
          { "[0..10]", "-", "acme/desk" },
          { "]10..99]", "-", "acme/l3" } }
        """, severity: .note),
    Found(
      code: "table-gap",
      message: "no row of \"t\" is about some of what its columns tell apart",
      rules: """
        decision_table ⌖"t" { columns = { "size", "-> category" },
          { "< 10", "a" },
          { "> 10", "b" } }
        """, severity: .note),
    Found(
      code: "table-gap",
      message: "no row of \"t\" is about some of what its columns tell apart",
      rules: """
        decision_table ⌖"t" { hit = "first", when = { impact = { "high", "low" } },
          columns = { "impact", "category", "-> location" },
          { "high", "a", "x" },
          { "high", "b", "y" },
          { "low", "a", "z" } }
        """, severity: .note),
    Found(
      code: "bounds-conflict",
      message:
        "\"a\" keeps a request at P2 or more urgent, and \"b\" at P4 or less: the floor wins",
      rules: """
        priority "a" { when = { service = "payroll" }, not_below = 2 }
        priority ⌖"b" { when = { impact = "low" }, not_above = 4 }
        """),
    Found(
      code: "scopes-overlap",
      message:
        "\"a\" and \"b\" claim the same requests for \"acme\" and \"fuji\": only their order decides",
      rules: """
        route "a" { when = { service = "mail", vip = true }, to = "acme/l3" }
        route ⌖"b" { when = { service = "mail", kind = "change" }, to = "fuji/desk",
          because = "they know it" }
        """, severity: .note),
    Found(
      code: "item-alone", message: "\"a\" decides by the configuration item alone",
      rules: "route ⌖\"a\" { when = { configuration_item = \"x\" }, to = \"acme/l3\" }",
      severity: .note),
    Found(
      code: "item-alone", message: "\"a\" decides by the configuration item alone",
      rules: """
        route ⌖"a" { when = { configuration_item = { location = "leeds" } }, to = "acme/l3" }
        """, severity: .note),
    Found(
      code: "redundant",
      message: "without \"b\" every request goes the same way: \"a\" does the same",
      rules: """
        policy "a" { when = { kind = "change" }, forbid = { size = above(5) } }
        policy ⌖"b" { when = { kind = "change", vip = true }, forbid = { size = above(9) } }
        policy "c" { when = { kind = "change" }, forbid = { size = above(7) }, severity = "information" }
        policy "d" { when = { kind = "change" }, forbid = { size = above(8) }, message = "too large" }
        """, severity: .note),
    Found(
      code: "redundant",
      message: "without \"b\" every request goes the same way: \"a\" does the same",
      rules: """
        role "boss" { party = "customer" }
        role "chief" { party = "customer" }
        approval "a" { when = { kind = "change" }, by = { "boss" } }
        approval ⌖"b" { when = { kind = "change", size = 4 }, by = { "boss" } }
        approval "c" { when = { kind = "change", size = 4 }, by = { "chief" } }
        """, severity: .note),
    Found(
      code: "say-declaratively",
      message: "this function only tests fields: it can be said without one",
      rules: """
        route "a" { when = {
          ⌖function(request) return request.kind == "change" end }, to = "acme/l3" }
        """, severity: .note),
    Found(
      code: "unused-calendar", message: "nothing uses the calendar \"nights\"",
      rules: "calendar ⌖\"nights\" { every_day = \"22:00-06:00\" }", severity: .note),
    Found(
      code: "unused-field", message: "nothing uses the field \"odd\"",
      rules: "field ⌖\"odd\" { type = \"text\", of = \"request\" }", severity: .note),
    Found(
      code: "unused-role", message: "nothing uses the role \"nobody\"",
      rules: "role ⌖\"nobody\" { party = \"customer\" }", severity: .note),
    Found(
      code: "unused-group", message: "nothing uses the group \"zeta/spare\"",
      rules: "provider \"zeta\" { default = \"d\", groups = { d = {}, ⌖spare = {} } }",
      severity: .note),
    Found(
      code: "same-service", message: "\"erp\" and \"ERP\" say the same of themselves",
      rules: "service \"erp\" {} service ⌖\"ERP\" {}", severity: .note),
  ]

  static let usual: Set = ["few-groups", "no-group", "no-complaint-path", "not-decided"]

  static func checked(_ rules: String) throws -> (CheckedRules, [Place]) {
    let rules = try ProvenRules.checked(landscape + rules + end)
    return (rules.checked, rules.marked)
  }

  @Test("what is wrong is found at its place", arguments: found)
  func finding(_ expected: Found) throws {
    let (checked, marked) = try Self.checked(expected.rules)
    let findings = checked.diagnostics.filter { !Self.usual.contains($0.code) }
    #expect(findings.map(\.code) == [expected.code])
    #expect(findings.map(\.message) == [expected.message])
    #expect(findings.map(\.severity) == [expected.severity])
    let places = findings.map {
      Place(file: $0.place.file, line: $0.place.line, column: $0.place.column)
    }
    #expect(places == marked)
  }

  static let inOrder = [
    // A function may refuse: it hides nothing, and what stands behind it counts.
    """
    route "a" { when = { size = 1, function(request) return request.attributes.x end }, to = "acme/l3" }
    route "b" { when = { size = 1 }, to = "acme/desk" }
    """,
    // A rule of a few days hides none that lasts.
    """
    route "a" { when = { size = 1 }, to = "acme/l3", until_date = "2026-12-01" }
    route "b" { when = { size = 1 }, to = "acme/desk" }
    """,
    // Its reason is told to people.
    """
    route "a" { when = { service = "mail" }, to = "fuji/desk", because = "contract 4" }
    """,
    // A field that a table sets is used, and so is one that it asks for.
    """
    field "mark" { type = "text" }
    field "tone" { type = "text", of = "customer" }
    decision_table "t" { hit = "first", columns = { "customer.tone", "-> mark" },
      { "a", "x" }, { "-", "y" } }
    """,
    // Every size and every impact has a row; of categories only those that are named are looked at.
    """
    decision_table "t" { columns = { "size", "impact", "category", "-> location" },
      { "<= 10", "-", "a", "x" }, { "> 10", "high", "a", "y" },
      { "> 10", "not(\\"high\\")", "a", "z" } }
    """,
    // Numbers as names of something, and fields that are missing.
    """
    decision_table "t" { columns = { "size", "category", "-> location" },
      { 5, "-", "x" }, { 6, "-", "y" }, { "null", "a", "z" } }
    decision_table "u" { columns = { "channel", "-> language" }, { "null", "en" } }
    """,
    // What no row is about is said.
    """
    decision_table "t" { columns = { "size", "-> category" }, { "< 10", "a" }, { "> 10", "b" },
      default = { category = "c" } }
    """,
    // Rows of which all count may meet and say the same.
    """
    decision_table "t" { hit = "collect", columns = { "size", "-> tags" },
      { "< 5", "a" }, { "< 3", "a" } }
    """,
    // An exception before the rule.
    """
    route "a" { when = { service = "mail", vip = true }, to = "acme/l3" }
    route "b" { when = { service = "mail" }, to = "fuji/desk", because = "the rest of it" }
    """,
    // What a request says of a customer lies over the catalogue.
    """
    customer "c-9" { region = "UK" }
    route "a" { when = { customer = "c-9" , customer = { region = "FR" } }, to = "acme/l3" }
    """.replacing("customer = \"c-9\" ,", with: "all_of { { customer = \"c-9\" } },"),
    // Whatever is left for the fallback, nothing loads without it.
    """
    route "a" { when = { size = absent }, to = "acme/l3" }
    route "b" { when = { size = present }, to = "acme/desk" }
    """,
    // Children before the node, and siblings after one that says `continue`.
    """
    route "tree" { when = { kind = "change" }, to = "acme/desk",
      route "x" { when = { vip = true }, to = "acme/l3", continue = true },
      route "y" { when = { vip = true, size = 2 }, to = "fuji/desk" } }
    """,
  ]

  @Test("what is in order is not found", arguments: inOrder)
  func order(_ rules: String) throws {
    let (checked, _) = try Self.checked(rules)
    #expect(checked.diagnostics.filter { !Self.usual.contains($0.code) } == [])
  }

  @Test(
    "of very many words those are found that another is part of",
    arguments: ["contains", "starts_with", "ends_with"])
  func manyWords(_ test: String) throws {
    let words = (0..<450).map { test == "ends_with" ? "\($0)w" : "w\($0)" }
    let routes = words.enumerated().map { number, word in
      "route \"\(word)\" { when = { summary = \(test) \"\(word)\" }, "
        + "to = \"acme/\(number % 4 < 2 ? "l3" : "desk")\" }"
    }
    let (checked, _) = try Self.checked(routes.joined(separator: "\n"))
    // What stands behind a word that is part of its own is never reached, and the first such is why.
    let hidden = words.indices.compactMap { index -> String? in
      let whole = words[index]
      let first = words[..<index].first { part in
        switch test {
        case "contains": whole.contains(part)
        case "starts_with": whole.hasPrefix(part)
        default: whole.hasSuffix(part)
        }
      }
      return first.map {
        "\"\(whole)\" is never reached: \"\($0)\" before it takes all its requests"
      }
    }
    let found = checked.diagnostics.filter { $0.code == "unreachable" }
    #expect(found.map(\.message) == hidden)
    #expect(!checked.diagnostics.contains { $0.code == "not-decided" })
  }
}
