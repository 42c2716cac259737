import BatonModel
import Testing

@testable import Baton

/// One mistake, where it must be found, and what must be said.
struct Mistake: Sendable, CustomTestStringConvertible {
  let code: String
  let message: String
  var help: String? = nil
  let rules: String
  var csv: String? = nil

  var testDescription: String { "\(code): \(message)" }
}

@Suite struct DiagnosticTests {
  static let fallback = "\nroute \"rest\" { to = \"acme\" }\n"

  static let mistakes: [Mistake] = [
    // Silent traps of Lua
    Mistake(
      code: "constant-or",
      message:
        "\"or\" always gives its left side here, \"acme\"; for any of several write { …, … }",
      rules: "route \"r\" { when = { provider = ⌖\"acme\" or \"fuji\" }, to = \"acme\" }" + fallback
    ),
    Mistake(
      code: "duplicate-key", message: "is here twice, and only the last would count",
      rules: "route \"r\" { when = { kind = \"incident\" }, ⌖when = { vip = true }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "value-is-nil", message: "the value of \"service\" is nil here",
      rules: "local services = {}\n"
        + "route \"r\" { when = { ⌖service = services.payrol }, to = \"acme\" }" + fallback),
    Mistake(
      code: "no-body", message: "route \"r\" has no table after its name",
      help: "write route \"r\" { … }", rules: "route ⌖\"r\"" + fallback),
    Mistake(
      code: "global-assignment", message: "\"limit\" is not declared; write local before it",
      rules: "⌖limit = 5" + fallback),
    // Names
    Mistake(
      code: "unknown-name", message: "unknown service \"payrol\"",
      help: "did you mean \"payroll\"?",
      rules: "route \"r\" { when = { service = ⌖\"payrol\" }, to = \"acme\" }" + fallback),
    Mistake(
      code: "unknown-field", message: "a request has no field \"servise\"",
      help: "did you mean \"service\"?",
      rules: "route \"r\" { when = { ⌖servise = \"payroll\" }, to = \"acme\" }" + fallback),
    Mistake(
      code: "unknown-field", message: "a service has no field \"critcality\"",
      help: "did you mean \"criticality\"?",
      rules: "route \"r\" { when = { service = { ⌖critcality = \"vital\" } }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "not-one-of", message: "\"kind\" cannot be \"incidnet\"",
      help: "did you mean \"incident\"?",
      rules: "route \"r\" { when = { kind = ⌖\"incidnet\" }, to = \"acme\" }" + fallback),
    Mistake(
      code: "unknown-key", message: "`route` has no \"whne\"", help: "did you mean \"when\"?",
      rules: "route \"r\" { ⌖whne = { vip = true }, to = \"acme\" }" + fallback),
    Mistake(
      code: "unknown-attribute", message: "a service has no \"critcality\"",
      help: "did you mean \"criticality\"?",
      rules: "service \"erp\" { ⌖critcality = \"vital\" }" + fallback),
    Mistake(
      code: "unknown-name", message: "unknown calendar \"ofice\"",
      help: "did you mean \"office\"?",
      rules: "service \"erp\" { hours = ⌖\"ofice\" }" + fallback),
    Mistake(
      code: "unknown-name", message: "unknown role \"bos\"", help: "did you mean \"boss\"?",
      rules: "approval \"a\" { by = { ⌖\"bos\" } }" + fallback),
    Mistake(
      code: "unknown-name", message: "unknown name \"rout\"", help: "did you mean \"route\"?",
      rules: fallback + "⌖rout \"r\" { to = \"acme\" }"),
    Mistake(
      code: "unknown-field", message: "a request has no field \"servce\"",
      help: "did you mean \"service\"?",
      rules: "route \"r\" { when = { function(r) return r.⌖servce == \"x\" end }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "unknown-level", message: "unknown level \"sevice\"", help: "did you mean \"service\"?",
      rules: "route \"r\" { when = { vip = true }, level = ⌖\"sevice\", to = \"acme\" }" + fallback),
    Mistake(
      code: "duplicate-name", message: "route \"r\" is declared already",
      rules: "route \"r\" { when = { vip = true }, to = \"acme\" }\n"
        + "route ⌖\"r\" { when = { major = true }, to = \"acme\" }" + fallback),
    Mistake(
      code: "duplicate-name", message: "service \"payroll\" is declared already",
      rules: "service ⌖\"payroll\" {}" + fallback),
    // Types
    Mistake(
      code: "wrong-type", message: "found \"high\"",
      rules: "route \"r\" { when = { priority = ⌖\"high\" }, to = \"acme\" }" + fallback),
    Mistake(
      code: "priority-order", message: "`at_most` is unclear for a priority",
      help: "write more_urgent_than(3) or a list such as { 1, 2 }",
      rules: "route \"r\" { when = { priority = ⌖at_most(2) }, to = \"acme\" }" + fallback),
    Mistake(
      code: "matcher-type", message: "`above` cannot test \"summary\", which takes a text",
      rules: "route \"r\" { when = { summary = ⌖above(2) }, to = \"acme\" }" + fallback),
    Mistake(
      code: "matcher-arguments", message: "`above` is not used right", help: "write above(50000)",
      rules: "route \"r\" { when = { contract_value = ⌖above }, to = \"acme\" }" + fallback),
    Mistake(
      code: "matcher-arguments", message: "`above` is not used right", help: "write above(50000)",
      rules: "policy \"p\" { forbid = { contract_value = { 5, ⌖above } } }" + fallback),
    Mistake(
      code: "matcher-arguments", message: "`contains_word` is not used right",
      help: "write contains_word \"tax\"",
      rules: "route \"r\" { when = { summary = is_not(⌖contains_word) }, to = \"acme\" }" + fallback
    ),
    Mistake(
      code: "matcher-arguments", message: "`least_loaded` is not used right",
      help: "write least_loaded { \"contoso/desk\", \"fuji/desk\" }",
      rules: "route \"r\" { when = { vip = true }, to = ⌖least_loaded }" + fallback),
    Mistake(
      code: "wrong-type", message: "\"contract_value\" takes a number, found \"much\"",
      rules: "route \"r\" { when = { contract_value = above(⌖\"much\") }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "no-members", message: "\"summary\" is a text: it has no fields of its own",
      rules: "route \"r\" { when = { summary = ⌖{ x = 1 } }, to = \"acme\" }" + fallback),
    Mistake(
      code: "wrong-type", message: "\"because\" takes a text, found 5",
      rules: "route \"r\" { when = { vip = true }, to = \"acme\", because = ⌖5 }" + fallback),
    Mistake(
      code: "wrong-type", message: "\"from_date\" takes a date such as \"2026-12-31\"",
      rules: "route \"r\" { when = { vip = true }, to = \"acme\", from_date = ⌖\"2026-02-30\" }"
        + fallback),
    Mistake(
      code: "bad-hours", message: "found \"9 to 5\"",
      rules: "calendar \"c\" { monday_to_friday = { \"09:00-12:00\", ⌖\"9 to 5\" } }" + fallback),
    Mistake(
      code: "unknown-zone", message: "there is no time zone \"Europe/Lundon\"",
      rules: "calendar \"c\" { timezone = ⌖\"Europe/Lundon\", mon = \"09:00-12:00\" }" + fallback),
    Mistake(
      code: "no-working-time", message: "calendar \"c\" has no working time",
      rules: "calendar ⌖\"c\" { timezone = \"Europe/London\" }" + fallback),
    Mistake(
      code: "wrong-type", message: "takes a date such as [\"2026-12-24\"], found \"xmas\"",
      rules: "calendar \"c\" { mon = \"09:00-12:00\", overrides = { ⌖xmas = \"09:00-10:00\" } }"
        + fallback),
    Mistake(
      code: "unknown-key", message: "\"munday\"",
      rules: "calendar \"c\" { mon = \"09:00-12:00\",\n"
        + "from = { [\"2027-01-01\"] = { ⌖munday = \"09:00-10:00\" } } }" + fallback),
    Mistake(
      code: "date-out-of-range", message: "2500-01-01 is out of the range of calendars",
      rules: "calendar ⌖\"c\" { mon = \"09:00-12:00\", holidays = { \"2500-01-01\" } }" + fallback),
    Mistake(
      code: "bad-expression", message: "\"a(\" is not a regular expression",
      rules: "route \"r\" { when = { summary = matches ⌖\"a(\" }, to = \"acme\" }" + fallback),
    // Lists
    Mistake(
      code: "empty-list", message: "the list of \"customer.region\" is empty",
      rules: "route \"r\" { when = { customer = { region = ⌖{} } }, to = \"acme\" }" + fallback),
    Mistake(
      code: "list-has-nil", message: "a value in the list of \"channel\" is nil",
      rules: "local t = {}\n"
        + "route \"r\" { when = { channel = ⌖{ \"phone\", t.mail, \"chat\" } }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "mixed-table", message: "this table mixes names and list entries",
      rules: "route \"r\" { when = { vip = true, ⌖{ major = true } }, to = \"acme\" }" + fallback),
    // The catalogue and the routes
    Mistake(
      code: "service-circle", message: "services depend on each other in a circle: a > b > a",
      rules: "service ⌖\"a\" { depends_on = { \"b\" } }\nservice \"b\" { depends_on = { \"a\" } }"
        + fallback),
    Mistake(
      code: "route-to-nobody", message: "provider \"acme\" has no group \"desc\"",
      help: "did you mean \"acme/desk\"?",
      rules: "route \"r\" { when = { vip = true }, to = ⌖\"acme/desc\" }" + fallback),
    Mistake(
      code: "route-to-nobody", message: "provider \"fuji\" has no default group",
      rules: "route \"r\" { when = { vip = true }, to = ⌖\"fuji\" }" + fallback),
    Mistake(
      code: "route-to-nobody", message: "route \"r\" does not say where to",
      rules: "route ⌖\"r\" { when = { vip = true } }" + fallback),
    Mistake(
      code: "fallback-missing", message: "some requests may find no route",
      rules: "route ⌖\"r\" { when = { vip = true }, to = \"acme\" }"),
    Mistake(
      code: "fallback-missing", message: "route \"r\" is in shadow mode and decides nothing",
      rules: "route ⌖\"r\" { to = \"acme\", mode = \"shadow\" }"),
    Mistake(
      code: "fallback-missing", message: "route \"r\" asks a function, which may name nobody",
      rules: "route ⌖\"r\" { to = function() return \"acme\" end }"),
    Mistake(
      code: "fallback-missing", message: "all whom route \"r\" may choose have a `wip_limit`",
      rules: "provider \"busy\" { groups = { a = { wip_limit = 3 }, b = { wip_limit = 1 } } }\n"
        + "route ⌖\"r\" { to = first_free { \"busy/a\", \"busy/b\" } }"),
    Mistake(
      code: "wrong-type", message: "found a table that contains itself",
      rules: "local u = {}\nu.groups = { u = ⌖u }\nprovider \"deep\" { groups = u.groups }\n"
        + fallback),
    Mistake(
      code: "too-large", message: "this grows beyond 100000 parts",
      rules: "local u = {}\nfor d = 1, 6 do\n  local g = {}\n"
        + "  for i = 1, 12 do g[\"n\" .. i] = u end\n  u = { groups = ⌖g }\nend\n"
        + "provider \"wide\" { groups = { e = u } }\n" + fallback),
    Mistake(
      code: "no-limit", message: "first_free goes no further than \"acme/desk\"",
      rules: "route \"r\" { to = ⌖first_free { \"acme/desk\", \"acme/l3\" } }"),
    Mistake(
      code: "route-to-nobody", message: "\"zz\" is no group, provider or receiver",
      rules: "route \"r\" { to = ⌖\"zz\" }"),
    Mistake(
      code: "unreachable",
      message: "route \"late\" is never reached: route \"rest\" before it takes every request",
      rules: fallback + "route ⌖\"late\" { when = { vip = true }, to = \"acme\" }"),
    Mistake(
      code: "misplaced", message: "service \"x\" cannot stand inside a route",
      rules: "route \"r\" { when = { vip = true }, to = \"acme\", service ⌖\"x\" {} }" + fallback),
    Mistake(
      code: "assigns-outside", message: "this function changes \"count\"",
      rules: "local count = 0\n"
        + "route \"r\" { when = { function(r) ⌖count = count + 1 return true end }, to = \"acme\" }"
        + fallback),
    Mistake(
      code: "matrix-shape", message: "the matrix has 1 row for 2 levels of impact",
      rules: "⌖priority_matrix { impact = { \"a\", \"b\" }, urgency = { \"a\" }, { 1 } }" + fallback
    ),
    Mistake(
      code: "ambiguous-name", message: "\"acme\" is a provider and a receiver",
      rules: "receiver ⌖\"acme\" {}" + fallback),
    Mistake(
      code: "slash-in-name", message: "the name of a provider cannot have \"/\" in it",
      rules: "provider ⌖\"a/b\" {}" + fallback),
    Mistake(
      code: "out-of-range", message: "\"confidence\" takes a number from 0 to 1, found 2",
      rules: "configuration_item \"i\" { confidence = ⌖2 }" + fallback),
    Mistake(
      code: "out-of-range", message: "\"days\" takes a number above 0",
      rules: "approval \"r\" { by = { \"boss\" }, within = days(⌖-1) }" + fallback),
    Mistake(
      code: "subcontractor-circle", message: "providers are each other's subcontractors: p > q > p",
      rules: "provider ⌖\"p\" { subcontractor_of = \"q\" }\n"
        + "provider \"q\" { subcontractor_of = \"p\" }" + fallback),
    Mistake(
      code: "unknown-name", message: "unknown service \"payrol\"",
      rules: "source \"s\" { fields = { id = \"n\", service = constant(⌖\"payrol\") } }" + fallback),
    // Decision tables
    Mistake(
      code: "table-source", message: "has rows here and in a file",
      rules: "route_table \"t\" { columns = { \"-> to\" }, ⌖from = \"table.csv\", { \"acme\" } }"
        + fallback, csv: "-> to\nacme\n"),
    Mistake(
      code: "table-cell", message: "row 2, column \"contract_value\": \"contract_value\" takes",
      rules: "route_table \"t\" { from = \"table.csv\" }" + fallback,
      csv: "contract_value,-> to\n> 5,acme\n⌖much,acme\n"),
    Mistake(
      code: "table-output", message: "row 2 does not say where to",
      rules: "route_table \"t\" { from = \"table.csv\" }" + fallback,
      csv: "contract_value,-> to\n> 5,acme\n> 6,⌖\n"),
    Mistake(
      code: "table-cell", message: "row 1, column \"-> to\": \"acne\" is no group",
      rules: "route_table \"t\" { from = \"table.csv\" }" + fallback,
      csv: "contract_value,-> to\n> 5,⌖acne\n"),
    Mistake(
      code: "table-cell", message: "row 1, column \"contract_value\": the interval is never closed",
      rules: "route_table \"t\" { columns = { \"contract_value\", \"-> to\" },\n"
        + "  { ⌖\"> 5, [1..3\", \"acme\" } }" + fallback),
    Mistake(
      code: "unknown-field", message: "a request has no field \"regoin\"",
      rules: "route_table \"t\" { from = \"table.csv\" }" + fallback,
      csv: "⌖regoin,-> to\nUK,acme\n"),
    Mistake(
      code: "wrong-type", message: "\"type\" takes one_of { \"a\", \"b\" }, found \"one_of\"",
      rules: "field \"n\" { type = ⌖\"one_of\", of = \"request\" }" + fallback),
    Mistake(
      code: "wrong-type", message: "\"expect\" takes what must be decided, found nothing in it",
      rules: "scenario \"x\" { given = {}, expect = ⌖{} }" + fallback),
    Mistake(
      code: "file-missing", message: "there is no file \"tabel.csv\"",
      rules: "route_table \"t\" { from = ⌖\"tabel.csv\" }" + fallback),
    Mistake(
      code: "file-outside", message: "\"../x\" is outside the rule base's folder",
      rules: "include ⌖\"../x\"" + fallback),
  ]

  @Test(arguments: mistakes) func pointsAtTheMistake(_ mistake: Mistake) throws {
    let rules = MarkedRules(mistake.rules, csv: mistake.csv)
    #expect(rules.load.engine == nil)
    let diagnostic = try #require(rules.load.diagnostics.first { $0.code == mistake.code })
    #expect(diagnostic.message.contains(mistake.message), "\(diagnostic.message)")
    if let help = mistake.help { #expect(diagnostic.help == help) }
    #expect(rules.found == rules.marked, "\(rules.load.diagnostics.map(\.message))")
  }

  /// All mistakes in one rule base, each in a file of its own: none hides another.
  @Test func reportsEveryKindInOneRun() {
    // These are about the order of all routes, and a base has only one.
    let ordering: Set<String> = ["fallback-missing", "unreachable"]
    let count = Self.mistakes.count { !ordering.contains($0.code) }
    var files = ["landscape.lua": MarkedRules.landscape]
    var main = "include \"landscape\"\n"
    for (index, mistake) in Self.mistakes.enumerated() where !ordering.contains(mistake.code) {
      var rules = mistake.rules.replacing(Self.fallback, with: "\n")
      // Names of the small cases repeat; here each needs its own.
      for name in ["r", "c", "t", "erp"] {
        rules = rules.replacing("\"\(name)\" {", with: "\"\(name)\(index)\" {")
      }
      rules = rules.replacing("table.csv", with: "table\(index).csv")
      let name = "mistake\(index)"
      files[name + ".lua"] = rules
      if let csv = mistake.csv { files["table\(index).csv"] = csv }
      main += "include \"\(name)\"\n"
    }
    main += "route \"rest\" { to = \"acme\" }\n"
    files["main.lua"] = main
    let rules = MarkedRules(files)
    let missed = Set(rules.marked).subtracting(rules.found)
    #expect(missed.isEmpty, "\(missed.map(\.description))")
    #expect(rules.marked.count == count)
    let surprising = Set(rules.found).subtracting(rules.marked)
    #expect(surprising.isEmpty, "\(surprising.map(\.description))")
  }

  @Test func reportsAMissingCommaBetweenNestedDeclarations() throws {
    let rules = MarkedRules(
      """
      route "tree" { to = "acme",
        route "a" { when = { vip = true }, to = "fuji/depot" }⌖
        route "b" { when = { major = true } } }
      """)
    let diagnostic = try #require(rules.load.diagnostics.first)
    #expect(diagnostic.code == "syntax")
    #expect(diagnostic.message.contains("a comma is missing"))
    #expect(diagnostic.place.line == 3 || diagnostic.place.line == 4)
  }

  @Test func pointsIntoTheHelperThatMadeARule() throws {
    let rules = MarkedRules(
      """
      local function desk(name, service)
        route(name) { when = { service = ⌖service }, to = "acme" }
      end
      desk("one", "payroll")
      desk("two", "payrol")
      route "rest" { to = "acme" }
      """)
    #expect(rules.load.diagnostics.map(\.message) == ["unknown service \"payrol\""])
    #expect(rules.found == rules.marked)
  }

  @Test func acceptsTheSmallLandscape() throws {
    let rules = MarkedRules(Self.fallback)
    #expect(rules.load.diagnostics.isEmpty, "\(rules.load.diagnostics)")
    #expect(rules.load.engine != nil)
  }
}
