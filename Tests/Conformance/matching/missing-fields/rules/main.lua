-- A missing field equals nothing; negative matchers hold for it, ordering matchers never do.
rulebase { name = "missing-fields", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {} } }
field "amount" { type = "number", of = "request" }
policy "equals" { forbid = { category = "x" } }
policy "one of" { forbid = { category = { "x", "y" } } }
policy "is_not" { forbid = { category = is_not "x" } }
policy "none_of" { forbid = { category = none_of { "x", "y" } } }
policy "not_any_of" { forbid = { not_any_of { { category = "x" }, { category = "y" } } } }
policy "present" { forbid = { category = present } }
policy "absent" { forbid = { category = absent } }
policy "above 5" { forbid = { amount = above(5) } }
policy "below 5" { forbid = { amount = below(5) } }
policy "at least 5" { forbid = { amount = at_least(5) } }
policy "at most 5" { forbid = { amount = at_most(5) } }
policy "between 5 and 7" { forbid = { amount = between(5, 7) } }
policy "not above 5" { forbid = { amount = is_not(above(5)) } }
route "rest" { to = "p/desk" }
