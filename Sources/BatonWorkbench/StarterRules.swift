/// The rule base that `baton init` writes: small, commented, in order, and tested.
package enum StarterRules {
  package static let files: [(name: String, text: String)] = [
    ("main.lua", main), ("catalogue.lua", catalogue), ("routing.lua", routing),
    ("tests/first.lua", tests),
  ]

  private static let main = """
    -- Where the rule base begins. Each file says one thing; `include` runs it once.
    --
    --   baton check .                        is it in order?
    --   baton test .                         does it decide as agreed?
    --   baton decide . requests.ndjson       who gets what?
    --   baton explain . requests.ndjson      why, and why not otherwise?

    rulebase { name = "my-rules", version = "1" }

    include "catalogue"  -- who there is
    include "routing"    -- who gets what, and how urgent it is

    """

  private static let catalogue = """
    -- Who there is: roles that answer, providers with their groups, and the services they provide.
    -- A name that a rule mentions must be declared here; `baton check` finds those that are not.

    role "service-owner" { name = "Service owner", party = "customer" }

    provider "desk" {
      name = "Service desk", kind = "internal", default = "first-line",
      groups = {
        ["first-line"] = { name = "First line" },
        ["major"]      = { name = "Major incidents" },
      },
    }

    provider "acme" {
      name = "Acme Hosting", kind = "external", default = "operations",
      groups = { ["operations"] = { name = "Operations" } },
    }

    service "webshop" {
      name = "Web shop", accountable = "service-owner", criticality = "vital", provider = "acme",
    }

    service "intranet" {
      name = "Intranet", accountable = "service-owner", criticality = "low", provider = "acme",
    }

    """

  private static let routing = """
    -- Priority: impact (rows) and urgency (columns) give a number, 1 is the most urgent.
    priority_matrix { impact = { "high", "medium", "low" }, urgency = { "high", "medium", "low" },
      { 1, 2, 3 },
      { 2, 3, 4 },
      { 3, 4, 5 } }

    priority "Vital services are never below P3" {
      when = { kind = "incident", service = { criticality = "vital" } },
      not_below = 3,
    }

    -- What a request is about, when its sender did not say.
    classify "Shop words" {
      when = { summary = contains_any { "checkout", "basket", "web shop" } },
      set  = { service = "webshop" },
    }

    -- Who gets it: the first route that matches. `because` is the reason that people will read.
    route "Major incidents go to the major incident team" {
      when = { kind = "incident", priority = 1 },
      to = "desk/major",
      because = "one team leads every major incident",
    }

    route "Acme runs the web shop" {
      when = { kind = "incident", service = "webshop" },
      to = "acme",
      because = "hosting contract, section 2",
    }

    -- No `when`: the fallback, so that nothing is ever left lying.
    route "Everything else goes to the first line" { to = "desk/first-line" }

    -- What must hold, whoever decides.
    policy "A request says what it is about" {
      forbid = { summary = absent },
      severity = "warning",
      message = "ask the sender for a summary",
    }

    """

  private static let tests = """
    -- What was agreed, as examples: a request, and what must come out. Run them with `baton test`.

    scenario "A broken checkout reaches Acme" {
      given  = { kind = "incident", summary = "The checkout is slow", impact = "medium",
                 urgency = "low" },
      expect = { service = "webshop", priority = 3, to = "acme/operations",
                 accountable = "service-owner", errors = 0 },
    }

    scenario "A shop that is down is a major incident" {
      given  = { kind = "incident", service = "webshop", summary = "down", impact = "high",
                 urgency = "high" },
      expect = { priority = 1, to = "desk/major",
                 rule = "Major incidents go to the major incident team", errors = 0 },
    }

    scenario "Nobody knows: the first line" {
      given  = { kind = "service_request", impact = "low", urgency = "low" },
      expect = { priority = 5, to = "desk/first-line",
                 policies = { "A request says what it is about" }, errors = 0 },
    }

    """
}
