-- First match in declared order, then the fallback.
rulebase { name = "order-and-fallback", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["one"] = {}, ["two"] = {} } }

route "one" { when = { category = { "a", "b" } }, to = "p/one", because = "it stands first" }
route "two" { when = { category = { "b", "c" } }, to = "p/two" }
route "rest" { when = {}, to = "p" }
