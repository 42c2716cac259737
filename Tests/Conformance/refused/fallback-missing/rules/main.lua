-- A rule base needs a route that matches everything; one without a level, since levels go first.
rulebase { name = "fallback-missing", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
route "only some" { when = { category = "x" }, to = "p/desk" }
