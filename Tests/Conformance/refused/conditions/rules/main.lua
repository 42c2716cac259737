-- What could never hold, or would be read in two ways, is an error; all of them are told at once.
rulebase { name = "conditions", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "amount" { type = "number", of = "request" }
route "an empty list" { when = { category = {} }, to = "p" }
route "a number is no text" { when = { category = 5 }, to = "p" }
route "a text is no number" { when = { amount = "5" }, to = "p" }
route "above on a priority" { when = { priority = above(3) }, to = "p" }
route "below on a priority" { when = { priority = below(3) }, to = "p" }
route "at_least on a priority" { when = { priority = at_least(3) }, to = "p" }
route "at_most on a priority" { when = { priority = at_most(3) }, to = "p" }
route "between on a priority" { when = { priority = between(2, 3) }, to = "p" }
route "an unknown field" { when = { categroy = "x" }, to = "p" }
route "an unknown kind" { when = { kind = "incidents" }, to = "p" }
route "rest" { to = "p" }
