-- A group with as much open as its `wip_limit` is chosen by nobody; one with less, or without a limit, may be.
-- Where all are at their limit the next route decides, and that is no error.
rulebase { name = "work-limits", version = "1" }
provider "p" {
  default = "desk",
  groups = {
    ["desk"]  = {},
    ["full"]  = { wip_limit = 3, skills = { "tills" }, cost = 1 },
    ["over"]  = { wip_limit = 3 },
    ["under"] = { wip_limit = 3, skills = { "tills" }, cost = 2 },
    ["idle"]  = { wip_limit = 1 },
  },
}

route "first" { when = { category = "first" }, to = first_free { "p/full", "p/under", "p/idle" } }
route "last" { when = { category = "last" }, to = first_free { "p/full", "p/over", "p/desk" } }
route "nobody" { when = { category = "nobody" }, to = first_free { "p/full", "p/over" } }
route "least" { when = { category = "least" }, to = least_loaded { "p/over", "p/full", "p/under" } }
route "turns" { when = { category = "turns" }, to = round_robin { "p/full", "p/under", "p/idle" } }
route "shares" { when = { category = "shares" }, to = weighted { ["p/full"] = 9, ["p/idle"] = 1 } }
route "skill" { when = { category = "skill" }, to = skilled { "tills" } }
route "open" { when = { category = "open" }, to = first_open { "p/over", "p/under" } }
route "best" {
  when = { category = "best" },
  to   = best { among = { "p/full", "p/under" }, by = { cost = -1 } },
}
-- Whoever is named is meant, limit or not.
route "named" { when = { category = "named" }, to = "p/full" }
-- That several rows match is a mistake, whoever could take more.
route_table "only one" {
  hit     = "unique",
  columns = { "category", "urgency", "-> to" },
  { "table", "-",    first_free { "p/full", "p/over" } },
  { "-",     "high", "p/desk" },
}
route "rest" { to = "p/idle" }
