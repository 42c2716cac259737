-- Dates are compared with the world's now, and only without one with the request's opened_at.
rulebase { name = "now-before-opened", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["new"] = {} } }

route "from December on" { from_date = "2026-12-05", to = "p/new", when = { kind = "incident" } }
route "rest" { to = "p/desk" }
