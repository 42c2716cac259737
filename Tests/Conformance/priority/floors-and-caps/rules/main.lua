-- not_below and not_above are meant in urgency, of every matching rule; the floor wins a conflict.
rulebase { name = "floors-and-caps", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }

priority "set" { when = { category = "set" }, set = 5 }
priority "floor 3" { when = { tags = { "floor" } }, not_below = 3 }
priority "floor 2" { when = { tags = { "stronger" } }, not_below = 2 }
priority "cap 4" { when = { tags = { "cap" } }, not_above = 4 }
priority "cap 3" { when = { tags = { "stronger cap" } }, not_above = 3 }
route "rest" { to = "p" }
