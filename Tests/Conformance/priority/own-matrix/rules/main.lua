-- A rule base may replace the matrix, and with it the levels of impact and urgency.
rulebase { name = "own-matrix", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["night"] = {} } }

priority_matrix {
  impact = { "wide", "narrow" },
  urgency = { "now", "today", "some day" },
  { 1, 2, 4 },
  { 3, 4, 6 },
}
route "more urgent than 3" { when = { priority = more_urgent_than(3) }, to = "p/night" }
route "less urgent than 4" { when = { priority = less_urgent_than(4) }, to = "p/desk" }
route "rest" { to = "p/desk" }
