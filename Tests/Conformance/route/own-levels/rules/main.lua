-- levels changes the list.
rulebase { name = "own-levels", version = "1" }
levels { "service", "segment", "global" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["service"] = {}, ["segment"] = {} } }

route "segment" { level = "segment", when = { tags = { "x" } }, to = "p/segment" }
route "service" { level = "service", when = { tags = { "s" } }, to = "p/service" }
route "rest" { to = "p/desk" }
