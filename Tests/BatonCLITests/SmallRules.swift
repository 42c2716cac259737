// The rule base that most tests of the tool use: one of everything that they look at.

enum SmallRules {
  static func folder(adding files: [String: String] = [:]) throws -> Folder {
    try Folder(["main.lua": main].merging(files) { $1 })
  }

  static let main = """
    rulebase { name = "small", version = "7" }
    provider "acme" {
      name = "Acme", kind = "external", default = "desk",
      groups = { ["desk"] = { name = "Desk" }, ["major"] = { name = "Major" },
                 ["night"] = { name = "Night" } },
    }
    service "shop" { name = "Shop", accountable = "owner", provider = "acme" }
    role "owner" { name = "Owner", party = "customer" }
    field "amount" { type = "number", of = "request" }
    classify "Shop words" {
      when = { summary = contains "basket" },
      set = { service = "shop" } }
    route "Majors" { when = { kind = "incident", priority = 1 }, to = "acme/major",
      because = "one team leads" }
    route "Orders are shared" { when = { kind = "service_request" },
      to = least_loaded { "acme/desk", "acme/night" } }
    route "Odd amounts" { when = { kind = "change", function(request) return request.amount.x end },
      to = "acme/night" }
    route "In winter" { when = { summary = "cold" }, from_date = "2026-12-01", to = "acme/night" }
    route "The rest" { to = "acme/desk" }
    policy "Says what it is about" { forbid = { summary = absent }, severity = "warning" }
    """

  /// An incident of priority 1, one of priority 5, and one with an impact that does not exist.
  static let requests = """
    {"id":"R-1","kind":"incident","impact":"high","urgency":"high","summary":"basket"}
    {"id":"R-2","kind":"incident","impact":"low","urgency":"low","summary":"x"}
    {"id":"R-3","kind":"incident","impact":"huge","urgency":"low","summary":"x"}

    """
}
