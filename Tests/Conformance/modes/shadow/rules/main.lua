-- A shadow rule of any kind is evaluated and reported and takes no place.
rulebase { name = "shadow", version = "1" }
provider "p" { default = "desk", groups = { ["desk"] = {}, ["new"] = {} } }
role "boss" { party = "customer" }

classify "would classify" { mode = "shadow", when = { summary = contains "x" }, set = { category = "shadow" } }
classify "classifies" { when = { summary = contains "x" }, set = { category = "real" } }
priority "would prioritise" { mode = "shadow", when = { summary = contains "x" }, set = 1 }
route "would route" { mode = "shadow", when = { summary = contains "x" }, to = "p/new" }
route "would not route" { mode = "shadow", when = { summary = contains "y" }, to = "p/new" }
route "rest" { to = "p/desk" }
approval "would ask" { mode = "shadow", when = { summary = contains "x" }, by = { "boss" } }
policy "would report" { mode = "shadow", when = { summary = contains "x" }, forbid = { kind = "incident" } }
