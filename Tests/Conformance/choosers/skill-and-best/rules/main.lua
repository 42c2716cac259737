-- best scales each attribute from 0 to 1 over the candidates, a missing one is the worst.
--
--   cost 10 20 -   satisfaction 3 5 4   less cost is better: 1 0 0, more satisfaction: 0 1 0.5
--   cost twice:           one 2      two 1      three 0.5
--   satisfaction thrice:  one 1      two 3      three 1.5
rulebase { name = "skill-and-best", version = "1" }
provider "p" {
  default = "desk",
  groups = {
    ["desk"] = {},
    ["one"] = { cost = 10, satisfaction = 3, skills = { "printer" } },
    ["two"] = { cost = 20, satisfaction = 5, skills = { "database", "printer" } },
    ["three"] = { satisfaction = 4 },
  },
}

route "cheap" {
  when = { category = "cheap" },
  to = best { among = { "p/three", "p/two", "p/one" }, by = { cost = -2, satisfaction = 1 } },
}
route "good" {
  when = { category = "good" },
  to = best { among = { "p/three", "p/two", "p/one" }, by = { cost = -1, satisfaction = 3 } },
}
route "skilled" {
  when = { category = "skilled" },
  to = skilled { "database", among = { "p/one", "p/two", "p/three" } },
}
route "rest" { to = "p/desk" }
