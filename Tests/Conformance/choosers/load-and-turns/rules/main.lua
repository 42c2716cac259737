-- Ties go to the first listed, an unknown load is 0; a batch sees one snapshot of the world.
rulebase { name = "load-and-turns", version = "1" }
provider "p" {
  default = "desk",
  groups = { ["desk"] = {}, ["one"] = {}, ["two"] = {}, ["three"] = {}, ["unknown"] = {} },
}

route "least" { when = { category = "least" }, to = least_loaded { "p/one", "p/three", "p/two" } }
route "unknown" { when = { category = "unknown" }, to = least_loaded { "p/two", "p/unknown" } }
route "turns" { when = { category = "turns" }, to = round_robin { "p/one", "p/two", "p/three" } }
route "untaken" { when = { category = "untaken" }, to = round_robin { "p/one", "p/two" } }
route "rest" { to = "p/desk" }
