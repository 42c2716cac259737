-- The first plan that matches, most specific level first; a shadow takes no place, and what was decided
-- before is seen.
rulebase { name = "which plan", version = "1", timezone = "Europe/London" }
provider "p" { default = "desk", groups = { desk = {}, other = {} } }
classify "Laptops" { when = { summary = contains("laptop") }, set = { category = "hardware" } }
plan "anything" { when = { kind = "service_request" }, task "do it" { to = "p" } }
plan "tried out" { mode = "shadow", level = "customer", task "first" { to = "p" },
  task "second" { to = "p", after = "first" } }
plan "hardware" { level = "service", when = { category = "hardware" }, task "order" { to = "p" } }
plan "at the other desk" { level = "service", when = { group = "p/other" }, task "walk" { to = "p" } }
plan "of last year" { level = "segment", until_date = "2025-12-31", task "wait" { to = "p" } }
route "walk-ins" { when = { channel = "walk-in" }, to = "p/other" }
route "rest" { to = "p" }
